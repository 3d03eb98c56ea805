//! The second-order rate limit: how far and how often a rate limit itself may be raised.

use crate::{mul_div, RateLimit, Rounding, BPS_PER_UNIT, UNLIMITED};
use thiserror::Error;

/// How fast limits may be raised. Lowering is never slowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorl {
    /// Largest raise in one step, in basis points of the current value.
    pub max_change_bps: u16,
    /// Seconds between two raises of one limit; must be above 0 for any raise.
    pub hop: i64,
}

/// What governance approved for a limit: a raise may reach it in one step, from however low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitInit {
    /// Base units; [`UNLIMITED`] approves no limit at all.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

/// Why a limit may not be set to what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SorlError {
    #[error("expected a hop above 0 seconds before any raise, it is not set")]
    NoHop,
    #[error("expected the next raise at {next} or later, it is {now} (Unix seconds)")]
    TooSoon { next: i64, now: i64 },
    #[error("expected a max of at most {ceiling}, got {got}")]
    MaxTooHigh { ceiling: u64, got: u64 },
    #[error("expected a slope of at most {ceiling} a day, got {got}")]
    SlopeTooHigh { ceiling: u64, got: u64 },
    #[error("expected a finite max, got unlimited, which the init does not approve")]
    UnlimitedNotApproved,
    #[error("expected an init that approves a raise of this limit, there is none")]
    NoInit,
}

impl Sorl {
    /// Whether a new limit may start at `max` and `slope`: each at most what the init approves.
    pub fn check_first(&self, init: &LimitInit, max: u64, slope: u64) -> Result<(), SorlError> {
        check_ceilings(Bounded { got: max, ceiling: init.max }, Bounded { got: slope, ceiling: init.slope })
    }

    /// Whether a limit may be set to `max` and `slope` at `now`.
    ///
    /// When neither is above its current value, nothing is asked for: no init, no hop. Otherwise there must be
    /// an init, `hop` seconds must have passed since `last_increased`, and each of the two may be at most
    /// [`Sorl::ceiling`]. [`RateLimit::set`] keeps `last_increased` by the same definition of a raise.
    ///
    /// NOTE: leaving [`UNLIMITED`] is a decrease, and the next raise counts from the finite max.
    pub fn check_change(
        &self,
        current: &RateLimit,
        init: Option<&LimitInit>,
        max: u64,
        slope: u64,
        now: i64,
    ) -> Result<(), SorlError> {
        if max <= current.max && slope <= current.slope {
            return Ok(());
        }
        if self.hop <= 0 {
            return Err(SorlError::NoHop);
        }
        let init = init.ok_or(SorlError::NoInit)?;
        // Saturates only beyond any hop or below it, so a clock that went back is too soon, never a panic.
        if now.saturating_sub(current.last_increased) < self.hop {
            return Err(SorlError::TooSoon { next: self.next_raise_at(current.last_increased), now });
        }
        check_ceilings(
            Bounded { got: max, ceiling: self.ceiling(current.max, init.max) },
            Bounded { got: slope, ceiling: self.ceiling(current.slope, init.slope) },
        )
    }

    /// Highest value that one step may reach from `value`.
    ///
    /// `max(value, init, floor(value * (10 000 + max_change_bps) / 10 000))`, in the unit of `value`. Rounds
    /// down, against the raise. The third term stays below [`UNLIMITED`]: only an init, or being unlimited
    /// already, reaches that.
    pub fn ceiling(&self, value: u64, init: u64) -> u64 {
        let factor = BPS_PER_UNIT.saturating_add(self.max_change_bps.into());
        // The divisor is a constant above 0, so the one error is a result that does not fit.
        let step = mul_div(value, factor, BPS_PER_UNIT, Rounding::Down).unwrap_or(UNLIMITED);
        value.max(init).max(step.min(UNLIMITED.saturating_sub(1)))
    }

    /// First second at which a limit last raised at `last_increased` may be raised again; saturates.
    pub fn next_raise_at(&self, last_increased: i64) -> i64 {
        last_increased.saturating_add(self.hop)
    }
}

/// Refuses what is above its ceiling. An unlimited max is an error of its own: no number of steps reaches it.
fn check_ceilings(max: Bounded, slope: Bounded) -> Result<(), SorlError> {
    match max {
        Bounded { got: UNLIMITED, ceiling } if ceiling < UNLIMITED => {
            return Err(SorlError::UnlimitedNotApproved);
        }
        Bounded { got, ceiling } if got > ceiling => return Err(SorlError::MaxTooHigh { ceiling, got }),
        Bounded { .. } => {}
    }
    if slope.got > slope.ceiling {
        return Err(SorlError::SlopeTooHigh { ceiling: slope.ceiling, got: slope.got });
    }
    Ok(())
}

/// A value that was asked for and the highest that may be.
struct Bounded {
    got: u64,
    ceiling: u64,
}
