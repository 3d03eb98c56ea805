//! The daily cycle: when a generation may be locked, settled, and unlocked by anybody.

use super::LctsError;
use crate::rate_limit::DAY_SECONDS;

/// Second of the day from which queues may be locked: 13:00 UTC.
pub const LOCK_SECOND: i64 = 46_800;

/// Second of the day up to which locked queues are settled: 16:00 UTC.
pub const SETTLE_SECOND: i64 = 57_600;

/// Seconds after 16:00 UTC in which a settlement may still come and nobody may unlock: none. Users are promised at
/// most three hours of lock.
pub const SETTLE_GRACE_SECONDS: i64 = 0;

const SECONDS: i64 = DAY_SECONDS.cast_signed();

/// The rules of the daily cycle. Days are counted from 1970-01-01 and end at midnight UTC, like the clock of the
/// chain, which knows no leap seconds: each has 86 400 seconds. A queue never locked has 0 as its last day.
///
/// Windows are half-open: locking is open in `[13:00, 16:00)`, a locked queue is settled in `[lock, 16:00)`, and from
/// 16:00:00 on anybody may unlock it. A day without a lock is skipped and needs nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockCycle;

impl LockCycle {
    /// The day of `now`.
    pub fn day(now: i64) -> i64 {
        // The divisor is a constant above 0, so the default is never taken.
        now.checked_div_euclid(SECONDS).unwrap_or(0)
    }

    /// Whether a queue last locked on `last_locked_day` may be locked at `now`; returns the day it is then locked on.
    ///
    /// From 13:00 up to 16:00 UTC of a later day. A clock that went back to a day before locks nothing twice.
    pub fn may_lock(now: i64, last_locked_day: i64) -> Result<i64, LctsError> {
        let (day, second) = (Self::day(now), second_of_day(now));
        if !(LOCK_SECOND..SETTLE_SECOND).contains(&second) {
            return Err(outside(second));
        }
        if day <= last_locked_day {
            return Err(LctsError::AlreadyLocked { last: last_locked_day, day });
        }
        Ok(day)
    }

    /// First second at which a queue locked on `lock_day` can no longer be settled: 16:00 UTC of that day and
    /// [`SETTLE_GRACE_SECONDS`]. Saturates.
    pub fn must_settle_by(lock_day: i64) -> i64 {
        lock_day.saturating_mul(SECONDS).saturating_add(SETTLE_SECOND).saturating_add(SETTLE_GRACE_SECONDS)
    }

    /// Refuses a settlement at `now` of a queue locked on `lock_day`, once it is overdue.
    pub fn may_settle(now: i64, lock_day: i64) -> Result<(), LctsError> {
        if Self::is_overdue(now, lock_day) {
            return Err(LctsError::SettlementOverdue { deadline: Self::must_settle_by(lock_day), now });
        }
        Ok(())
    }

    /// Whether anybody may unlock a queue that was locked on `lock_day` and is not settled at `now`.
    pub fn is_overdue(now: i64, lock_day: i64) -> bool {
        now >= Self::must_settle_by(lock_day)
    }
}

/// Seconds since midnight UTC.
fn second_of_day(now: i64) -> i64 {
    // The divisor is a constant above 0, so the default is never taken.
    now.checked_rem_euclid(SECONDS).unwrap_or(0)
}

/// The refusal of a lock at `second` of the day, on the clock.
fn outside(second: i64) -> LctsError {
    // The divisors are constants above 0, so no default is ever taken.
    let part = |unit: i64, parts: i64| {
        second.checked_div(unit).and_then(|units| units.checked_rem(parts)).unwrap_or(0)
    };
    LctsError::OutsideLockWindow { hour: part(3_600, 24), minute: part(60, 60), second: part(1, 60) }
}
