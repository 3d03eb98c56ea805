//! What the shares stand for: deployed and returned within the PAU's limits.

use super::desk::*;
use halo_sdk::{instructions::lcts as ix, lcts::state::Unit, pau::error::PauError, token::TokenProgram};
use halo_tests::{refusal::assert_refused, world::million};

/// Alice has 50M shares, and the holding 50M.
async fn funded(shares: TokenProgram) -> Desk {
    let mut desk = Desk::with(PAR, shares).await;
    let alice = desk.alice;
    desk.subscribe(&alice, million(50)).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.next_day().await;
    desk
}

#[tokio::test]
async fn the_holding_is_deployed_and_returned() {
    let desk = funded(TokenProgram::Spl).await;
    let (beacon, endpoint, borrower) = (desk.beacon, desk.endpoint, desk.borrower);
    desk.ok(&[ix::deploy(&beacon, &desk.at, &endpoint, million(40))], &[beacon]).await;
    assert_eq!((desk.unit().await.holding, desk.tokens(&endpoint).await), (million(10), million(40)));
    let too_much = ix::deploy(&beacon, &desk.at, &endpoint, million(10) + 1);
    desk.refused(&[too_much], &[beacon], LctsError::InsufficientHolding).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &endpoint, million(39))], &[borrower]).await;
    let unit = desk.unit().await;
    assert_eq!((unit.holding, unit.deployed, unit.returned), (million(49), million(40), million(39)));
    assert_eq!(unit.rate.rate(), PAR, "what came back does not set the rate");
    desk.assert_sound().await;
}

/// A holding that turns over for ever: its totals end at what 64 bits hold, and its money goes out and comes home.
#[tokio::test]
async fn no_total_bars_the_way_home() {
    let mut desk = funded(TokenProgram::Spl).await;
    let (beacon, endpoint, borrower, at) = (desk.beacon, desk.endpoint, desk.borrower, desk.at.unit);
    let nearly = u64::MAX - million(1);
    desk.rewrite(&at, |unit: &mut Unit| (unit.deployed, unit.returned) = (nearly, nearly)).await;
    desk.ok(&[ix::deploy(&beacon, &desk.at, &endpoint, million(40))], &[beacon]).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &endpoint, million(40))], &[borrower]).await;
    let unit = desk.unit().await;
    assert_eq!((unit.deployed, unit.returned), (u64::MAX, u64::MAX));
    assert_eq!((unit.holding, unit.out), (million(50), 0));
    desk.assert_sound().await;
}

#[tokio::test]
async fn redemption_takes_what_the_holding_has() {
    let mut desk = funded(TokenProgram::Token2022).await;
    let (alice, beacon, endpoint) = (desk.alice, desk.beacon, desk.endpoint);
    desk.ok(&[ix::deploy(&beacon, &desk.at, &endpoint, million(40))], &[beacon]).await;
    desk.enter(Redeem, &alice, million(50)).await.unwrap();
    desk.day(Redeem, u64::MAX).await;
    assert_eq!((desk.unit().await.holding, desk.waiting(Redeem).await), (0, million(40)));
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, million(10));
}

#[tokio::test]
async fn an_endpoint_without_a_limit_gets_nothing() {
    let desk = funded(TokenProgram::Token2022).await;
    let (beacon, elsewhere) = (desk.beacon, desk.at.cash(&desk.bob));
    let deploy = ix::deploy(&beacon, &desk.at, &elsewhere, 1);
    let outcome = desk.send(&[deploy], &[beacon]).await;
    assert_refused(outcome, PauError::NoLimit);
}

#[tokio::test]
async fn a_frozen_pau_stops_what_leaves_the_holding_and_nobodys_claim_or_exit() {
    let mut desk = funded(TokenProgram::Token2022).await;
    let (alice, bob, beacon, endpoint) = (desk.alice, desk.bob, desk.beacon, desk.endpoint);
    desk.subscribe(&bob, million(2)).await;
    desk.enter(Redeem, &alice, million(5)).await.unwrap();
    desk.locked().await;
    desk.settle(Subscribe, million(1)).await.unwrap();
    desk.freeze_pau().await;
    let deploy = ix::deploy(&beacon, &desk.at, &endpoint, 1);
    desk.refused(&[deploy], &[beacon], PauError::Frozen).await;
    let redeem = desk.settling(Redeem, million(5)).await;
    desk.refused(&[redeem], &[beacon], LctsError::PauFrozen).await;
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.exit(Subscribe, &bob).await.unwrap();
    assert_eq!((desk.shares(&bob).await, desk.balance(&bob).await), (million(1), million(1)));
}
