//! The last price that was accepted.

use super::limits::{elapsed, PriceLimits};
use super::nav_feed::MAX_ACCRUAL_PER_DAY;
use super::{Price, PriceError};
use crate::rate_limit::DAY_SECONDS;
use borsh::{BorshDeserialize, BorshSerialize};

/// A price with its growth. It rises by `accrual_per_day` a day from `priced_at` to `accrues_until`, in a straight
/// line and rounded down to a whole part of the price, and stays there.
///
/// `anchor_price` and `anchor_slot` are where the price stood when the window of `cooldown_slots` opened. Many small
/// marks in a row so count as the jump that they add up to.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Mark {
    /// The price at `priced_at`, as [`Price`] counts it; 0 while there is none.
    pub price: u64,
    /// What the price grows by in a day.
    pub accrual_per_day: u64,
    /// When the price was that.
    pub priced_at: i64,
    /// Until when it grows.
    pub accrues_until: i64,
    /// When the price was published that the mark's freshness depends on.
    pub published_at: i64,
    /// In which slot that price was posted.
    pub slot: u64,
    /// The price before the first mark of the current window.
    pub anchor_price: u64,
    /// The slot of that mark.
    pub anchor_slot: u64,
    /// The slot of the last jump; 0 if there was none.
    pub jumped_slot: u64,
    /// A price that was too far from this one to be accepted; 0 if the last one was accepted, [`IN_DOUBT`] if a reporter
    /// of it has lost its place.
    pub deviating: u64,
}

/// What [`Mark::deviating`] says while nobody has confirmed the mark after one of its reporters lost its place.
pub const IN_DOUBT: u64 = u64::MAX;

/// A price as its source gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sighting {
    pub price: u64,
    pub accrual_per_day: u64,
    pub accrues_until: i64,
    pub published_at: i64,
    pub posted: u64,
}

impl Mark {
    /// The price at `now`; 0 if there is no mark.
    pub fn price_at(&self, now: i64) -> u64 {
        grown(self.price, self.accrual_per_day, elapsed(self.priced_at, now.min(self.accrues_until)))
    }

    /// The price to trade at: fresh, in step, within its bounds, and no jump right before.
    pub(super) fn trade_price(&self, limits: &PriceLimits, now: i64, slot: u64) -> Result<Price, PriceError> {
        if self.price == 0 {
            return Err(PriceError::NoPrice);
        }
        match self.deviating {
            0 => {}
            IN_DOUBT => return Err(PriceError::InDoubt { mark: self.price_at(now) }),
            price => return Err(PriceError::Deviates { price, mark: self.price_at(now) }),
        }
        limits.check_age(self.published_at, self.slot, now, slot)?;
        let until = self.jumped_slot.saturating_add(limits.cooldown_slots);
        if self.jumped_slot != 0 && slot <= until {
            return Err(PriceError::Cooldown { jumped: self.jumped_slot, until, slot });
        }
        let price = self.price_at(now);
        limits.check_bounds(price)?;
        Price::new(price).map_err(|_| PriceError::NoPrice)
    }

    /// Notes a price out of step.
    pub(super) fn deviate(&mut self, price: u64) {
        self.deviating = price.min(IN_DOUBT.wrapping_sub(1));
    }

    /// Notes that somebody whose word the mark may rest on is not to be trusted. A price out of step stays noted.
    pub(super) fn doubt(&mut self) {
        if self.price != 0 && self.deviating == 0 {
            self.deviating = IN_DOUBT;
        }
    }

    /// The mark after `sighting` was accepted at `now` in `slot`, whatever its step; it was at `before` until then. Notes a
    /// jump.
    pub(super) fn after(
        &self,
        sighting: &Sighting,
        before: u64,
        limits: &PriceLimits,
        now: i64,
        slot: u64,
    ) -> Self {
        let price = sighting.price;
        let (mut anchor_price, mut anchor_slot) = (self.anchor_price, self.anchor_slot);
        if slot > anchor_slot.saturating_add(limits.cooldown_slots) {
            (anchor_price, anchor_slot) = (before, slot);
        }
        let mut jumped_slot = self.jumped_slot;
        if before == 0 {
            (anchor_price, anchor_slot) = (price, slot);
        } else if limits.is_jump(price, before)
            || (anchor_price != before && limits.is_jump(price, anchor_price))
        {
            (anchor_price, anchor_slot, jumped_slot) = (price, slot, slot);
        }
        Self {
            price,
            accrual_per_day: sighting.accrual_per_day,
            priced_at: now,
            accrues_until: sighting.accrues_until,
            published_at: sighting.published_at,
            slot: sighting.posted,
            anchor_price,
            anchor_slot,
            jumped_slot,
            deviating: 0,
        }
    }
}

/// `price + floor(accrual_per_day * seconds / 86 400)`; saturates.
///
/// NOTE: the product is below 2^64, where a division is one instruction on chain.
pub(super) fn grown(price: u64, accrual_per_day: u64, seconds: u64) -> u64 {
    // Limits see to it; the other branch is for numbers that no feed accepts.
    let days = if accrual_per_day <= MAX_ACCRUAL_PER_DAY && seconds < 1 << 20 {
        accrual_per_day.wrapping_mul(seconds)
    } else {
        accrual_per_day.saturating_mul(seconds)
    };
    // The divisor is a constant above 0, so the default is never taken.
    price.saturating_add(days.checked_div(DAY_SECONDS).unwrap_or(0))
}
