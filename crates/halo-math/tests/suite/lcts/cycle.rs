//! The daily cycle to the second: 13:00, 16:00, midnight, and the days on which calendars go wrong.

use halo_math::{LctsError, LockCycle, LOCK_SECOND, SETTLE_SECOND};

const DAY: i64 = 86_400;

/// Midnights UTC.
const DAYS: [(&str, i64); 9] = [
    ("1970-01-02", 86_400),
    ("2024-02-28", 1_709_078_400),
    ("2024-02-29, the leap day", 1_709_164_800),
    ("2024-03-01", 1_709_251_200),
    ("2025-02-28, without a leap day after it", 1_740_700_800),
    ("2025-03-01", 1_740_787_200),
    ("2025-12-31", 1_767_139_200),
    ("2026-01-01", 1_767_225_600),
    ("2100-02-28, a century without a leap day", 4_107_456_000),
];

#[test]
fn locks_from_13_to_16_and_not_a_second_longer() {
    for (name, midnight) in DAYS {
        let day = LockCycle::day(midnight);
        assert_eq!(day * DAY, midnight, "{name}");
        for second in 0..DAY {
            let locks = LockCycle::may_lock(midnight + second, day - 1).is_ok();
            assert_eq!(locks, (13 * 3_600..16 * 3_600).contains(&second), "{name}, second {second}");
        }
        assert_eq!(LockCycle::may_lock(midnight + LOCK_SECOND, day - 1), Ok(day), "{name}");
        assert_eq!(LockCycle::may_lock(midnight + SETTLE_SECOND - 1, day - 1), Ok(day), "{name}");
    }
}

#[test]
fn outside_the_window_it_says_what_time_it_is() {
    let at = |second: i64| LockCycle::may_lock(1_709_164_800 + second, 0).unwrap_err();
    assert_eq!(at(LOCK_SECOND - 1), LctsError::OutsideLockWindow { hour: 12, minute: 59, second: 59 });
    assert_eq!(at(SETTLE_SECOND), LctsError::OutsideLockWindow { hour: 16, minute: 0, second: 0 });
    assert_eq!(at(DAY - 1), LctsError::OutsideLockWindow { hour: 23, minute: 59, second: 59 });
    assert_eq!(at(DAY), LctsError::OutsideLockWindow { hour: 0, minute: 0, second: 0 });
    assert_eq!(at(3_723).to_string(), "locking is open from 13:00 to 16:00 UTC, it is 01:02:03");
}

#[test]
fn a_day_locks_once_and_may_be_skipped() {
    let noon = 1_709_164_800 + LOCK_SECOND;
    let day = LockCycle::may_lock(noon, 0).unwrap();
    let twice = LctsError::AlreadyLocked { last: day, day };
    assert_eq!(LockCycle::may_lock(noon, day), Err(twice));
    assert_eq!(twice.to_string(), "expected a day after 19782, the last one locked; it is day 19782");
    assert_eq!(LockCycle::may_lock(noon + 1, day), Err(twice));
    assert_eq!(LockCycle::may_lock(noon + DAY, day), Ok(day + 1));
    assert_eq!(LockCycle::may_lock(noon + 9 * DAY, day), Ok(day + 9), "eight days without a lock");
    let back = LctsError::AlreadyLocked { last: day + 1, day };
    assert_eq!(LockCycle::may_lock(noon, day + 1), Err(back), "a clock that goes back locks nothing twice");
}

/// Settling and unlocking exclude each other in every second.
#[test]
fn overdue_at_16_of_the_day_of_the_lock() {
    for (name, midnight) in DAYS {
        let day = LockCycle::day(midnight);
        let deadline = midnight + 16 * 3_600;
        assert_eq!(LockCycle::must_settle_by(day), deadline, "{name}");
        for (now, overdue) in [
            (midnight + LOCK_SECOND, false),
            (deadline - 1, false),
            (deadline, true),
            (deadline + 1, true),
            (midnight + DAY - 1, true),
            (midnight + DAY, true),
            (midnight + DAY + LOCK_SECOND, true),
        ] {
            assert_eq!(LockCycle::is_overdue(now, day), overdue, "{name}, {now}");
            let refused = LctsError::SettlementOverdue { deadline, now };
            let expected = if overdue { Err(refused) } else { Ok(()) };
            assert_eq!(LockCycle::may_settle(now, day), expected, "{name}, {now}");
        }
    }
    let late = LockCycle::may_settle(1_709_222_400, 19_782).unwrap_err();
    let message = "settlement was open up to 1709222400, it is 1709222400 (Unix seconds)";
    assert_eq!(late.to_string(), message);
}

#[test]
fn a_user_is_locked_in_for_three_hours_at_most() {
    for second in LOCK_SECOND..SETTLE_SECOND {
        let now = 1_709_164_800 + second;
        let day = LockCycle::may_lock(now, 0).unwrap();
        assert!(LockCycle::must_settle_by(day) - now <= 3 * 3_600);
    }
}

#[test]
fn clocks_at_their_ends_do_not_panic() {
    assert_eq!([LockCycle::day(-1), LockCycle::day(0), LockCycle::day(DAY - 1)], [-1, 0, 0]);
    assert_eq!(LockCycle::may_lock(LOCK_SECOND - DAY, -2), Ok(-1));
    assert!(LockCycle::is_overdue(i64::MAX, 0) && !LockCycle::is_overdue(i64::MIN, 0));
    assert_eq!(LockCycle::must_settle_by(i64::MAX), i64::MAX);
    assert!(LockCycle::must_settle_by(i64::MIN) < 0);
    for now in [i64::MIN, i64::MAX] {
        let _ = LockCycle::may_lock(now, i64::MIN);
        let _ = LockCycle::may_settle(now, now);
    }
}
