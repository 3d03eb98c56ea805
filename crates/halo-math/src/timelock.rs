//! When a scheduled operation may be executed, on a clock that stands still while the timelock is paused.

use thiserror::Error;

/// Seconds after it is due during which an operation may be executed: 14 days.
pub const GRACE_SECONDS: i64 = 1_209_600;

/// How long a timelock has stood still. Times in Unix seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standstill {
    /// Since when it is paused, if it is.
    pub since: Option<i64>,
    /// Seconds of all pauses that have ended.
    pub ended: i64,
}

impl Standstill {
    /// Seconds for which it has stood still up to `now`, the running pause included.
    pub fn seconds(&self, now: i64) -> i64 {
        let running = self.since.map_or(0, |since| now.saturating_sub(since).max(0));
        self.ended.saturating_add(running)
    }
}

/// When one operation may be executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Time from which it may be executed, if the timelock never pauses.
    pub eta: i64,
    /// [`Standstill::seconds`] when it was scheduled.
    pub stood_still: i64,
}

/// Why an operation cannot be executed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TimelockError {
    #[error("the operation can be executed from {due}, it is {now}")]
    NotDue { due: i64, now: i64 },
    #[error("the operation expired at {expired}, it is {now}")]
    Expired { expired: i64, now: i64 },
}

impl Window {
    /// The window of an operation scheduled at `now` behind `delay` seconds.
    pub fn new(now: i64, delay: i64, standstill: &Standstill) -> Self {
        Self { eta: now.saturating_add(delay), stood_still: standstill.seconds(now) }
    }

    /// Time from which it may be executed: `eta` and every second paused since it was scheduled.
    pub fn due(&self, standstill: &Standstill, now: i64) -> i64 {
        let paused = standstill.seconds(now).saturating_sub(self.stood_still).max(0);
        self.eta.saturating_add(paused)
    }

    /// Time from which it is void.
    pub fn expires(&self, standstill: &Standstill, now: i64) -> i64 {
        self.due(standstill, now).saturating_add(GRACE_SECONDS)
    }

    /// Refuses before it is due and after its grace: it may be executed in `[due, due + grace)`.
    pub fn check(&self, standstill: &Standstill, now: i64) -> Result<(), TimelockError> {
        let due = self.due(standstill, now);
        if now < due {
            return Err(TimelockError::NotDue { due, now });
        }
        let expired = due.saturating_add(GRACE_SECONDS);
        if now >= expired {
            return Err(TimelockError::Expired { expired, now });
        }
        Ok(())
    }
}
