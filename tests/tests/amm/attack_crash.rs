//! An asset that falls below all that it was thought to be worth: the last price above that must not go on.

use super::floor::*;
use halo_sdk::{
    halo_math::amm::{PriceLimits, PriceRange},
    instructions::amm as ix,
};
use halo_tests::{refusal::assert_refused, world::million};

/// The floor is 0.90 and the mark 1.00; the issuer defaults, and every honest reporter says 0.80. Were that refused, the
/// mark would stay fresh for four days: a million sold at it is paid 200 000 too much, and nobody could latch anything.
#[tokio::test]
async fn a_crash_through_the_floor_stops_trading_and_can_be_latched() {
    let price_limits = PriceLimits { floor: PAR / 10 * 9, ..PRICE_LIMITS };
    let mut floor = Floor::with(Setup { price_limits, ..Setup::default() }).await;
    floor.fund(0, million(1)).await;
    floor.report(PAR / 10 * 8).await;
    let nav = floor.nav_feed().await.nav;
    assert_eq!(
        (nav.mark.price, nav.mark.deviating),
        (PAR, PAR / 10 * 8),
        "on the record, and the mark stays"
    );
    let sell = floor.selling(exact_in(million(1)));
    floor.refused(&[sell], &[floor.bob], AmmError::PriceDeviates).await;
    assert_refused(floor.provide(&floor.bob, million(1)).await, AmmError::PriceDeviates);
    floor.ok(&[ix::trip_breaker(&floor.bob, &floor.at, None)], &[floor.bob]).await;
    assert_eq!(floor.pool().await.breaker.latched, 3);
    // The floor holds for the council too, until its limits are changed behind the timelock.
    let council = floor.roles().council;
    let rebase = ix::rebase_feed(&council, &floor.at.scope, &floor.feed, PriceRange::ANY);
    floor.refused(&[rebase], &[council], AmmError::PriceOutOfBounds).await;
    floor.assert_sound().await;
}
