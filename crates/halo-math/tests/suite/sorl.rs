//! The second-order limit by example.

use crate::{MILLION, ONE};
use halo_math::{LimitInit, RateLimit, Sorl, SorlError, UNLIMITED};

/// Seconds between two raises: 18 hours.
pub const HOP: i64 = 18 * 3_600;
/// The parameters that governance starts with.
pub const SORL: Sorl = Sorl { max_change_bps: 2_500, hop: HOP };
pub const START: i64 = 1_736_899_200;

/// An init that approves nothing: only steps count.
const NOTHING: LimitInit = LimitInit { max: 0, slope: 0 };
/// The usual init: ten million, refilled in a day.
const TEN: LimitInit = LimitInit { max: 10 * MILLION, slope: 10 * MILLION };

/// A limit with this max and slope, last raised at `START`.
fn limit(max: u64, slope: u64) -> RateLimit {
    RateLimit::new(max, slope, START)
}

/// What [`SORL`] says to a change one hop after the last raise.
fn due(current: &RateLimit, init: LimitInit, max: u64, slope: u64) -> Result<(), SorlError> {
    SORL.check_change(current, Some(&init), max, slope, START + HOP)
}

#[test]
fn a_raise_is_at_most_a_quarter() {
    let current = limit(10_000 * ONE, 10_000 * ONE);
    let cases = [
        // percent * 100, allowed
        (2_499, true),
        (2_500, true),
        (2_501, false),
    ];
    for (bps, allowed) in cases {
        let raised = 10_000 * ONE + bps * ONE;
        let ceiling = 12_500 * ONE;
        let max = due(&current, NOTHING, raised, 10_000 * ONE);
        let slope = due(&current, NOTHING, 10_000 * ONE, raised);
        if allowed {
            assert_eq!((max, slope), (Ok(()), Ok(())), "by {bps} basis points");
        } else {
            assert_eq!(max, Err(SorlError::MaxTooHigh { ceiling, got: raised }), "by {bps} basis points");
            assert_eq!(slope, Err(SorlError::SlopeTooHigh { ceiling, got: raised }), "by {bps} basis points");
        }
    }
    assert_eq!(due(&current, NOTHING, 12_500 * ONE, 12_500 * ONE), Ok(()), "both at once");
    assert!(due(&current, NOTHING, 12_500 * ONE + 1, 10_000 * ONE).is_err(), "to the unit");
    assert!(due(&current, NOTHING, 10_000 * ONE, 12_500 * ONE + 1).is_err(), "to the unit");
}

#[test]
fn a_step_rounds_down() {
    let cases = [
        (0, 0),
        (1, 1),
        (3, 3),
        (4, 5),
        (7, 8),
        (10, 12),
        (9_999, 12_498),
        (u64::MAX / 5, 4_611_686_018_427_387_903),
    ];
    for (value, ceiling) in cases {
        assert_eq!(SORL.ceiling(value, 0), ceiling, "from {value}");
    }
    assert_eq!(Sorl { max_change_bps: 0, hop: HOP }.ceiling(77, 0), 77);
    assert_eq!(Sorl { max_change_bps: u16::MAX, hop: HOP }.ceiling(10_000, 0), 75_535);
}

#[test]
fn a_raise_waits_eighteen_hours() {
    let current = limit(10 * MILLION, 10 * MILLION);
    let at = |now| SORL.check_change(&current, Some(&TEN), 11 * MILLION, 10 * MILLION, now);
    let a_second_early = START + 17 * 3_600 + 59 * 60 + 59;
    let next = START + 18 * 3_600;
    assert_eq!(SORL.next_raise_at(current.last_increased), next);
    assert_eq!(at(a_second_early), Err(SorlError::TooSoon { next, now: a_second_early }));
    assert_eq!(at(next), Ok(()));
    for now in [START, START - 1, 0, i64::MIN] {
        assert_eq!(at(now), Err(SorlError::TooSoon { next, now }), "a clock that went back waits");
    }
}

#[test]
fn one_raise_a_hop_whichever_value_it_raised() {
    for (max, slope) in [(12 * MILLION, 10 * MILLION), (10 * MILLION, 12 * MILLION)] {
        let mut current = limit(10 * MILLION, 10 * MILLION);
        let now = START + HOP;
        assert_eq!(SORL.check_change(&current, Some(&TEN), max, slope, now), Ok(()));
        current.set(max, slope, now);
        for later in [now, now + 1, now + HOP - 1] {
            let refused = Err(SorlError::TooSoon { next: now + HOP, now: later });
            assert_eq!(SORL.check_change(&current, Some(&TEN), max + 1, slope, later), refused);
            assert_eq!(SORL.check_change(&current, Some(&TEN), max, slope + 1, later), refused);
        }
        assert_eq!(SORL.check_change(&current, Some(&TEN), max + 1, slope + 1, now + HOP), Ok(()));
    }
}

