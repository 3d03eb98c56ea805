//! One side of a pool: what it takes off NAV, or puts on it, for a trade of some value.

use super::curve::{divide, times, Curve, COST_PER_BPS, COST_SCALE};
use super::flow::Flows;
use super::pricing::Pricing;
use super::{AmmError, Capital, Price};
use crate::mul_div::Rounding;

/// What the next trades of this side cost, before any of them.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) spread_bps: u64,
    size: &'a Curve,
    /// Where the size of this trade begins on its curve.
    flow: u64,
    skew: Curve,
    /// Where the inventory stands on its curve.
    stock: u64,
    /// How far it moves before it comes to its curve.
    slack: u64,
}

/// What a trade pays against NAV, in parts of [`COST_SCALE`].
#[derive(Clone, Copy)]
pub(super) struct Charge {
    spread: u128,
    size: u128,
    skew: u128,
    /// What the base unit after the trade would pay, basis points; each curve's part rounded down.
    pub(super) next_bps: u64,
}

/// What a trade pays against NAV, base units of USDS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fee {
    pub total: u64,
    pub size: u64,
    pub skew: u64,
}

impl<'a> Side<'a> {
    /// The side on which traders sell and the pool buys.
    pub(super) fn bid(
        pricing: &'a Pricing,
        price: Price,
        capital: &Capital,
        flows: &Flows,
        now: i64,
    ) -> Result<Self, AmmError> {
        let limits = &pricing.inventory;
        let depth = &pricing.depth_sell;
        let mut side = Self::plain(pricing.spread.bid_bps, &depth.curve);
        side.flow = flows.sells.at(depth.recovery, now);
        if limits.skew_bps != 0 {
            side.skew = Curve::ramp(limits.soft, limits.hard, limits.skew_bps);
            side.stock = pricing.pair.value(capital.stock()?, price, Rounding::Down)?;
        }
        Ok(side)
    }

    /// The side on which traders buy and the pool sells.
    pub(super) fn ask(
        pricing: &'a Pricing,
        price: Price,
        capital: &Capital,
        flows: &Flows,
        now: i64,
    ) -> Result<Self, AmmError> {
        let limits = &pricing.inventory;
        let depth = &pricing.depth_buy;
        let mut side = Self::plain(pricing.spread.ask_bps, &depth.curve);
        side.flow = flows.buys.at(depth.recovery, now);
        if limits.scarcity_bps != 0 {
            side.skew = Curve::ramp(0, limits.low, limits.scarcity_bps);
            let held = pricing.pair.value(capital.inventory, price, Rounding::Down)?;
            side.stock = limits.low.saturating_sub(held);
            side.slack = held.saturating_sub(limits.low);
        }
        Ok(side)
    }

    fn plain(spread_bps: u64, size: &'a Curve) -> Self {
        Self { spread_bps, size, flow: 0, skew: Curve::default(), stock: 0, slack: 0 }
    }

    /// Whether the inventory plays a part.
    pub(super) fn has_skew(&self) -> bool {
        !self.skew.is_flat()
    }

    /// Whether nothing is paid but the spread.
    pub(super) fn is_plain(&self) -> bool {
        self.size.is_flat() && self.skew.is_flat()
    }

    /// Where the inventory stands on its curve when it has moved by `value`.
    pub(super) fn stock_after(&self, value: u64) -> u64 {
        self.stock.saturating_add(value.saturating_sub(self.slack))
    }

    /// What a trade of `value` pays if it moves the inventory to `stock` on its curve. Rounds up: favours the pool.
    pub(super) fn charge(&self, value: u64, stock: u64) -> Result<Charge, AmmError> {
        let overflow = AmmError::TotalOverflow { amount: value, total: self.flow };
        let end = self.flow.checked_add(value).ok_or(overflow)?;
        let (size, skew) = (self.size.cost(self.flow, end)?, self.skew.cost(self.stock, stock)?);
        Ok(Charge {
            spread: times(value, self.spread_bps.saturating_mul(COST_PER_BPS)),
            size: size.cost,
            skew: skew.cost,
            next_bps: self.spread_bps.saturating_add(size.next_bps).saturating_add(skew.next_bps),
        })
    }
}

impl Charge {
    /// In whole base units: all of it rounded up, its parts down and the rest of it the spread's.
    pub(super) fn fee(&self) -> Result<Fee, AmmError> {
        let total = self.spread.saturating_add(self.size).saturating_add(self.skew);
        Ok(Fee {
            total: whole(total, Rounding::Up)?,
            size: whole(self.size, Rounding::Down)?,
            skew: whole(self.skew, Rounding::Down)?,
        })
    }

    /// All of it in whole base units, rounded up.
    pub(super) fn total(&self) -> Result<u64, AmmError> {
        whole(self.spread.saturating_add(self.size).saturating_add(self.skew), Rounding::Up)
    }
}

/// Charges are below their value, so they fit.
fn whole(cost: u128, rounding: Rounding) -> Result<u64, AmmError> {
    match cost {
        0 => Ok(0),
        cost => Ok(u64::try_from(divide(cost, COST_SCALE, rounding)?).unwrap_or(u64::MAX)),
    }
}
