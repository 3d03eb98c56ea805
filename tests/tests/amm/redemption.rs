//! Inventory that goes to the issuer, and what the issuer owes.

use super::floor::*;
use halo_sdk::{
    deployment::Limit, error::Error, instructions::amm as ix, pau::error::PauError, transport::Landed,
};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{million, ONE},
};
use std::slice::from_ref;

impl Floor {
    pub async fn close(&self, number: u64) -> Result<Landed, Error> {
        self.send(&[ix::close_redemption(&self.beacon, &self.at, number)], &[self.beacon]).await
    }

    /// A floor with 4M of t-bills.
    pub async fn stocked() -> Self {
        let floor = Self::new().await;
        floor.sell(million(4)).await.unwrap();
        floor
    }
}

#[tokio::test]
async fn bought_sent_to_the_issuer_and_paid() {
    let floor = Floor::stocked().await;
    let before = floor.view().await;
    floor.redeem(million(3), million(3)).await.unwrap();
    let pool = floor.pool().await;
    assert_eq!(
        (pool.capital.inventory, pool.capital.pending, pool.capital.expected),
        (million(1), million(3), million(3))
    );
    assert_eq!(floor.wallet(&floor.issuer).await.1, million(3));
    assert_eq!(
        floor.view().await.entry_value,
        before.entry_value,
        "what is with the issuer is still the pool's"
    );
    floor.settle(1, million(3)).await.unwrap();
    let pool = floor.pool().await;
    assert_eq!((pool.capital.pending, pool.capital.expected), (0, 0));
    assert_eq!(
        pool.capital.usds,
        CAPITAL - million(4) + 2_000 * ONE + million(3),
        "5 basis points of 4M are the pool's"
    );
    assert_eq!(floor.redemption(1).await.ticket.closed, 1);
    floor.assert_sound().await;
}

#[tokio::test]
async fn several_redemptions_are_open_at_once_and_paid_in_parts() {
    let floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    floor.redeem(million(2), million(2)).await.unwrap();
    floor.settle(2, million(1)).await.unwrap();
    floor.settle(1, million(1)).await.unwrap();
    floor.settle(2, million(1)).await.unwrap();
    assert_eq!(floor.pool().await.capital.expected, 0);
    assert_refused(floor.settle(1, 1).await, AmmError::RedemptionIsClosed);
    floor.assert_sound().await;
}

#[tokio::test]
async fn the_beacon_sends_within_its_limit_to_an_endpoint_that_has_one() {
    let floor = Floor::stocked().await;
    let key = floor.at.redemption_limit(&floor.endpoint);
    floor.set_limit(&key, Limit { max: thousand(100), slope: 0 }).await.unwrap();
    assert_refused(floor.redeem(million(1), million(1)).await, PauError::RateLimitExceeded);
    floor.redeem(thousand(100), thousand(100)).await.unwrap();
    let elsewhere = floor.at.asset.account(&floor.bob);
    let args = halo_sdk::amm::instructions::InitiateRedemptionArgs { amount: ONE, expected: ONE };
    let redeem = ix::initiate_redemption(&floor.beacon, &floor.at, 2, &elsewhere, None, args);
    assert_refused(floor.send(&[redeem], &[floor.beacon]).await, PauError::NoLimit);
}

#[tokio::test]
async fn what_is_expected_is_what_the_asset_is_worth_less_the_widest_discount_at_most() {
    let floor = Floor::stocked().await;
    assert_refused(floor.redeem(million(1), million(1) + 1).await, AmmError::ExpectedTooHigh);
    // Governance lets the pool go 300 basis points below NAV.
    let least = million(1) / 100 * 97;
    assert_refused(floor.redeem(million(1), least - 1).await, AmmError::ExpectedTooLow);
    floor.redeem(million(1), least).await.unwrap();
    assert_refused(floor.redeem(million(3) + 1, million(3) + 1).await, AmmError::InsufficientLiquidity);
    assert_refused(floor.redeem(0, 0).await, AmmError::ZeroAmount);
    let stranger = ix::close_redemption(&floor.bob, &floor.at, 1);
    assert!(floor.send(&[stranger], &[floor.bob]).await.is_err());
}

