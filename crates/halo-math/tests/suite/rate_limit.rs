//! The rate limit by example.

use crate::{MILLION, ONE};
use halo_math::{Charge, RateLimit, RateLimitError, DAY_SECONDS, UNLIMITED};

const START: i64 = 1_736_899_200;
const DAY: i64 = 86_400;

/// A full limit.
fn full(max: u64, slope: u64) -> RateLimit {
    RateLimit { available: max, ..RateLimit::new(max, slope, START) }
}

#[test]
fn ten_million_a_day_is_exact_for_any_step() {
    for step in [1, 2, 3, 7, 59, 60, 61, 3_599, 3_600, 43_199, 86_399, 86_400] {
        let mut limit = RateLimit::new(20 * MILLION, 10 * MILLION, START);
        let mut now = START;
        while now < START + DAY {
            now = (now + step).min(START + DAY);
            limit.refill(now);
        }
        assert_eq!((limit.available, limit.remainder), (10_000_000_000_000, 0), "in steps of {step}");
    }
}

#[test]
fn a_small_limit_refills_within_seconds() {
    let mut limit = RateLimit::new(40_000, 40_000, START);
    limit.refill(START + 1);
    assert_eq!((limit.available, limit.remainder), (0, 40_000));
    limit.refill(START + 2);
    assert_eq!((limit.available, limit.remainder), (0, 80_000));
    limit.refill(START + 3);
    assert_eq!((limit.available, limit.remainder), (1, 33_600));
}

#[test]
fn ten_million_a_day_is_115_a_second() {
    // The specification prints 115k a second for this limit, which would be 9.9 billion a day.
    let limit = RateLimit::new(10 * MILLION, 10 * MILLION, START);
    assert_eq!(limit.available_at(START + 1), 115_740_740);
    assert_eq!(limit.available_at(START + 1) / ONE, 115);
}

#[test]
fn a_new_limit_starts_empty() {
    let mut limit = RateLimit::new(10 * MILLION, 10 * MILLION, START);
    assert_eq!(limit.last_increased, START);
    let error = limit.charge(1, START).unwrap_err();
    assert_eq!(error, RateLimitError::Exceeded { amount: 1, available: 0, max: 10 * MILLION });
    assert_eq!(error.to_string(), "expected at most the 0 available now (max 10000000000000), got 1");
}

#[test]
fn charges_and_refills_up_to_the_maximum() {
    let mut limit = full(10 * MILLION, 10 * MILLION);
    let charge = limit.charge(4 * MILLION, START).unwrap();
    assert_eq!(charge, Charge { before: 10 * MILLION, after: 6 * MILLION });
    assert_eq!(limit.available_at(START + DAY / 4), 8 * MILLION + MILLION / 2);
    assert_eq!(limit.available_at(START + 10 * DAY), 10 * MILLION);
    assert_eq!(limit.outstanding, 4 * MILLION);
}

#[test]
fn a_full_bucket_carries_no_fraction() {
    let mut limit = full(100, 86_401);
    limit.charge(1, START).unwrap();
    limit.refill(START + 1);
    assert_eq!((limit.available, limit.remainder), (100, 0), "1 + 1/86400 arrived, the fraction is dropped");
}

#[test]
fn time_that_moves_back_changes_nothing() {
    let mut limit = RateLimit::new(10 * MILLION, 10 * MILLION, START);
    limit.refill(START + 100);
    let before = limit;
    for now in [START + 99, START, 0, -1, i64::MIN] {
        assert_eq!(limit.available_at(now), before.available);
        limit.refill(now);
        assert_eq!(limit, before, "refilled at {now}");
    }
    limit.charge(1, START).unwrap();
    assert_eq!(limit.last_updated, START + 100);
    limit.set(20 * MILLION, 10 * MILLION, START - 5);
    assert_eq!((limit.last_updated, limit.last_increased), (START + 100, START));
}

#[test]
fn the_longest_time_fills_and_never_panics() {
    let mut limit = RateLimit::new(UNLIMITED - 1, u64::MAX, i64::MIN);
    limit.refill(i64::MAX);
    assert_eq!((limit.available, limit.remainder), (UNLIMITED - 1, 0));
    let slow = RateLimit::new(UNLIMITED - 1, 1, i64::MIN);
    assert_eq!(slow.available_at(i64::MAX), u64::MAX / DAY_SECONDS);
}

#[test]
fn corrupt_fields_do_not_panic() {
    let mut limit = RateLimit {
        max: 5,
        slope: u64::MAX,
        available: u64::MAX,
        remainder: u64::MAX,
        last_updated: i64::MIN,
        last_increased: i64::MAX,
        outstanding: u64::MAX,
    };
    assert_eq!(limit.available_at(i64::MAX), 5);
    limit.charge(5, i64::MIN).unwrap();
    assert_eq!((limit.available, limit.outstanding), (0, u64::MAX), "outstanding saturates");
}

#[test]
fn unlimited_records_but_never_decrements() {
    let mut limit = RateLimit::new(UNLIMITED, 5, START);
    let charge = limit.charge(u64::MAX, START).unwrap();
    assert_eq!(charge, Charge { before: UNLIMITED, after: UNLIMITED });
    assert_eq!(limit.outstanding, u64::MAX);
    assert_eq!(limit.charge(1, START + 1).unwrap().after, UNLIMITED);
    assert_eq!(limit.restore(7, START + 1).unwrap().after, UNLIMITED);
    assert_eq!((limit.available, limit.remainder, limit.outstanding), (0, 0, u64::MAX - 7));
}

