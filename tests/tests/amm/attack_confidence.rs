//! A price of which Pyth is not sure enough.

use super::{bounds::BP, floor::*};

/// Confidence of 20 basis points, the widest, and `beyond`.
async fn uncertain(beyond: i64) -> (Floor, halo_tests::pyth::PriceUpdate) {
    let floor = Floor::before_a_bound(false).await;
    let mut update = floor.sound(ONE_USDS);
    update.confidence = (20 * BP + beyond).unsigned_abs();
    (floor, update)
}

#[tokio::test]
async fn a_price_one_unit_too_uncertain_trades_nothing() {
    let (mut floor, update) = uncertain(1).await;
    floor.trades_nothing_at(&update, AmmError::PriceUncertain).await;
}

#[tokio::test]
async fn a_price_as_uncertain_as_it_may_be_is_traded_at() {
    let (mut floor, update) = uncertain(0).await;
    floor.trades_at(&update).await;
}
