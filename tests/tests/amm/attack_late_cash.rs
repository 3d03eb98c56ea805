//! Cash for a redemption that was given up on, and somebody who pays a base unit of it first.

use super::floor::*;
use halo_sdk::instructions::amm as ix;
use halo_tests::{
    refusal::assert_refused,
    world::{million, DAY},
};

/// The issuer pays the 2M that were given up on, to the base unit. Were it refused because there is room for one less by
/// then, whoever pays a base unit in time could keep the pool's money away for as long as it likes.
#[tokio::test]
async fn a_base_unit_makes_no_payment_of_the_issuer_fail() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(2), million(2)).await.unwrap();
    floor.world.wait(DAY).await;
    floor.close(1).await.unwrap();
    let before = floor.pool().await.capital.usds;
    floor.fund(1, 0).await;
    let source = floor.at.cash.account(&floor.bob);
    floor.ok(&[ix::settle_redemption(&floor.bob, &floor.at, 1, &source, 1)], &[floor.bob]).await;
    let issuers = floor.wallet(&floor.issuer).await.0;
    floor.settle(1, million(2)).await.unwrap();
    assert_eq!(floor.pool().await.capital.usds - before, million(2), "all that was lost, and no more");
    assert_eq!(floor.wallet(&floor.issuer).await.0 - issuers, 1, "the rest stays with the payer");
    assert_eq!(floor.redemption(1).await.lost, 0);
    assert_refused(floor.settle(1, 1).await, AmmError::RedemptionIsClosed);
    floor.assert_sound().await;
}
