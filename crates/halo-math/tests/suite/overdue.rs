//! Penalties by number and the seconds at which a status changes.

use crate::example::MATURITY;
use crate::model::overdue::{assert_accrual, assert_status};
use crate::MILLION;
use halo_math::UnitStatus::{Active, Late, Overdue};
use halo_math::{unit_status, Accrual, UnitStatus};

const DAY: u64 = 86_400;
/// 25M and 1.25M of interest.
const OWED: u64 = 26 * MILLION + MILLION / 4;
/// A tenth of a percent an hour.
const BPS: u16 = 240;
/// 3.15M.
const FIVE_DAYS: u64 = 3 * MILLION + MILLION * 15 / 100;

fn accrued(periods: &[(u64, u16, u64)]) -> Accrual {
    let mut accrual = Accrual::default();
    for (shortfall, bps, seconds) in periods {
        accrual.add(*shortfall, *bps, *seconds);
    }
    accrual
}

#[test]
fn five_days_late_cost_3_15_million() {
    let accrual = accrued(&[(OWED, BPS, 5 * DAY)]);
    assert_eq!(accrual.due(u64::MAX), FIVE_DAYS);
    assert_eq!(accrual.due(FIVE_DAYS), FIVE_DAYS);
    assert_eq!(accrual.due(FIVE_DAYS - 1), FIVE_DAYS - 1, "never above the cap");
    assert_eq!(accrual.due(0), 0);
    assert_eq!(accrued(&[(OWED, BPS, 1)]).due(u64::MAX), 7_291_667, "7 291 666.67 a second, rounded up");
    assert_eq!(accrued(&[(OWED, BPS, 5 * DAY + 1)]).due(u64::MAX), FIVE_DAYS + 7_291_667);
}

#[test]
fn steps_cost_what_the_whole_costs() {
    let whole = accrued(&[(OWED, BPS, 5 * DAY)]);
    assert_eq!(accrued(&[(OWED, BPS, DAY); 5]), whole);
    assert_eq!(accrued(&[(OWED, BPS, 1); 432_000]), whole, "second by second");
    assert_eq!(accrued(&[(25 * MILLION, BPS, 5 * DAY), (OWED - 25 * MILLION, BPS, 5 * DAY)]), whole);
    assert_eq!(accrued(&[(OWED, 100, 5 * DAY), (OWED, 140, 5 * DAY)]), whole);
}

#[test]
fn a_part_paid_in_time_costs_less() {
    // Two days on everything, then three on 1.25M: 1.26M and 0.09M.
    let accrual = accrued(&[(OWED, BPS, 2 * DAY), (MILLION + MILLION / 4, BPS, 3 * DAY)]);
    assert_eq!(accrual.due(u64::MAX), MILLION * 126 / 100 + MILLION * 9 / 100);
}

#[test]
fn the_least_penalty_is_one_base_unit() {
    assert_eq!(accrued(&[]).due(u64::MAX), 0);
    for nothing in [(0, BPS, DAY), (OWED, 0, DAY), (OWED, BPS, 0)] {
        assert_eq!(accrued(&[nothing]).due(u64::MAX), 0, "{nothing:?}");
    }
    assert_eq!(accrued(&[(1, 1, 1)]).due(u64::MAX), 1, "in favour of the holder");
    assert_eq!(accrued(&[(1, 10_000, DAY)]).due(u64::MAX), 1);
    assert_eq!(accrued(&[(1, 10_000, DAY), (1, 1, 1)]).due(u64::MAX), 2);
}

#[test]
fn the_sum_crosses_its_halves() {
    // 2^32 * 2^15 * 2^17 is 2^64.
    let accrual = accrued(&[(1 << 32, 1 << 15, 1 << 17)]);
    assert_eq!(accrual, Accrual { low: 0, high: 1 });
    let mut below = Accrual { low: u64::MAX, high: 0 };
    below.add(1, 1, 1);
    assert_eq!(below, Accrual { low: 0, high: 1 });
    assert_accrual(&[(u64::MAX, u16::MAX, 1 << 47), (u64::MAX, u16::MAX, 1 << 47)], &[OWED]);
}

#[test]
fn a_sum_beyond_128_bits_stays_at_the_largest() {
    let largest = Accrual { low: u64::MAX, high: u64::MAX };
    assert_eq!(accrued(&[(u64::MAX, u16::MAX, u64::MAX)]), largest);
    let mut full = largest;
    full.add(1, 1, 1);
    assert_eq!(full, largest);
    assert_eq!(full.due(u64::MAX), u64::MAX);
    assert_eq!(full.due(OWED), OWED);
}

#[test]
fn one_second_decides_the_status() {
    let grace = 10 * 86_400;
    let cases = [
        (i64::MIN, Active),
        (0, Active),
        (MATURITY - 1, Active),
        (MATURITY, Late),
        (MATURITY + grace - 1, Late),
        (MATURITY + grace, Overdue),
        (i64::MAX, Overdue),
    ];
    for (now, expected) in cases {
        assert_eq!(unit_status(MATURITY, grace, 1, now), expected, "at {now}");
        assert_eq!(unit_status(MATURITY, grace, u64::MAX, now), expected, "at {now}");
        assert_eq!(unit_status(MATURITY, grace, 0, now), Active, "nothing is missing");
        assert_eq!(unit_status(0, grace, u64::MAX, now), Active, "nobody knows when it is due");
    }
}

#[test]
fn no_grace_is_overdue_at_once() {
    for grace in [0, -1, i64::MIN] {
        assert_eq!(unit_status(MATURITY, grace, 1, MATURITY - 1), Active, "grace {grace}");
        assert_eq!(unit_status(MATURITY, grace, 1, MATURITY), Overdue, "grace {grace}");
    }
}

#[test]
fn a_grace_beyond_the_clock_never_ends() {
    assert_eq!(unit_status(MATURITY, i64::MAX, 1, i64::MAX), Late);
    assert_eq!(unit_status(MATURITY, i64::MAX - MATURITY, 1, i64::MAX), Overdue);
    assert_eq!(unit_status(i64::MAX, 1, 1, i64::MAX), Late);
}

#[test]
fn statuses_at_the_edges_agree_with_the_model() {
    let edges = [i64::MIN, -1, 0, 1, MATURITY, i64::MAX - 1, i64::MAX];
    for maturity in edges {
        for grace in edges {
            for now in edges {
                for shortfall in [0, 1, u64::MAX] {
                    assert_status(maturity, grace, shortfall, now);
                }
            }
        }
    }
}

#[test]
fn statuses_are_stored_and_shown() {
    let statuses = [Active, Late, Overdue];
    assert_eq!(statuses.map(|status| status as u8), [0, 1, 2]);
    assert_eq!(statuses.map(UnitStatus::name), ["Active", "Late", "Overdue"]);
}
