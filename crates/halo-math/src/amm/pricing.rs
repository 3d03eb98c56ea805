//! What a pool's prices are made of.

use super::curve::Curve;
use super::limits::{at_most, PriceLimits};
use super::{AmmError, Pair};
use borsh::{BorshDeserialize, BorshSerialize};

/// Most that spread, curve and skew may come to, in basis points: half of the NAV. A pool that asks for more is closed,
/// and says so by a halt.
pub const MAX_TOTAL_BPS: u64 = 5_000;

/// The spread: what every trade pays, in basis points of NAV. The two sides need not be the same.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Spread {
    /// The pool buys below NAV by this.
    pub bid_bps: u64,
    /// The pool sells above NAV by this.
    pub ask_bps: u64,
}

/// Where the spread may move, and how far all discounts together may go.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct SpreadBounds {
    /// Also what the pool's own inventory is valued below NAV by. Raising it lowers what shares are worth.
    pub bid_min: u64,
    pub bid_max: u64,
    pub ask_min: u64,
    pub ask_max: u64,
    /// Most that spread, curve and skew may come to on either side; at most [`MAX_TOTAL_BPS`].
    pub total_max: u64,
}

/// What the size of trades adds in one direction.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Depth {
    /// Over what was traded lately in this direction.
    pub curve: Curve,
    /// How much of that is forgotten in a day, base units of USDS.
    pub recovery: u64,
}

/// What the inventory adds. All but the basis points are base units of USDS at NAV.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct InventoryLimits {
    /// Above it the bid falls. Counts what the pool holds together with what the issuer is redeeming.
    pub soft: u64,
    /// The most that the pool buys up to, counted in the same way; there the bid is lower by all of `skew_bps`.
    pub hard: u64,
    pub skew_bps: u64,
    /// Below it the ask rises; 0 if it never does. Counts what the pool holds, which is what it can sell.
    pub low: u64,
    /// By how much the ask is higher when nothing is left.
    pub scarcity_bps: u64,
}

/// How much one trade may be worth, base units of USDS at NAV.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct TradeLimits {
    pub min: u64,
    pub max: u64,
}

/// All of it. Call [`Pricing::check`] whenever a part is replaced.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Pricing {
    pub pair: Pair,
    pub spread: Spread,
    pub bounds: SpreadBounds,
    pub depth_sell: Depth,
    pub depth_buy: Depth,
    pub inventory: InventoryLimits,
    pub trade: TradeLimits,
}

impl Pricing {
    /// Refuses parts that do not go together: a spread out of its bounds, limits out of order, or discounts that can
    /// come to more than their bound.
    pub fn check(&self) -> Result<(), AmmError> {
        self.pair.check()?;
        let SpreadBounds { bid_min, bid_max, ask_min, ask_max, total_max } = self.bounds;
        at_most(MAX_TOTAL_BPS, total_max)?;
        within(self.spread.bid_bps, bid_min, bid_max)?;
        within(self.spread.ask_bps, ask_min, ask_max)?;
        self.depth_sell.curve.check()?;
        self.depth_buy.curve.check()?;
        let InventoryLimits { soft, hard, skew_bps, scarcity_bps, .. } = self.inventory;
        in_order(soft, hard)?;
        in_order(self.trade.min, self.trade.max)?;
        let sides = [(bid_max, self.depth_sell, skew_bps), (ask_max, self.depth_buy, scarcity_bps)];
        for (spread, depth, skew) in sides {
            let bps = spread.saturating_add(depth.curve.top()).saturating_add(skew);
            if bps > total_max {
                return Err(AmmError::DiscountTooHigh { bps, max: total_max });
            }
        }
        Ok(())
    }

    /// Moves the spread within its bounds.
    pub fn set_spread(&mut self, spread: Spread) -> Result<(), AmmError> {
        let next = Self { spread, ..*self };
        next.check()?;
        *self = next;
        Ok(())
    }

    /// Refuses a feed whose prices may jump across the narrowest spread of this pool without a cooldown.
    pub fn check_feed(&self, limits: &PriceLimits) -> Result<(), AmmError> {
        let (min, floor) = (self.bounds.bid_min.min(self.bounds.ask_min), limits.spread_floor_bps);
        if min < floor {
            return Err(AmmError::SpreadBelowFeed { min, floor });
        }
        Ok(())
    }
}

fn within(bps: u64, min: u64, max: u64) -> Result<(), AmmError> {
    if bps < min || bps > max {
        return Err(AmmError::SpreadOutOfBounds { bps, min, max });
    }
    Ok(())
}

fn in_order(lower: u64, upper: u64) -> Result<(), AmmError> {
    if lower > upper {
        return Err(AmmError::LimitsOutOfOrder { lower, upper });
    }
    Ok(())
}
