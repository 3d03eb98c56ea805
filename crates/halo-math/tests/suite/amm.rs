//! The pools of a Trading Halo by number, by layout and in random lives.

mod breaker;
mod capital;
mod configuration;
mod curve;
mod expected;
mod feed;
mod feed_random;
#[cfg(feature = "idl-build")]
mod idl;
mod jumps;
mod layout;
mod life;
mod price;
mod pull;
mod quotes;
mod random;
mod redemption;
mod reports;
mod second_source;
mod stake;
mod trades;
mod turns;
mod withdrawal;

use crate::MILLION;
use halo_math::amm::{
    Capital, Curve, CurvePoint, Depth, Flows, InventoryLimits, NavFeed, NavLimits, Pair, Price, PriceLimits,
    Pricing, Quote, Spread, SpreadBounds, Trade, TradeLimits, PRICE_SCALE,
};

/// One USDS for a token.
const PAR: u64 = PRICE_SCALE;
/// Some moment.
const NOW: i64 = 1_800_000_000;
/// The slot of that moment.
const SLOT: u64 = 400_000_000;
const DAY: i64 = 86_400;

/// Five basis points on either side, both tokens with six decimals, no discounts for size and inventory.
fn plain() -> Pricing {
    Pricing {
        pair: Pair::new(6, 6).expect("six decimals"),
        spread: Spread { bid_bps: 5, ask_bps: 5 },
        bounds: SpreadBounds { bid_min: 5, bid_max: 50, ask_min: 5, ask_max: 50, total_max: 500 },
        inventory: InventoryLimits { soft: 50 * MILLION, hard: 50 * MILLION, ..InventoryLimits::default() },
        trade: TradeLimits { min: 1, max: 50 * MILLION },
        ..Pricing::default()
    }
}

/// The same with discounts of all kinds: 20 basis points after ten million, 100 after fifty, 60 at the hard limit and
/// 40 when nothing is left.
fn steep() -> Pricing {
    let curve = Curve::new(&[point(2 * MILLION, 0), point(10 * MILLION, 20), point(50 * MILLION, 100)]);
    let depth = Depth { curve: curve.expect("it rises"), recovery: 24 * MILLION };
    let inventory = InventoryLimits {
        soft: 5 * MILLION,
        hard: 25 * MILLION,
        skew_bps: 60,
        low: 4 * MILLION,
        scarcity_bps: 40,
    };
    Pricing { depth_sell: depth, depth_buy: depth, inventory, ..plain() }
}

fn point(at: u64, bps: u64) -> CurvePoint {
    CurvePoint { at, bps }
}

fn price(value: u64) -> Price {
    Price::new(value).expect("above 0")
}

/// Does `trade` at `price` and books it.
fn execute(pricing: &Pricing, capital: &mut Capital, flows: &mut Flows, trade: Trade, at: u64) -> Quote {
    let quote = pricing.quote(trade, price(at), capital, flows, NOW).expect("a quote");
    pricing.execute(&quote, capital, flows, NOW).expect("within limits");
    quote
}

/// Limits of a feed for an asset around one USDS: a day, one per cent up and half a one down.
fn limits() -> PriceLimits {
    PriceLimits {
        max_age_seconds: 86_400,
        max_age_slots: 216_000,
        up_bps: 100,
        down_bps: 50,
        floor: PAR / 2,
        ceiling: 2 * PAR,
        confidence_bps: 10,
        second_source_bps: 20,
        cooldown_slots: 3,
        spread_floor_bps: 5,
    }
}

/// A feed whose price needs `quorum` reports, and grows by at most ten basis points a day for four days.
fn feed(quorum: u64) -> NavFeed {
    let nav = NavLimits { quorum, min_interval_seconds: 60, accrual_seconds: 345_600, max_accrual_bps: 10 };
    NavFeed::new(limits(), nav).expect("limits in order")
}