#[test]
fn leaving_unlimited_starts_empty() {
    let mut limit = RateLimit::new(UNLIMITED, MILLION, START);
    limit.set(10 * MILLION, MILLION, START + 30 * DAY);
    assert_eq!(limit.available_at(START + 30 * DAY), 0, "no burst");
    assert_eq!(limit.available_at(START + 31 * DAY), MILLION, "refills from then on");
    limit.set(UNLIMITED, MILLION, START + 31 * DAY);
    assert_eq!((limit.available, limit.last_increased), (0, START + 31 * DAY));
    limit.set(10 * MILLION, MILLION, START + 32 * DAY);
    assert_eq!(limit.available, 0, "what was available before is forgotten");
    assert_eq!(limit.last_increased, START + 31 * DAY, "leaving UNLIMITED is a decrease");
}

#[test]
fn zero_blocks_charges_but_not_money_coming_home() {
    let mut limit = full(10 * MILLION, 10 * MILLION);
    limit.charge(MILLION, START).unwrap();
    limit.set(0, 10 * MILLION, START);
    let error = limit.charge(1, START + DAY).unwrap_err();
    assert_eq!(error, RateLimitError::Blocked { amount: 1 });
    assert_eq!(error.to_string(), "the limit is blocked (its max is 0), 1 was asked for");
    assert_eq!(limit.restore(MILLION, START + DAY), Ok(Charge { before: 0, after: 0 }));
    assert_eq!(limit.outstanding, 0);
}

#[test]
fn nothing_is_neither_charged_nor_restored() {
    for max in [0, 1, UNLIMITED] {
        let mut limit = RateLimit::new(max, 1, START);
        assert_eq!(limit.charge(0, START), Err(RateLimitError::ZeroAmount));
        assert_eq!(limit.restore(0, START), Err(RateLimitError::ZeroAmount));
    }
}

#[test]
fn no_more_is_restored_than_went_out() {
    let mut limit = full(10 * MILLION, 0);
    limit.charge(4 * MILLION, START).unwrap();
    assert_eq!(
        limit.restore(4 * MILLION + 1, START),
        Err(RateLimitError::ExceedsOutstanding { amount: 4 * MILLION + 1, outstanding: 4 * MILLION })
    );
    let restored = limit.restore(3 * MILLION, START).unwrap();
    assert_eq!(restored, Charge { before: 6 * MILLION, after: 9 * MILLION });
    assert_eq!(limit.outstanding, MILLION);
}

#[test]
fn a_restore_stops_at_the_maximum() {
    let mut limit = full(10 * MILLION, 10 * MILLION);
    limit.charge(4 * MILLION, START).unwrap();
    let restored = limit.restore(4 * MILLION, START + DAY / 2 + 1).unwrap();
    assert_eq!(restored.after, 10 * MILLION);
    assert_eq!(limit.remainder, 0);
}

#[test]
fn a_new_slope_does_not_act_backwards() {
    let mut limit = RateLimit::new(100 * MILLION, MILLION, START);
    limit.set(100 * MILLION, 10 * MILLION, START + DAY);
    assert_eq!(limit.available, MILLION, "the day before accrued with the old slope");
    assert_eq!(limit.available_at(START + 2 * DAY), 11 * MILLION);
}

#[test]
fn a_decrease_bites_at_once_and_an_increase_gives_no_burst() {
    let mut limit = full(10 * MILLION, MILLION);
    limit.set(4 * MILLION, MILLION, START + 5);
    assert_eq!((limit.available, limit.last_increased), (4 * MILLION, START));
    limit.set(10 * MILLION, MILLION, START + 6);
    assert_eq!((limit.available, limit.last_increased), (4 * MILLION, START + 6));
}

#[test]
fn only_an_increase_moves_last_increased() {
    let cases = [
        // max', slope', is an increase
        (10, 10, false),
        (9, 9, false),
        (11, 10, true),
        (10, 11, true),
        (11, 9, true),
        (9, 11, true),
        (UNLIMITED, 10, true),
    ];
    for (max, slope, increase) in cases {
        let mut limit = RateLimit::new(10, 10, START);
        limit.set(max, slope, START + 9);
        assert_eq!(limit.last_increased, START + if increase { 9 } else { 0 }, "to {max} and {slope}");
    }
}

#[test]
fn a_skipped_span_gives_nothing() {
    let mut limit = RateLimit::new(10 * MILLION, 86_401, START);
    limit.refill(START + DAY + 1);
    let paused = limit;
    assert_eq!((paused.available, paused.remainder), (86_402, 1));
    limit.skip(START + 100 * DAY);
    assert_eq!(limit, RateLimit { last_updated: START + 100 * DAY, ..paused });
    limit.refill(START + 100 * DAY + 1);
    assert_eq!((limit.available, limit.remainder), (86_403, 2), "goes on from the fraction it had");
}

#[test]
fn a_skip_back_changes_nothing() {
    let mut limit = RateLimit::new(10 * MILLION, MILLION, START);
    for now in [START, START - 1, 0, i64::MIN] {
        let before = limit;
        limit.skip(now);
        assert_eq!(limit, before, "skipped to {now}");
    }
}

#[test]
fn a_set_after_a_skip_counts_from_the_skip() {
    let mut limit = RateLimit::new(100 * MILLION, MILLION, START);
    limit.skip(START + DAY);
    limit.set(100 * MILLION, 2 * MILLION, START + DAY);
    assert_eq!(limit.available, 0, "the day that was skipped gives nothing at the old slope");
    assert_eq!(limit.available_at(START + 2 * DAY), 2 * MILLION);
}
