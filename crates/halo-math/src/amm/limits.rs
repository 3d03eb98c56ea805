//! What a price must satisfy to be traded at, whatever its source.

use super::{AmmError, Price, PriceError};
use crate::buybox::BPS_PER_UNIT;
use borsh::{BorshDeserialize, BorshSerialize};

/// Seconds by which a price may be ahead of the chain's clock, which may lag.
pub const CLOCK_LAG_SECONDS: u64 = 10;

/// Numbers below this times ten thousand fit 64 bits: 1 125 USDS a token.
const NARROW: u64 = 1 << 50;

/// Limits of one asset's prices. A source that publishes no confidence is not asked for one.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct PriceLimits {
    /// Seconds after its publication up to which a price is fresh; an issuer's weekend must fit.
    pub max_age_seconds: u64,
    /// Slots after its posting up to which a price is fresh.
    pub max_age_slots: u64,
    /// Most that a price may be above the last one, in basis points of it.
    pub up_bps: u64,
    /// Most that a price may be below the last one, in basis points of it.
    pub down_bps: u64,
    /// Lowest price that can be right.
    pub floor: u64,
    /// Highest price that can be right.
    pub ceiling: u64,
    /// Widest confidence, in basis points of the price.
    pub confidence_bps: u64,
    /// Most that two sources may differ, in basis points of the lower one; 0 if there is one source.
    pub second_source_bps: u64,
    /// Slots after a jump in which nobody trades; 0 is the slot of the jump alone.
    pub cooldown_slots: u64,
    /// No pool with this feed has a narrower spread. A price that moves by more than half of it has jumped.
    pub spread_floor_bps: u64,
}

impl PriceLimits {
    /// Refuses limits that no price could satisfy, or every price would.
    pub fn check(&self) -> Result<(), AmmError> {
        for limit in [self.max_age_seconds, self.max_age_slots, self.up_bps, self.down_bps, self.floor] {
            at_least(1, limit)?;
        }
        for bps in [self.up_bps, self.confidence_bps, self.second_source_bps, self.spread_floor_bps] {
            at_most(BPS_PER_UNIT, bps)?;
        }
        at_most(BPS_PER_UNIT.saturating_sub(1), self.down_bps)?;
        if self.ceiling < self.floor {
            return Err(AmmError::LimitsOutOfOrder { lower: self.floor, upper: self.ceiling });
        }
        Ok(())
    }

    /// Refuses two sources that are too far apart.
    pub fn check_second(&self, first: Price, second: Price) -> Result<(), PriceError> {
        let (first, second, max_bps) = (first.get(), second.get(), self.second_source_bps);
        if exceeds(first.abs_diff(second), max_bps, first.min(second)) {
            return Err(PriceError::SecondSource { first, second, max_bps });
        }
        Ok(())
    }

    /// Refuses a time that lies ahead of the clock by more than it may lag.
    pub(super) fn check_time(time: i64, now: i64) -> Result<(), PriceError> {
        if elapsed(now, time) > CLOCK_LAG_SECONDS {
            let latest = now.saturating_add_unsigned(CLOCK_LAG_SECONDS);
            return Err(PriceError::Future { time, latest });
        }
        Ok(())
    }

    /// Refuses a price that was published or posted too long ago, or later than now.
    pub(super) fn check_age(
        &self,
        published_at: i64,
        posted: u64,
        now: i64,
        slot: u64,
    ) -> Result<(), PriceError> {
        Self::check_time(published_at, now)?;
        if !self.is_young(published_at, now) {
            return Err(PriceError::Stale { published_at, now, max_age: self.max_age_seconds });
        }
        if slot.saturating_sub(posted) > self.max_age_slots {
            return Err(PriceError::StaleSlots { posted, slot, max_age: self.max_age_slots });
        }
        Ok(())
    }

    /// Whether what was published and posted then is fresh.
    pub(super) fn is_fresh(&self, published_at: i64, posted: u64, now: i64, slot: u64) -> bool {
        self.is_young(published_at, now) && slot.saturating_sub(posted) <= self.max_age_slots
    }

    /// Refuses a price that cannot be right.
    pub(super) fn check_bounds(&self, price: u64) -> Result<(), PriceError> {
        if price < self.floor || price > self.ceiling {
            return Err(PriceError::OutOfBounds { price, floor: self.floor, ceiling: self.ceiling });
        }
        Ok(())
    }

    /// Refuses a step from `mark` to `price` that is too large. From no mark, every step is allowed.
    pub(super) fn check_step(&self, price: u64, mark: u64) -> Result<(), PriceError> {
        let bps = if price > mark { self.up_bps } else { self.down_bps };
        if mark != 0 && exceeds(price.abs_diff(mark), bps, mark) {
            return Err(PriceError::Deviates { price, mark });
        }
        Ok(())
    }

    /// Whether a move from `anchor` to `price` is more than half of the narrowest spread.
    pub(super) fn is_jump(&self, price: u64, anchor: u64) -> bool {
        let moved = price.abs_diff(anchor);
        match moved.checked_add(moved) {
            Some(twice) => exceeds(twice, self.spread_floor_bps, anchor),
            None => true,
        }
    }

    fn is_young(&self, published_at: i64, now: i64) -> bool {
        elapsed(published_at, now) <= self.max_age_seconds
    }
}

/// Whether `part` is more than `bps` basis points of `whole`. Exact.
///
/// NOTE: a narrow product is one instruction on chain and a wide one many; prices are nearly always narrow.
pub(super) fn exceeds(part: u64, bps: u64, whole: u64) -> bool {
    if (part | whole) < NARROW && bps <= BPS_PER_UNIT {
        return part.wrapping_mul(BPS_PER_UNIT) > whole.wrapping_mul(bps);
    }
    product(part, BPS_PER_UNIT) > product(whole, bps)
}

/// Seconds from `from` to `to`, none if that is backwards.
pub(super) fn elapsed(from: i64, to: i64) -> u64 {
    if to > from {
        to.abs_diff(from)
    } else {
        0
    }
}

pub(super) fn at_least(min: u64, got: u64) -> Result<(), AmmError> {
    if got < min {
        return Err(AmmError::LimitTooLow { min, got });
    }
    Ok(())
}

pub(super) fn at_most(max: u64, got: u64) -> Result<(), AmmError> {
    if got > max {
        return Err(AmmError::LimitTooHigh { max, got });
    }
    Ok(())
}

/// A product of two u64 is below 2^128, so this never wraps.
fn product(a: u64, b: u64) -> u128 {
    u128::from(a).wrapping_mul(b.into())
}
