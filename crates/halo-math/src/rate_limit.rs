//! The replenishing rate limit: a bucket of at most `max` that refills by `slope` a day.

use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// Seconds of a day, the period of [`RateLimit::slope`].
pub const DAY_SECONDS: u64 = 86_400;

/// A `max` of this value means: no limit.
pub const UNLIMITED: u64 = u64::MAX;

/// State of one limit. All amounts in base units of the limited mint, times in Unix seconds.
///
/// The slope is stored per day, because a slope per second loses up to 86 399 units a day and makes small
/// limits never refill; what a refill cannot give as whole units is carried in `remainder`.
///
/// While `max` is [`UNLIMITED`], `available` and `remainder` have no meaning and are kept at 0, and
/// [`RateLimit::available_at`] answers [`UNLIMITED`]. So leaving UNLIMITED for a finite `max` starts from 0
/// available: no burst is given. Going from a finite `max` to UNLIMITED forgets what was available.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct RateLimit {
    /// The most that can be available; 0 blocks every charge, [`UNLIMITED`] allows every charge.
    pub max: u64,
    /// Base units added per day.
    pub slope: u64,
    /// Base units that could be charged at `last_updated`.
    pub available: u64,
    /// Fraction of a base unit carried to the next refill, in 1/86 400: always below 86 400.
    pub remainder: u64,
    /// Time up to which `available` is refilled; never moves backwards.
    pub last_updated: i64,
    /// Time of the last increase of `max` or `slope`; never moves backwards.
    pub last_increased: i64,
    /// Base units charged and not restored, saturating. The upper bound of what may be restored.
    pub outstanding: u64,
}

/// What could be charged before and after an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    pub before: u64,
    pub after: u64,
}

/// Why a limit refuses an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RateLimitError {
    #[error("expected an amount above 0, got 0")]
    ZeroAmount,
    #[error("the limit is blocked (its max is 0), {amount} was asked for")]
    Blocked { amount: u64 },
    #[error("expected at most the {available} available now (max {max}), got {amount}")]
    Exceeded { amount: u64, available: u64, max: u64 },
    #[error("expected at most the {outstanding} charged and not yet restored, got {amount}")]
    ExceedsOutstanding { amount: u64, outstanding: u64 },
}

impl RateLimit {
    /// A limit that starts empty: nothing is available before it has refilled.
    pub fn new(max: u64, slope: u64, now: i64) -> Self {
        Self {
            max,
            slope,
            available: 0,
            remainder: 0,
            last_updated: now,
            last_increased: now,
            outstanding: 0,
        }
    }

    /// Base units that could be charged at `now`.
    ///
    /// `min(max, available + floor((slope * elapsed + remainder) / 86 400))`. Rounds down, in favour of the
    /// limit; the fraction is not lost, a later refill gives it.
    pub fn available_at(&self, now: i64) -> u64 {
        self.usable(self.refilled(now).0)
    }

    /// Brings `available`, `remainder` and `last_updated` to `now`. An earlier `now` changes nothing.
    pub fn refill(&mut self, now: i64) {
        (self.available, self.remainder) = self.refilled(now);
        self.last_updated = self.last_updated.max(now);
    }

    /// Takes `amount` out of what is available at `now` and records it as outstanding. Exact, no rounding.
    pub fn charge(&mut self, amount: u64, now: i64) -> Result<Charge, RateLimitError> {
        if amount == 0 {
            return Err(RateLimitError::ZeroAmount);
        }
        if self.max == 0 {
            return Err(RateLimitError::Blocked { amount });
        }
        let (available, remainder) = self.refilled(now);
        let before = self.usable(available);
        if amount > before {
            return Err(RateLimitError::Exceeded { amount, available: before, max: self.max });
        }
        // Saturates only while unlimited, where `available` is 0 and stays 0.
        self.available = available.saturating_sub(amount);
        self.remainder = remainder;
        self.last_updated = self.last_updated.max(now);
        self.outstanding = self.outstanding.saturating_add(amount);
        Ok(Charge { before, after: self.usable(self.available) })
    }

