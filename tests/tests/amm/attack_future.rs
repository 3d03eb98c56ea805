//! A price from the future: the chain's clock may lag by ten seconds, and not by eleven.

use super::floor::*;
use halo_sdk::halo_math::amm::CLOCK_LAG_SECONDS;

const LAG: i64 = CLOCK_LAG_SECONDS as i64;

#[tokio::test]
async fn a_price_one_second_beyond_the_clocks_lag_trades_nothing() {
    let mut floor = Floor::before_a_bound(false).await;
    let mut update = floor.sound(ONE_USDS);
    update.publish_time += LAG + 1;
    floor.trades_nothing_at(&update, AmmError::FuturePrice).await;
    // A second later it is no more ahead than it may be.
    floor.world.wait(1).await;
    floor.trades().await;
}

#[tokio::test]
async fn a_price_ahead_by_the_clocks_lag_is_traded_at() {
    let mut floor = Floor::before_a_bound(false).await;
    let mut update = floor.sound(ONE_USDS);
    update.publish_time += LAG;
    floor.trades_at(&update).await;
}
