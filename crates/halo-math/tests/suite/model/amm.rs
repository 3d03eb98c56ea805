//! Trades and values before any rounding.

use super::ratio::{int, product_over};
use halo_math::amm::{CurvePoint, Pair, Price, Pricing};
use num_bigint::BigInt;
use num_rational::BigRational;

/// What `amount` of the asset is worth, base units of USDS.
pub fn value(pair: Pair, amount: u64, price: Price) -> BigRational {
    let power = BigInt::from(10).pow(u32::try_from(pair.exponent).expect("at most 21"));
    product_over(amount, price.get(), power)
}

/// `bps` basis points of `whole`.
pub fn share(whole: &BigRational, bps: u64) -> BigRational {
    whole * product_over(bps, 1, 10_000)
}

/// What the base units from `from` to `to` cost on a curve: the mean of the two ends of each piece, times its length.
pub fn cost(points: &[CurvePoint], from: u64, to: u64) -> BigRational {
    let mut cuts: Vec<u64> =
        points.iter().map(|point| point.at).filter(|at| (from..to).contains(at)).collect();
    cuts.extend([from, to]);
    cuts.sort_unstable();
    let pieces = cuts.windows(2).map(|ends| {
        let mean = (bps_at(points, ends[0]) + bps_at(points, ends[1])) / int(2);
        mean * int(ends[1] - ends[0]) / int(10_000)
    });
    pieces.fold(int(0), |sum, piece| sum + piece)
}

/// The height of a curve.
pub fn bps_at(points: &[CurvePoint], at: u64) -> BigRational {
    let used: Vec<(u64, u64)> =
        points.iter().filter(|point| point.at > 0).map(|point| (point.at, point.bps)).collect();
    let corners: Vec<(u64, u64)> = [(0, 0)].into_iter().chain(used).collect();
    for ends in corners.windows(2) {
        let ((x0, y0), (x1, y1)) = (ends[0], ends[1]);
        if at < x1 {
            return int(y0) + product_over(at - x0, y1 - y0, x1 - x0);
        }
    }
    int(corners.last().expect("the origin").1)
}

/// What a sale of `value` pays if it takes the inventory from `stock[0]` to `stock[1]`, all at NAV.
pub fn sale_fee(pricing: &Pricing, flow: u64, value: u64, stock: [u64; 2]) -> BigRational {
    let limits = pricing.inventory;
    let ramp = [(limits.soft, 0), (limits.hard, limits.skew_bps)].map(|(at, bps)| CurvePoint { at, bps });
    let skew = if limits.hard == limits.soft {
        step(limits.hard, limits.skew_bps, stock)
    } else {
        cost(&ramp, stock[0], stock[1])
    };
    share(&int(value), pricing.spread.bid_bps)
        + cost(&pricing.depth_sell.curve.points, flow, flow + value)
        + skew
}

/// What a purchase of `value` pays if it takes the inventory from `held[0]` to `held[1]`, all at NAV.
pub fn purchase_fee(pricing: &Pricing, flow: u64, value: u64, held: [u64; 2]) -> BigRational {
    let limits = pricing.inventory;
    let ramp = [CurvePoint { at: limits.low, bps: limits.scarcity_bps }];
    let [from, to] = held.map(|held| limits.low.saturating_sub(held));
    share(&int(value), pricing.spread.ask_bps)
        + cost(&pricing.depth_buy.curve.points, flow, flow + value)
        + cost(&ramp, from, to)
}

/// A ramp of no length: all of it beyond `at`.
fn step(at: u64, bps: u64, [from, to]: [u64; 2]) -> BigRational {
    match at {
        0 => int(0),
        at => share(&int(to.saturating_sub(from.max(at))), bps),
    }
}
