//! What trades of different sizes come to: the depth of a pool.

use super::{PoolVenue, Refusal};
use halo_math::{
    amm::{Price, Quote, Trade},
    mul_div, mul_div_u128, Rounding, BPS_PER_UNIT,
};
use serde::{Serialize, Serializer};

/// Sizes of a decade.
const STEPS: [u64; 3] = [1, 2, 5];
/// Sizes below the largest that are looked at, besides it.
const SIZES: usize = 10;
/// Parts of a basis point that a discount is told in.
const DISCOUNT_PARTS: u64 = 100;

/// Both sides of a pool at a moment. Amounts in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepthChart {
    /// Cash for one whole asset token before any discount, times 10^12.
    pub nav: u64,
    /// For whoever sells the asset to the pool.
    pub sell: DepthSide,
    /// For whoever buys it.
    pub buy: DepthSide,
}

/// One side, from small trades to the largest that is possible now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DepthSide {
    pub points: Vec<DepthPoint>,
    /// Why nothing larger is possible, or nothing at all.
    #[serde(serialize_with = "in_words")]
    pub end: Refusal,
}

/// One trade by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DepthPoint {
    /// What is sold or bought.
    pub asset: u64,
    /// What it is worth before any discount.
    pub value: u64,
    /// What is paid for it, to the trader or by the trader.
    pub cash: u64,
    /// What the pool keeps.
    pub fee: u64,
    /// Cash for one whole asset token in this trade, times 10^12; rounded against the trader.
    pub price: u64,
    /// What the trade costs against NAV, in hundredths of a basis point; rounded up.
    pub discount: u64,
}

fn in_words<S: Serializer>(refusal: &Refusal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(refusal)
}

impl PoolVenue {
    /// What trades of a round worth come to now, and the largest one, on either side.
    ///
    /// # Errors
    /// When there is no price to trade at.
    pub fn depth(&self) -> Result<DepthChart, Refusal> {
        let price = self.price()?;
        let sell = self.depth_of(Trade::SellExactIn, price)?;
        Ok(DepthChart { nav: price.get(), sell, buy: self.depth_of(Trade::BuyExactOut, price)? })
    }

    fn depth_of(&self, trade: impl Fn(u64) -> Trade, price: Price) -> Result<DepthSide, Refusal> {
        let pricing = &self.state().pricing;
        // The smallest trade that its limit lets pass, and that has two sides at all.
        let smallest = pricing.pair.amount(pricing.trade.min.max(1), price, Rounding::Up)?.max(1);
        let most = match self.largest(&trade, smallest) {
            Ok(most) => most,
            Err(refusal) => return Ok(DepthSide { points: Vec::new(), end: refusal }),
        };
        let largest = self.quote_trade(trade(most.amount))?;
        let mut points = Vec::new();
        for value in round_sizes(pricing.trade.min.max(1), largest.value) {
            let asset = pricing.pair.amount(value, price, Rounding::Up)?;
            // Rounding may bring the first of them below the least, and the last one to the largest.
            if let Ok(quote) = self.quote_trade(trade(asset)) {
                points.push(self.point(&quote)?);
            }
        }
        let last = self.point(&largest)?;
        points.retain(|point| point.asset < last.asset);
        points.push(last);
        Ok(DepthSide { points, end: most.end })
    }

    /// The largest trade of this kind that would land now.
    fn largest(&self, trade: impl Fn(u64) -> Trade, smallest: u64) -> Result<Largest, Refusal> {
        let refusal = |amount| self.quote_trade(trade(amount)).err();
        if let Some(refusal) = refusal(smallest) {
            return Err(refusal);
        }
        let (mut passes, mut fails) = (smallest, smallest);
        let mut end = loop {
            fails = fails.saturating_mul(2);
            match refusal(fails) {
                Some(end) => break end,
                None if fails == u64::MAX => return Err(Refusal::OutOfRange),
                None => passes = fails,
            }
        };
        while let Some(middle) = between(passes, fails) {
            match refusal(middle) {
                Some(nearer) => (fails, end) = (middle, nearer),
                None => passes = middle,
            }
        }
        Ok(Largest { amount: passes, end })
    }

    fn point(&self, quote: &Quote) -> Result<DepthPoint, Refusal> {
        let sells = quote.trade.is_sell();
        let (asset, cash) = match sells {
            true => (quote.amount_in, quote.amount_out),
            false => (quote.amount_out, quote.amount_in),
        };
        let rounding = if sells { Rounding::Down } else { Rounding::Up };
        // `price = cash * 10^exponent / asset`, where the exponent turns base units of the one into the other.
        let digits = u32::try_from(self.state().pricing.pair.exponent).map_err(|_| Refusal::OutOfRange)?;
        let power = 10_u128.checked_pow(digits).ok_or(Refusal::OutOfRange)?;
        let price =
            mul_div_u128(cash.into(), power, asset.into(), rounding).map_err(|_| Refusal::OutOfRange)?;
        let parts = BPS_PER_UNIT.saturating_mul(DISCOUNT_PARTS);
        let discount = mul_div(quote.fee, parts, quote.value.max(1), Rounding::Up);
        Ok(DepthPoint {
            asset,
            value: quote.value,
            cash,
            fee: quote.fee,
            price: u64::try_from(price).map_err(|_| Refusal::OutOfRange)?,
            discount: discount.map_err(|_| Refusal::OutOfRange)?,
        })
    }
}

struct Largest {
    amount: u64,
    /// Why one base unit more is refused.
    end: Refusal,
}

/// A number strictly between both.
fn between(low: u64, high: u64) -> Option<u64> {
    let middle = low.midpoint(high);
    (low < middle && middle < high).then_some(middle)
}

/// Up to [`SIZES`] values of 1, 2 and 5 times a power of ten, from `least` to below `most`, rising.
fn round_sizes(least: u64, most: u64) -> Vec<u64> {
    let mut sizes = Vec::new();
    let mut decade = 1_u64;
    while let Some(next) = decade.checked_mul(10) {
        let steps = STEPS.map(|step| decade.saturating_mul(step));
        sizes.extend(steps.into_iter().filter(|size| least <= *size && *size < most));
        decade = next;
    }
    let skipped = sizes.len().saturating_sub(SIZES);
    sizes.split_off(skipped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_round_and_within_the_limits() {
        assert_eq!(round_sizes(1, 21), [1, 2, 5, 10, 20]);
        assert_eq!(round_sizes(3, 5), [0_u64; 0]);
        let many = round_sizes(1_000_000, 4_000_000_000_001);
        assert_eq!(many.len(), SIZES);
        assert_eq!((many.first(), many.last()), (Some(&2_000_000_000), Some(&2_000_000_000_000)));
    }

    #[test]
    fn nothing_lies_between_neighbours() {
        assert_eq!(between(4, 5), None);
        assert_eq!(between(4, 6), Some(5));
        assert_eq!(between(u64::MAX - 2, u64::MAX), Some(u64::MAX - 1));
    }
}
