//! The inverse of what trades cost.
//!
//! Costs are areas under curves that never fall, so what a sale gets is concave in its value and what a purchase costs
//! is convex. Newton's method from outside therefore never steps past the solution, and doubles the digits it has right
//! each time; in practice it takes three or four rounds.

use super::quote::add;
use super::side::Side;
use super::AmmError;
use crate::buybox::BPS_PER_UNIT;
use crate::mul_div::{mul_div, MathError, Rounding};

/// Most rounds that are tried.
pub(super) const ROUNDS: u32 = 64;

/// Two curves round what the next base unit costs down, each by less than this many basis points.
const ROUNDED_BPS: u64 = 2;

/// The least value at NAV whose sale gets `out` base units of USDS, or a base unit or two more.
pub(super) fn least_value_for(side: &Side, out: u64) -> Result<u64, AmmError> {
    if side.is_plain() {
        return Ok(sold_for(out, side.spread_bps, Rounding::Up)?);
    }
    // Every base unit pays the spread at least, so this is not above the solution.
    let mut value = sold_for(out, side.spread_bps, Rounding::Down)?;
    for _ in 0..ROUNDS {
        let charge = side.charge(value, side.stock_after(value))?;
        let got = value.saturating_sub(charge.total()?);
        if got >= out {
            return Ok(value);
        }
        let step = sold_for(out.saturating_sub(got), charge.next_bps, Rounding::Down)?;
        value = add(value, step.max(1))?;
    }
    Err(AmmError::Unsolved { rounds: ROUNDS })
}

/// The most value at NAV that can be bought with `budget` base units of USDS, or a base unit or two less.
pub(super) fn most_value_within(side: &Side, budget: u64) -> Result<u64, AmmError> {
    // Not below the solution, for the same reason.
    let mut value = bought_for(budget, side.spread_bps)?;
    if side.is_plain() {
        return Ok(value);
    }
    for _ in 0..ROUNDS {
        let charge = side.charge(value, side.stock_after(value))?;
        let cost = value.saturating_add(charge.total()?);
        if cost <= budget {
            return Ok(value);
        }
        let step = bought_for(cost.saturating_sub(budget), charge.next_bps.saturating_add(ROUNDED_BPS))?;
        value = value.saturating_sub(step.max(1));
    }
    Err(AmmError::Unsolved { rounds: ROUNDS })
}

/// The value at NAV whose sale gets `amount` of USDS if every base unit pays `bps`, which are below 10 000.
fn sold_for(amount: u64, bps: u64, rounding: Rounding) -> Result<u64, MathError> {
    mul_div(amount, BPS_PER_UNIT, BPS_PER_UNIT.saturating_sub(bps), rounding)
}

/// The value at NAV that `amount` of USDS buys if every base unit pays `bps`. Rounds down.
fn bought_for(amount: u64, bps: u64) -> Result<u64, MathError> {
    mul_div(amount, BPS_PER_UNIT, BPS_PER_UNIT.saturating_add(bps), Rounding::Down)
}
