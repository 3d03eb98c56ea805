//! Coming or going while the issuer owes: before it pays, before it pays more than was expected, before it does not.

use super::{floor::*, purse::kept};
use halo_sdk::instructions::amm as ix;
use halo_tests::{
    refusal::assert_refused,
    world::{million, DAY},
};
use num_bigint::BigInt;
use solana_pubkey::Pubkey;

/// The least that may be expected of 4M: 3 % less, the pool's widest discount.
const LEAST: u64 = million(4) / 100 * 97;

impl Floor {
    /// Bob brings `amount` of what he has.
    async fn enter(&self, amount: u64) {
        let open = ix::open_position(&self.roles().payer, &self.at, &self.bob);
        self.ok(&[open, self.depositing(&self.bob, amount)], &[self.bob]).await;
    }

    /// `owner` leaves with all its shares; all of them must be paid at once.
    pub async fn leave(&self, owner: &Pubkey) {
        let number = self.request(owner, self.shares(owner).await).await;
        self.fill(number).await;
        assert_eq!(self.withdrawal(number).await.ticket.shares, 0, "cash for all");
        self.ok(&[self.claiming(owner, number)], &[*owner]).await;
    }

    /// The price moves by `bps` basis points.
    pub async fn reprice(&mut self, bps: i64) {
        let price = self.nav_feed().await.nav.mark.price;
        let parts = u64::try_from(10_000 + bps).expect("above -100 %");
        self.report(price / 10_000 * parts).await;
    }
}

#[tokio::test]
async fn coming_before_a_redemption_is_paid_gains_nothing() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(4), million(4)).await.unwrap();
    floor.fund(million(10), 0).await;
    let before = floor.purse().await;
    floor.enter(million(10)).await;
    floor.settle(1, million(4)).await.unwrap();
    floor.report(PAR).await;
    floor.leave(&floor.bob).await;
    assert!(before.gain(&floor.purse().await, PAR) <= BigInt::ZERO);
    floor.assert_sound().await;
}

/// A redemption is under way, the price rises by a step, and Bob brings as much as there is right before the issuer pays
/// at the new price; what he gains.
async fn before_a_surplus(expected: u64) -> BigInt {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(4), expected).await.unwrap();
    floor.reprice(50).await;
    let alice = floor.view().await;
    floor.fund(million(10), 0).await;
    let before = floor.purse().await;
    floor.enter(million(10)).await;
    floor.settle(1, million(4) / 10_000 * 10_050).await.unwrap();
    floor.leave(&floor.bob).await;
    assert!(kept(&alice, &floor.view().await), "Alice has lost nothing");
    floor.assert_sound().await;
    before.gain(&floor.purse().await, PAR)
}

#[tokio::test]
async fn coming_before_a_redemption_pays_more_than_expected_gains_nothing() {
    assert!(before_a_surplus(million(4)).await <= BigInt::ZERO);
}

#[tokio::test]
async fn a_beacon_that_expects_too_little_cheapens_no_shares() {
    assert!(before_a_surplus(LEAST).await <= BigInt::ZERO);
}

#[tokio::test]
async fn a_beacon_in_league_with_a_provider_gains_less_than_the_widest_discount() {
    let mut floor = Floor::stocked().await;
    for low in [2, LEAST - 1] {
        assert_refused(floor.redeem(million(4), low).await, AmmError::ExpectedTooLow);
    }
    // All but a base unit of the least is paid: what was not expected counts no more. Then Bob comes, then the rest.
    floor.redeem(million(4), LEAST).await.unwrap();
    floor.settle(1, LEAST - 1).await.unwrap();
    floor.fund(million(10), 0).await;
    let before = floor.purse().await;
    floor.enter(million(10)).await;
    floor.settle(1, million(4) - LEAST + 1).await.unwrap();
    floor.report(PAR).await;
    floor.leave(&floor.bob).await;
    let gain = before.gain(&floor.purse().await, PAR);
    // 120 000 of 4M were not expected, and half of the shares are his.
    assert!(gain > BigInt::from(thousand(60)) && gain < BigInt::from(thousand(61)), "{gain}");
    floor.assert_sound().await;
}

#[tokio::test]
async fn leaving_while_the_issuer_owes_takes_nothing_from_who_stays() {
    let mut floor = Floor::stocked().await;
    floor.fund(million(10), 0).await;
    let before = floor.purse().await;
    floor.enter(million(10)).await;
    floor.redeem(million(4), million(4)).await.unwrap();
    let owed = floor.view().await;
    floor.leave(&floor.bob).await;
    let left = floor.view().await;
    assert!(kept(&owed, &left), "{owed:?} {left:?}");
    assert!(before.gain(&floor.purse().await, PAR) <= BigInt::ZERO);
    floor.settle(1, million(4)).await.unwrap();
    floor.report(PAR).await;
    let paid = floor.view().await;
    assert!(kept(&left, &paid), "{left:?} {paid:?}");
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_ticket_that_is_never_paid_costs_the_shares_and_nobody_gains() {
    let mut floor = Floor::stocked().await;
    floor.redeem(million(1), million(1)).await.unwrap();
    let before = (floor.view().await, floor.purse().await);
    floor.world.wait(DAY).await;
    // A base unit of somebody's own is not a settlement.
    floor.fund(1, 0).await;
    let source = floor.at.cash.account(&floor.bob);
    let dust = ix::settle_redemption(&floor.bob, &floor.at, 1, &source, 1);
    floor.ok(&[dust], &[floor.bob]).await;
    assert_eq!(floor.redemption(1).await.ticket.closed, 0);
    floor.close(1).await.unwrap();
    floor.report(PAR).await;
    let after = floor.view().await;
    assert_eq!(
        before.0.entry_value - after.entry_value,
        million(1) - 1,
        "all that did not come, on all shares"
    );
    assert_eq!(floor.pool().await.capital.losses, million(1) - 1);
    assert_eq!(floor.pool().await.breaker.latched, 1, "no more of the pool's cash for it");
    assert_eq!(before.1, floor.purse().await, "Bob has paid his base unit");
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_surplus_of_a_ticket_inflates_no_share_at_a_profit() {
    let mut floor = Floor::governed(Setup::default()).await;
    floor.open().await;
    floor.report(PAR).await;
    floor.fund(million(10), million(1)).await;
    let before = floor.purse().await;
    // Bob is alone: he leaves one share behind a ticket that lacks one base unit, and pays it with 5M.
    floor.enter(million(2)).await;
    floor.ok(&[floor.selling(exact_in(million(1)))], &[floor.bob]).await;
    floor.redeem(million(1), million(1)).await.unwrap();
    floor.settle(1, million(1) - 1).await.unwrap();
    let all = floor.request(&floor.bob, floor.shares(&floor.bob).await - 1).await;
    floor.fill(all).await;
    floor.ok(&[floor.claiming(&floor.bob, all)], &[floor.bob]).await;
    let source = floor.at.cash.account(&floor.bob);
    floor.ok(&[ix::settle_redemption(&floor.bob, &floor.at, 1, &source, million(5))], &[floor.bob]).await;
    floor.provide(&floor.alice, thousand(100)).await.unwrap();
    floor.leave(&floor.bob).await;
    floor.leave(&floor.alice).await;
    let bobs = before.gain(&floor.purse().await, PAR);
    let alices = thousand(100) - floor.wallet(&floor.alice).await.0;
    assert!(bobs < BigInt::from(-4) * million(1), "what he gave is nobody's: {bobs}");
    assert!(alices < thousand(50), "a part of one share at most: {alices}");
    floor.assert_sound().await;
}
