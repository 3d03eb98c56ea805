//! The price of an asset from an oracle whose prices are brought along with each trade.

use super::limits::{exceeds, PriceLimits};
use super::mark::{Mark, Sighting};
use super::price::PRICE_SCALE;
use super::{Price, PriceError, PriceRange};
use crate::mul_div::{mul_div, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// Limits and last accepted price of such a source. The price of a trade is checked against the last one, and the
/// trader may bring it in the same transaction: step and confidence bound what that is worth.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct PullFeed {
    pub limits: PriceLimits,
    pub mark: Mark,
}

/// A price as the oracle publishes it: `price * 10^exponent`, give or take `confidence * 10^exponent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PullPrice {
    pub price: i64,
    pub confidence: u64,
    pub exponent: i32,
    /// When it was published, Unix seconds.
    pub published_at: i64,
    /// The slot in which it was posted.
    pub slot: u64,
}

impl PullFeed {
    /// The price to trade at, if `update` may be traded at. Changes nothing.
    pub fn price(&self, update: &PullPrice, now: i64, slot: u64) -> Result<Price, PriceError> {
        let price = self.checked(update, now, slot)?;
        self.limits.check_step(price.get(), self.mark.price)?;
        Ok(price)
    }

    /// [`PullFeed::price`] of an update that was published at most `max_age` seconds ago: for whoever says what the price
    /// is now, and may choose among all that are fresh.
    pub fn price_now(
        &self,
        update: &PullPrice,
        max_age: u64,
        now: i64,
        slot: u64,
    ) -> Result<Price, PriceError> {
        let max_age_seconds = self.limits.max_age_seconds.min(max_age);
        let limits = PriceLimits { max_age_seconds, ..self.limits };
        Self { limits, ..*self }.price(update, now, slot)
    }

    /// [`PullFeed::price`], and remembers it as the last one.
    pub fn accept(&mut self, update: &PullPrice, now: i64, slot: u64) -> Result<Price, PriceError> {
        let price = self.price(update, now, slot)?;
        self.remember(update, price, now, slot);
        Ok(price)
    }

    /// Accepts a price whatever its step, if it is one of those `agreed`: for those who have looked why it is so far off,
    /// and at what. All else still holds.
    pub fn rebase(
        &mut self,
        update: &PullPrice,
        agreed: &PriceRange,
        now: i64,
        slot: u64,
    ) -> Result<Price, PriceError> {
        let price = self.checked(update, now, slot)?;
        agreed.check(price.get())?;
        self.remember(update, price, now, slot);
        Ok(price)
    }

    /// All checks but that of the step. A price older than the last one is refused: otherwise a trader could choose
    /// among all that are fresh.
    fn checked(&self, update: &PullPrice, now: i64, slot: u64) -> Result<Price, PriceError> {
        self.limits.check_age(update.published_at, update.slot, now, slot)?;
        if self.mark.price != 0 && update.published_at < self.mark.published_at {
            return Err(PriceError::Backdated { time: update.published_at, last: self.mark.published_at });
        }
        let not_positive = PriceError::NotPositive { price: update.price };
        let price = u64::try_from(update.price).ok().filter(|price| *price > 0).ok_or(not_positive)?;
        let max_bps = self.limits.confidence_bps;
        if exceeds(update.confidence, max_bps, price) {
            return Err(PriceError::Confidence { confidence: update.confidence, price, max_bps });
        }
        let price = scaled(price, update.exponent)?;
        self.limits.check_bounds(price)?;
        Price::new(price).map_err(|_| not_positive)
    }

    fn remember(&mut self, update: &PullPrice, price: Price, now: i64, slot: u64) {
        let sighting = Sighting {
            price: price.get(),
            accrual_per_day: 0,
            accrues_until: now,
            published_at: update.published_at,
            posted: update.slot,
        };
        self.mark = self.mark.after(&sighting, self.mark.price_at(now), &self.limits, now, slot);
    }
}

/// `floor(price * 10^exponent * PRICE_SCALE)`, if it fits.
fn scaled(price: u64, exponent: i32) -> Result<u64, PriceError> {
    if !(-18..=0).contains(&exponent) {
        return Err(PriceError::Exponent { exponent });
    }
    let power = 10_u64.checked_pow(exponent.unsigned_abs()).ok_or(PriceError::Exponent { exponent })?;
    mul_div(price, PRICE_SCALE, power, Rounding::Down).map_err(|_| PriceError::TooLarge { price, exponent })
}