#[test]
fn lowering_and_keeping_need_nothing() {
    let nobody = Sorl { max_change_bps: 0, hop: 0 };
    for current in [limit(10 * MILLION, 10 * MILLION), limit(UNLIMITED, u64::MAX), limit(0, 0)] {
        for max in [current.max, current.max.saturating_sub(1), current.max / 2, 0] {
            for slope in [current.slope, current.slope.saturating_sub(1), 0] {
                assert_eq!(nobody.check_change(&current, None, max, slope, i64::MIN), Ok(()), "{current:?}");
            }
        }
    }
}

#[test]
fn lowering_and_keeping_do_not_start_a_hop() {
    let mut current = limit(10 * MILLION, 10 * MILLION);
    for (seconds, max, slope) in [(1, 10 * MILLION, 10 * MILLION), (HOP - 2, 9 * MILLION, 0), (HOP - 1, 0, 0)]
    {
        assert_eq!(SORL.check_change(&current, None, max, slope, START + seconds), Ok(()));
        current.set(max, slope, START + seconds);
        assert_eq!(current.last_increased, START);
    }
    assert_eq!(due(&current, TEN, 10 * MILLION, 10 * MILLION), Ok(()), "the hop counts from the last raise");
}

#[test]
fn a_raise_after_a_decrease_steps_from_the_current_value() {
    let mut current = limit(100 * MILLION, 100 * MILLION);
    current.set(40 * MILLION, 4 * MILLION, START + 1);
    // The step counts from 40, not from 100; the slope is below the init's, which is its floor.
    assert_eq!(due(&current, TEN, 50 * MILLION, 10 * MILLION), Ok(()));
    let too_high = SorlError::MaxTooHigh { ceiling: 50 * MILLION, got: 50 * MILLION + 1 };
    assert_eq!(due(&current, TEN, 50 * MILLION + 1, 4 * MILLION), Err(too_high));
    let too_steep = SorlError::SlopeTooHigh { ceiling: 10 * MILLION, got: 10 * MILLION + 1 };
    assert_eq!(due(&current, TEN, 40 * MILLION, 10 * MILLION + 1), Err(too_steep));
}

#[test]
fn a_mixed_change_is_a_raise_of_the_value_that_rises() {
    let current = limit(100 * MILLION, 4 * MILLION);
    let now = START + HOP - 1;
    let early = Err(SorlError::TooSoon { next: START + HOP, now });
    assert_eq!(SORL.check_change(&current, Some(&TEN), 0, 5 * MILLION, now), early);
    assert_eq!(due(&current, TEN, 0, 10 * MILLION), Ok(()), "max falls, slope rises to the init");
    assert_eq!(due(&current, TEN, 125 * MILLION, 0), Ok(()), "max rises by a quarter, slope falls");
    assert_eq!(due(&current, TEN, 100 * MILLION, 5 * MILLION), Ok(()), "max above the init is kept");
}

#[test]
fn a_new_limit_starts_at_most_at_the_init() {
    assert_eq!(SORL.check_first(&TEN, 10 * MILLION, 10 * MILLION), Ok(()));
    assert_eq!(SORL.check_first(&TEN, 0, 0), Ok(()));
    let ceiling = 10 * MILLION;
    let got = ceiling + 1;
    assert_eq!(SORL.check_first(&TEN, got, 0), Err(SorlError::MaxTooHigh { ceiling, got }));
    assert_eq!(SORL.check_first(&TEN, 0, got), Err(SorlError::SlopeTooHigh { ceiling, got }));
    assert_eq!(SORL.check_first(&TEN, UNLIMITED, 0), Err(SorlError::UnlimitedNotApproved));
    let open = LimitInit { max: UNLIMITED, slope: 0 };
    assert_eq!(SORL.check_first(&open, UNLIMITED, 0), Ok(()));
}

#[test]
fn unlimited_is_only_where_the_init_says_so() {
    let open = LimitInit { max: UNLIMITED, slope: 0 };
    let almost = LimitInit { max: UNLIMITED - 1, slope: 0 };
    for max in [0, 10 * MILLION, UNLIMITED - 1] {
        let current = limit(max, 0);
        assert_eq!(due(&current, TEN, UNLIMITED, 0), Err(SorlError::UnlimitedNotApproved));
        assert_eq!(due(&current, almost, UNLIMITED, 0), Err(SorlError::UnlimitedNotApproved));
        assert_eq!(due(&current, open, UNLIMITED, 0), Ok(()));
        assert_eq!(due(&current, open, UNLIMITED - 1, 0), Ok(()), "what is below is approved with it");
    }
}

