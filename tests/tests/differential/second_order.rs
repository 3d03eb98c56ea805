//! The second-order rate limit, exactly: how far and how often somebody may raise a limit. Values are multiplied in
//! 128 bits and times are subtracted in 128, so nothing rounds but the one division and nothing saturates.

use crate::{
    model::{Model, UNLIMITED},
    refusal::{Outcome, Refusal},
};

/// Basis points of the whole.
const WHOLE: u128 = 10_000;

#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Seconds between two raises.
    pub hop: i64,
    /// Largest step, basis points of the value.
    pub step: u16,
}

/// What the council approved for one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approval {
    pub max: u64,
    pub slope: u64,
}

impl Rule {
    /// Where the largest step from `value` ends; never at [`UNLIMITED`].
    pub fn step(&self, value: u64) -> u64 {
        let end = u128::from(value) * (WHOLE + u128::from(self.step)) / WHOLE;
        u64::try_from(end).unwrap_or(UNLIMITED).min(UNLIMITED - 1)
    }

    /// The most that may follow `value` where `approved` is approved.
    pub fn ceiling(&self, value: u64, approved: u64) -> u64 {
        self.step(value).max(approved).max(value)
    }

    /// Seconds that are missing to the next raise; below 0 for those that have passed beyond it.
    pub fn missing(&self, model: &Model, now: i64) -> i128 {
        i128::from(model.raised_at) + i128::from(self.hop) - i128::from(now)
    }

    /// Whether `model` may be raised to `max` and `slope`, of which one at least is a raise.
    pub fn raise(
        &self,
        model: &Model,
        approval: Option<Approval>,
        max: u64,
        slope: u64,
        now: i64,
    ) -> Outcome {
        let approval = approval.ok_or(Refusal::InitRequired)?;
        if self.missing(model, now) > 0 {
            return Err(Refusal::TooSoon);
        }
        let ceilings = Approval {
            max: self.ceiling(model.max, approval.max),
            slope: self.ceiling(model.slope, approval.slope),
        };
        ceilings.allows(max, slope)
    }
}

impl Approval {
    /// Whether neither value is above this.
    pub fn allows(&self, max: u64, slope: u64) -> Outcome {
        if max == UNLIMITED && self.max != UNLIMITED {
            return Err(Refusal::UnlimitedNotApproved);
        }
        if max > self.max {
            return Err(Refusal::MaxTooHigh);
        }
        if slope > self.slope {
            return Err(Refusal::SlopeTooHigh);
        }
        Ok(())
    }
}