#[tokio::test]
async fn a_late_issuer_gets_no_more_of_the_pools_cash() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    let flag = ix::flag_overdue(&floor.bob, &floor.at, 1);
    floor.refused(from_ref(&flag), &[floor.bob], AmmError::NotOverdue).await;
    let due = floor.redemption(1).await.ticket.due;
    floor.world.chain.warp_to(due - 1).await;
    floor.refused(from_ref(&flag), &[floor.bob], AmmError::NotOverdue).await;
    floor.world.chain.warp_to(due).await;
    floor.ok(from_ref(&flag), &[floor.bob]).await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::BuysHalted).await;
    floor.buy(thousand(1)).await.unwrap();
    // The council lets it go on; the same ticket does not stop it a second time. Money comes home all along.
    let council = floor.roles().council;
    floor.ok(&[ix::unpause(&council, &floor.at, 1)], &[council]).await;
    floor.refused(&[flag], &[floor.bob], AmmError::AlreadyFlagged).await;
    floor.sell(thousand(1)).await.unwrap();
    floor.settle(1, million(1)).await.unwrap();
}

#[tokio::test]
async fn money_comes_home_whatever_is_stopped() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    let (freezer, council) = (floor.roles().freezer, floor.roles().council);
    floor.ok(&[halo_sdk::instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    floor.ok(&[ix::pause(&council, &floor.at, false, 3)], &[council]).await;
    floor.world.wait(30 * 86_400).await;
    floor.settle(1, million(1)).await.unwrap();
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_shortfall_is_a_loss_and_above_tolerance_stops_purchases() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    floor.redeem(million(1), million(1)).await.unwrap();
    assert_refused(floor.close(1).await, AmmError::NotOverdue);
    floor.world.wait(86_400).await;
    // 10 basis points are tolerated.
    floor.settle(1, million(1) - 1_000 * ONE).await.unwrap();
    floor.close(1).await.unwrap();
    assert_eq!(floor.pool().await.breaker.latched, 0);
    floor.settle(2, million(1) - 1_000 * ONE - 1).await.unwrap();
    floor.close(2).await.unwrap();
    let pool = floor.pool().await;
    assert_eq!((pool.breaker.latched, pool.capital.pending, pool.capital.expected), (1, 0, 0));
    assert_eq!(pool.capital.losses, 2_000 * ONE + 1);
    assert!(floor.close(2).await.is_err(), "it is closed");
    // What comes after all is booked, up to what was lost.
    let remove = ix::remove_redemption(&floor.at, 2, &floor.beacon);
    floor.refused(from_ref(&remove), &[], AmmError::NotEmpty).await;
    let cash = pool.capital.usds;
    floor.settle(2, 1_000 * ONE + 2).await.unwrap();
    assert_eq!(floor.pool().await.capital.usds, cash + 1_000 * ONE + 1);
    assert_refused(floor.settle(2, 1).await, AmmError::RedemptionIsClosed);
    floor.ok(&[remove], &[]).await;
    floor.assert_sound().await;
}

#[tokio::test]
async fn what_the_issuer_does_not_redeem_comes_back() {
    let floor = Floor::stocked().await;
    floor.redeem(million(2), million(2)).await.unwrap();
    floor.settle(1, million(1)).await.unwrap();
    let payer = floor.roles().payer;
    let remove = ix::remove_redemption(&floor.at, 1, &floor.beacon);
    floor.refused(from_ref(&remove), &[], AmmError::NotEmpty).await;
    let back = ix::return_inventory(&floor.issuer, &floor.at, 1, &floor.endpoint);
    floor.ok(from_ref(&back), &[floor.issuer]).await;
    let pool = floor.pool().await;
    assert_eq!((pool.capital.inventory, pool.capital.pending, pool.capital.expected), (million(3), 0, 0));
    assert_eq!(floor.wallet(&floor.issuer).await.1, million(1), "what it has paid for");
    floor.refused(&[back], &[floor.issuer], AmmError::RedemptionIsClosed).await;
    let stolen = ix::remove_redemption(&floor.at, 1, &payer);
    floor.refused(&[stolen], &[], AmmError::WrongRentPayer).await;
    floor.ok(&[remove], &[]).await;
    floor.assert_sound().await;
}
