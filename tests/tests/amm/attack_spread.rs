//! A spread that was wide enough for its source when the pool was created, and is not any more.

use super::floor::*;
use halo_sdk::{
    amm::{
        instructions::{digest, SetBoundsArgs, SetFeedLimitsArgs},
        BOUNDS_DIGEST, FEED_DIGEST,
    },
    halo_math::amm::{PriceLimits, Spread, SpreadBounds},
    instructions::amm as ix,
};
use halo_tests::{refusal::assert_refused, world::million};

/// The feed's prices may move by 10 basis points before that is a jump, and the pool's spread is 5 on either side: who
/// trades on both sides of such a move gains 0 to 5 of them each time. Nobody trades until the two go together.
#[tokio::test]
async fn a_feed_that_outgrows_the_spread_stops_trading() {
    let mut floor = Floor::stocked().await;
    let (feed, pool) = (floor.feed, floor.at.pool);
    let (govops, payer) = (floor.roles().govops, floor.roles().payer);
    let limits = PriceLimits { spread_floor_bps: 20, ..PRICE_LIMITS };
    let args = SetFeedLimitsArgs { limits, nav: NAV_LIMITS };
    floor.permit(&feed, digest(FEED_DIGEST, &args).unwrap()).await;
    floor.ok(&[ix::set_feed_limits(&floor.configurer(), &feed, args, &payer)], &[govops]).await;
    floor.report(PAR).await;
    assert_refused(floor.sell(thousand(1)).await, AmmError::SpreadBelowSource);
    assert_refused(floor.buy(thousand(1)).await, AmmError::SpreadBelowSource);
    assert_refused(floor.provide(&floor.bob, million(1)).await, AmmError::SpreadBelowSource);
    let bounds = SpreadBounds { bid_min: 20, ask_min: 20, ..BOUNDS };
    floor.permit(&pool, digest(BOUNDS_DIGEST, &bounds).unwrap()).await;
    let args = SetBoundsArgs { bounds, spread: Spread { bid_bps: 20, ask_bps: 20 } };
    floor.ok(&[ix::set_bounds(&floor.configurer(), &floor.at, args, Some(&payer))], &[govops]).await;
    floor.report(PAR).await;
    floor.sell(thousand(1)).await.unwrap();
    floor.assert_sound().await;
}
