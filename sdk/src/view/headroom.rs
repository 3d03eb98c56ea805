//! How much a limit lets pass now.

use facility::state::PrimeApproval;
use pau::state::RateLimit;
use serde::Serialize;

/// A rate limit at a moment. Base units, and base units a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Headroom {
    /// What may pass now; `u64::MAX` is unlimited.
    pub available_now: u64,
    /// Most that may pass at once.
    pub max: u64,
    /// What comes back in a day.
    pub slope: u64,
}

impl Headroom {
    /// Of claims from one Prime; nothing passes once its approval has ended.
    pub(super) fn of_prime(approval: &PrimeApproval, now: i64) -> Self {
        let limit = &approval.limit;
        let available_now = if approval.active == 0 { 0 } else { limit.available_at(now) };
        Self { available_now, max: limit.max, slope: limit.slope }
    }

    /// Of a limit of a PAU; nothing passes while it is paused.
    pub(super) fn of_pau(limit: &RateLimit, now: i64) -> Self {
        Self { available_now: limit.available_at(now), max: limit.max, slope: limit.slope }
    }
}