    /// Gives back at most what is outstanding: `available = min(max, available + amount)`. Exact.
    ///
    /// SECURITY: call it only when the very outflow that was charged here came back, never from a change of
    /// balance, or a donation would refill the limit. Money coming home is never refused: with a `max` of 0
    /// the outstanding amount falls and nothing becomes available.
    pub fn restore(&mut self, amount: u64, now: i64) -> Result<Charge, RateLimitError> {
        if amount == 0 {
            return Err(RateLimitError::ZeroAmount);
        }
        let Some(outstanding) = self.outstanding.checked_sub(amount) else {
            return Err(RateLimitError::ExceedsOutstanding { amount, outstanding: self.outstanding });
        };
        self.refill(now);
        let before = self.usable(self.available);
        self.outstanding = outstanding;
        (self.available, self.remainder) = self.capped(self.available.saturating_add(amount), self.remainder);
        Ok(Charge { before, after: self.usable(self.available) })
    }

    /// Changes the limit at `now`.
    ///
    /// What has accrued up to `now` accrues with the OLD slope, so a new slope never acts backwards. Then
    /// `available = min(available, max')`: a decrease bites at once, an increase gives no burst.
    /// `last_increased` becomes `now` when `max' > max` or `slope' > slope`.
    pub fn set(&mut self, max: u64, slope: u64, now: i64) {
        self.refill(now);
        if max > self.max || slope > self.slope {
            self.last_increased = self.last_increased.max(now);
        }
        self.max = max;
        self.slope = slope;
        (self.available, self.remainder) = self.capped(self.available, self.remainder);
    }

    /// Passes over the time up to `now`: it gives nothing. What is available stays as it is.
    ///
    /// For a limit that is paused: refill when the pause begins, skip when it ends or when the limit is set
    /// meanwhile. An earlier `now` changes nothing.
    pub fn skip(&mut self, now: i64) {
        self.last_updated = self.last_updated.max(now);
    }

    /// `(available, remainder)` at `now`, without changing anything.
    ///
    /// `slope * elapsed + remainder`, split into whole units and 1/86 400ths. With `elapsed = days * 86 400 +
    /// seconds` and `slope = per_second * 86 400 + rest` it equals `86 400 * (slope * days + per_second *
    /// seconds) + (rest * seconds + remainder)`, whose second term is below 2^33: the exact result without
    /// any 128-bit arithmetic, which is dear on chain.
    fn refilled(&self, now: i64) -> (u64, u64) {
        if now <= self.last_updated || self.available >= self.max {
            return self.capped(self.available, self.remainder);
        }
        let (days, seconds) = split(now.abs_diff(self.last_updated));
        let (per_second, rest) = split(self.slope);
        let (carried, remainder) = split(rest.saturating_mul(seconds).saturating_add(self.remainder));
        // A sum that saturates is at least any `max`, and `capped` then drops it to `max` as the exact sum
        // would be.
        let available = self
            .available
            .saturating_add(self.slope.saturating_mul(days))
            .saturating_add(per_second.saturating_mul(seconds))
            .saturating_add(carried);
        self.capped(available, remainder)
    }

    /// Caps at `max`; a full bucket carries no fraction. Both are 0 while unlimited.
    fn capped(&self, available: u64, remainder: u64) -> (u64, u64) {
        match self.max {
            UNLIMITED => (0, 0),
            max if available >= max => (max, 0),
            _ => (available, remainder),
        }
    }

    /// What a stored or computed `available` allows to be charged.
    fn usable(&self, available: u64) -> u64 {
        if self.max == UNLIMITED {
            UNLIMITED
        } else {
            available
        }
    }
}

/// `value` as whole multiples of 86 400 and the rest below it.
fn split(value: u64) -> (u64, u64) {
    // The divisor is a constant above 0, so neither default is ever taken.
    (value.checked_div(DAY_SECONDS).unwrap_or(0), value.checked_rem(DAY_SECONDS).unwrap_or(0))
}
