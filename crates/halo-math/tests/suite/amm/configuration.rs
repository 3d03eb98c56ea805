//! Parts of a pricing that do not go together.

use super::{limits, plain, point, steep};
use halo_math::amm::{AmmError, Curve, InventoryLimits, Pair, Pricing, Spread, SpreadBounds, TradeLimits};

#[test]
fn the_usual_ones_go_together() {
    assert_eq!((plain().check(), steep().check()), (Ok(()), Ok(())));
    assert_eq!(Pricing::default().check(), Err(AmmError::UnknownPair { exponent: 0 }), "nobody has set it");
}

#[test]
fn a_beacon_moves_the_spread_within_its_bounds() {
    let mut pricing = plain();
    let edges = [(5, 5), (50, 50), (5, 50), (50, 5)];
    for (bid_bps, ask_bps) in edges {
        assert_eq!(pricing.set_spread(Spread { bid_bps, ask_bps }), Ok(()));
        assert_eq!(pricing.spread, Spread { bid_bps, ask_bps });
    }
    let kept = pricing;
    for (bid_bps, ask_bps, bps) in [(4, 5, 4), (51, 5, 51), (5, 4, 4), (5, 51, 51)] {
        let expected = AmmError::SpreadOutOfBounds { bps, min: 5, max: 50 };
        assert_eq!(pricing.set_spread(Spread { bid_bps, ask_bps }), Err(expected));
    }
    assert_eq!(pricing, kept, "a refusal changes nothing");
}

#[test]
fn all_discounts_together_are_bounded() {
    let bounds = |total_max| SpreadBounds { total_max, ..steep().bounds };
    // Widest spread 50, curve 100, skew 60 or scarcity 40.
    assert_eq!(Pricing { bounds: bounds(210), ..steep() }.check(), Ok(()));
    let sell = AmmError::DiscountTooHigh { bps: 210, max: 209 };
    assert_eq!(Pricing { bounds: bounds(209), ..steep() }.check(), Err(sell));
    let inventory = InventoryLimits { skew_bps: 0, ..steep().inventory };
    let buy = AmmError::DiscountTooHigh { bps: 190, max: 189 };
    assert_eq!(Pricing { bounds: bounds(189), inventory, ..steep() }.check(), Err(buy));
    let half = AmmError::LimitTooHigh { max: 5_000, got: 5_001 };
    assert_eq!(Pricing { bounds: bounds(5_001), ..steep() }.check(), Err(half));
    assert_eq!(Pricing { bounds: bounds(5_000), ..steep() }.check(), Ok(()));
}

#[test]
fn limits_are_in_order() {
    let crossed = AmmError::LimitsOutOfOrder { lower: 2, upper: 1 };
    let inventory = InventoryLimits { soft: 2, hard: 1, ..InventoryLimits::default() };
    assert_eq!(Pricing { inventory, ..plain() }.check(), Err(crossed));
    assert_eq!(Pricing { trade: TradeLimits { min: 2, max: 1 }, ..plain() }.check(), Err(crossed));
    let mut fallen = steep();
    fallen.depth_buy.curve = Curve { points: [point(2, 1), point(1, 1), point(0, 0), point(0, 0)] };
    assert_eq!(fallen.check(), Err(AmmError::CurveOrder { index: 1, at: 1, bps: 1 }));
    assert_eq!(
        Pricing { pair: Pair { exponent: 22 }, ..plain() }.check(),
        Err(AmmError::UnknownPair { exponent: 22 })
    );
}

#[test]
fn a_feed_may_not_jump_across_the_spread() {
    assert_eq!(plain().check_feed(&limits()), Ok(()));
    let tighter = SpreadBounds { ask_min: 4, ..plain().bounds };
    let expected = AmmError::SpreadBelowFeed { min: 4, floor: 5 };
    assert_eq!(Pricing { bounds: tighter, ..plain() }.check_feed(&limits()), Err(expected));
}