#[test]
fn unlimited_is_kept_or_lowered_and_its_slope_follows_the_rule() {
    let mut current = limit(UNLIMITED, 8 * ONE);
    assert_eq!(due(&current, NOTHING, UNLIMITED, 10 * ONE), Ok(()));
    let too_steep = SorlError::SlopeTooHigh { ceiling: 10 * ONE, got: 10 * ONE + 1 };
    assert_eq!(due(&current, NOTHING, UNLIMITED, 10 * ONE + 1), Err(too_steep));
    let without = SORL.check_change(&current, None, UNLIMITED, 9 * ONE, START + HOP);
    assert_eq!(without, Err(SorlError::NoInit));

    assert_eq!(
        SORL.check_change(&current, None, 4 * MILLION, 8 * ONE, START),
        Ok(()),
        "leaving is a decrease"
    );
    current.set(4 * MILLION, 8 * ONE, START);
    assert_eq!(due(&current, NOTHING, UNLIMITED, 0), Err(SorlError::UnlimitedNotApproved), "no way back");
    assert_eq!(due(&current, NOTHING, 5 * MILLION, 0), Ok(()));
    let too_high = SorlError::MaxTooHigh { ceiling: 5 * MILLION, got: 5 * MILLION + 1 };
    assert_eq!(due(&current, NOTHING, 5 * MILLION + 1, 0), Err(too_high), "steps count from the finite max");
}

#[test]
fn steps_near_the_end_of_the_numbers_stay_finite() {
    for value in [u64::MAX / 5 * 4 + 1, u64::MAX / 2 * 2, UNLIMITED - 2, UNLIMITED - 1] {
        for max_change_bps in [1, 2_500, u16::MAX] {
            let sorl = Sorl { max_change_bps, hop: HOP };
            let ceiling = sorl.ceiling(value, 0);
            assert!((value..UNLIMITED).contains(&ceiling), "from {value} by {max_change_bps}");
        }
    }
    assert_eq!(SORL.ceiling(u64::MAX / 5 * 4, 0), UNLIMITED - 1, "an exact step onto unlimited");
    assert_eq!(SORL.ceiling(0, UNLIMITED), UNLIMITED);
    assert_eq!(SORL.ceiling(UNLIMITED, 0), UNLIMITED);
    let refused = due(&limit(UNLIMITED - 1, 0), NOTHING, UNLIMITED, 0);
    assert_eq!(refused, Err(SorlError::UnlimitedNotApproved));
}

#[test]
fn without_a_hop_nothing_is_raised() {
    for hop in [0, -1, i64::MIN] {
        let sorl = Sorl { max_change_bps: 2_500, hop };
        let current = limit(10 * MILLION, 10 * MILLION);
        let raise = |max, slope| sorl.check_change(&current, Some(&TEN), max, slope, i64::MAX);
        assert_eq!(raise(11 * MILLION, 10 * MILLION), Err(SorlError::NoHop));
        assert_eq!(raise(10 * MILLION, 11 * MILLION), Err(SorlError::NoHop));
        assert_eq!(raise(9 * MILLION, 10 * MILLION), Ok(()));
    }
}

#[test]
fn times_at_the_ends_do_not_panic() {
    let mut current = limit(4, 4);
    current.last_increased = i64::MAX;
    assert_eq!(SORL.next_raise_at(i64::MAX), i64::MAX);
    let ever = SORL.check_change(&current, Some(&TEN), 5, 4, i64::MAX);
    assert_eq!(ever, Err(SorlError::TooSoon { next: i64::MAX, now: i64::MAX }));
    current.last_increased = i64::MIN;
    assert_eq!(SORL.check_change(&current, Some(&TEN), 5, 4, i64::MAX), Ok(()));
    let first = SORL.check_change(&current, Some(&TEN), 5, 4, i64::MIN);
    assert_eq!(first, Err(SorlError::TooSoon { next: i64::MIN + HOP, now: i64::MIN }));
}

#[test]
fn refusals_say_what_was_expected() {
    let said = [
        (SorlError::NoHop, "expected a hop above 0 seconds before any raise, it is not set"),
        (
            SorlError::TooSoon { next: 9, now: 8 },
            "expected the next raise at 9 or later, it is 8 (Unix seconds)",
        ),
        (SorlError::MaxTooHigh { ceiling: 5, got: 6 }, "expected a max of at most 5, got 6"),
        (SorlError::SlopeTooHigh { ceiling: 5, got: 6 }, "expected a slope of at most 5 a day, got 6"),
        (
            SorlError::UnlimitedNotApproved,
            "expected a finite max, got unlimited, which the init does not approve",
        ),
        (SorlError::NoInit, "expected an init that approves a raise of this limit, there is none"),
    ];
    for (error, text) in said {
        assert_eq!(error.to_string(), text);
    }
}
