//! What providers of capital earn, and how they leave.

use super::floor::*;
use halo_sdk::{
    amm::{instructions::DepositArgs, state::PoolPosition},
    instructions::{self, amm as ix},
    pau::error::PauError,
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, ONE},
};
use solana_pubkey::Pubkey;

/// Fewest shares of a withdrawal that are not all: what 1 USDS bought at first.
pub const LEAST: u64 = 100 * ONE;

impl Floor {
    /// `owner`'s capital stays as long as it must.
    pub async fn stay(&self, owner: &Pubkey) {
        let position: PoolPosition = self.client.fetch(&self.at.position(owner)).await.expect("a position");
        let free_from = position.stake().free_from();
        if self.now() < free_from {
            self.world.chain.0.warp_to(free_from).expect("time moves forward");
        }
    }

    /// `owner` puts shares into the queue, once they have stayed; returns the number of the withdrawal.
    pub async fn request(&self, owner: &Pubkey, shares: u64) -> u64 {
        self.stay(owner).await;
        let number = self.pool().await.queue.issued + 1;
        let request = ix::request_withdrawal(&self.roles().payer, &self.at, owner, number, shares);
        self.ok(&[request], &[*owner]).await;
        number
    }

    pub async fn fill(&self, number: u64) {
        self.ok(&[ix::fill_withdrawal(&self.at, number, self.update)], &[]).await;
    }

    pub fn claiming(&self, owner: &Pubkey, number: u64) -> solana_instruction::Instruction {
        ix::claim_withdrawal(&self.at, owner, number, &self.at.cash.account(owner))
    }
}

#[tokio::test]
async fn shares_earn_the_spread_in_proportion() {
    let floor = Floor::new().await;
    let alices = floor.shares(&floor.alice).await;
    floor.sell(million(4)).await.unwrap();
    floor.provide(&floor.bob, CAPITAL).await.unwrap();
    let bobs = floor.shares(&floor.bob).await;
    // Alice's 10M became 10,002,000 by 5 basis points of 4M.
    assert!(bobs < alices, "who comes later pays for what was earned");
    let worth =
        |shares: u64, all: u64, value: u64| (u128::from(shares) * u128::from(value) / u128::from(all)) as u64;
    let view = floor.view().await;
    let (alice, bob) =
        (worth(alices, view.shares, view.entry_value), worth(bobs, view.shares, view.entry_value));
    assert!((CAPITAL + 2_000 * ONE - 2..=CAPITAL + 2_000 * ONE + 2).contains(&alice), "{alice}");
    assert!((CAPITAL - 2..=CAPITAL).contains(&bob), "{bob}");
}

#[tokio::test]
async fn a_withdrawal_waits_its_turn_is_priced_and_paid() {
    let floor = Floor::new().await;
    floor.provide(&floor.bob, CAPITAL).await.unwrap();
    let (alices, bobs) = (floor.shares(&floor.alice).await, floor.shares(&floor.bob).await);
    let first = floor.request(&floor.alice, alices).await;
    let second = floor.request(&floor.bob, bobs / 2).await;
    let ahead = ix::fill_withdrawal(&floor.at, second, None);
    floor.refused(&[ahead], &[], AmmError::OthersWait).await;
    floor.refused(&[floor.claiming(&floor.alice, first)], &[floor.alice], AmmError::NothingToClaim).await;
    floor.fill(first).await;
    floor.fill(second).await;
    floor.assert_sound().await;
    let before = floor.wallet(&floor.alice).await.0;
    floor.refused(&[floor.claiming(&floor.bob, first)], &[floor.bob], AmmError::NotOwner).await;
    floor.ok(&[floor.claiming(&floor.alice, first)], &[floor.alice]).await;
    let paid = floor.wallet(&floor.alice).await.0 - before;
    assert!((CAPITAL - 2..=CAPITAL).contains(&paid), "{paid}");
    floor.ok(&[floor.claiming(&floor.bob, second)], &[floor.bob]).await;
    floor.assert_sound().await;
    // What is paid can be closed; the rent goes to who paid it.
    let payer = floor.roles().payer;
    floor.ok(&[ix::close_withdrawal(&floor.at, first, &payer)], &[]).await;
    floor.ok(&[ix::close_position(&floor.at, &floor.alice, &payer)], &[floor.alice]).await;
    let held = ix::close_position(&floor.at, &floor.bob, &payer);
    floor.refused(&[held], &[floor.bob], AmmError::NotEmpty).await;
}

#[tokio::test]
async fn a_withdrawal_is_filled_as_far_as_cash_is_free() {
    let mut floor = Floor::new().await;
    floor.sell(million(4)).await.unwrap();
    floor.sell(million(2)).await.unwrap();
    let shares = floor.shares(&floor.alice).await;
    let number = floor.request(&floor.alice, shares).await;
    floor.fill(number).await;
    let ticket = floor.withdrawal(number).await.ticket;
    assert!(ticket.shares > 0 && ticket.payable > million(3), "{ticket:?}");
    floor.assert_sound().await;
    floor.ok(&[floor.claiming(&floor.alice, number)], &[floor.alice]).await;
    let again = ix::fill_withdrawal(&floor.at, number, None);
    floor.refused(&[again], &[], AmmError::NothingFree).await;
    // The issuer pays, and the rest follows.
    floor.redeem(million(6), million(6)).await.unwrap();
    floor.settle(1, million(6)).await.unwrap();
    floor.report(PAR).await;
    floor.fill(number).await;
    assert_eq!(floor.withdrawal(number).await.ticket.shares, 0);
    floor.ok(&[floor.claiming(&floor.alice, number)], &[floor.alice]).await;
    let (cash, _) = floor.wallet(&floor.alice).await;
    assert!(cash > CAPITAL, "with the spread: {cash}");
    floor.assert_sound().await;
}

#[tokio::test]
async fn what_is_set_aside_is_paid_whatever_is_stopped() {
    let mut floor = Floor::new().await;
    let number = floor.request(&floor.alice, floor.shares(&floor.alice).await / 2).await;
    floor.fill(number).await;
    let (freezer, council) = (floor.roles().freezer, floor.roles().council);
    floor.ok(&[instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    floor.ok(&[ix::pause(&council, &floor.at, false, 3)], &[council]).await;
    floor.world.wait(40 * 86_400).await;
    // No price, a frozen PAU, a latched breaker.
    let mut elsewhere = floor.claiming(&floor.alice, number);
    let destination = floor.at.cash.account(&floor.bob);
    elsewhere =
        halo_tests::refusal::with_account(elsewhere, &floor.at.cash.account(&floor.alice), destination);
    floor.ok(&[elsewhere], &[floor.alice]).await;
    assert!(floor.wallet(&floor.bob).await.0 > CAPITAL / 2 - 2);
    // Who waits may still change its mind; what is not paid yet waits for the PAU.
    let rest = floor.request(&floor.alice, LEAST).await;
    floor.refused(&[ix::fill_withdrawal(&floor.at, rest, None)], &[], PauError::Frozen).await;
    let before = floor.shares(&floor.alice).await;
    floor.ok(&[ix::cancel_withdrawal(&floor.at, &floor.alice, rest)], &[floor.alice]).await;
    assert_eq!(floor.shares(&floor.alice).await, before + LEAST);
}

#[tokio::test]
async fn a_cancelled_withdrawal_does_not_hold_up_the_next() {
    let floor = Floor::new().await;
    floor.provide(&floor.bob, CAPITAL).await.unwrap();
    let first = floor.request(&floor.alice, LEAST).await;
    let second = floor.request(&floor.bob, LEAST).await;
    floor.ok(&[ix::cancel_withdrawal(&floor.at, &floor.alice, first)], &[floor.alice]).await;
    floor.fill(first).await;
    floor.fill(second).await;
    assert!(floor.withdrawal(second).await.ticket.payable > 0);
}

#[tokio::test]
async fn deposits_are_bounded_and_priced() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.cash, &floor.bob, million(50)).await;
    floor.ok(&[ix::open_position(&floor.roles().payer, &floor.at, &floor.bob)], &[]).await;
    let full = floor.depositing(&floor.bob, million(40) + 1);
    floor.refused(&[full], &[floor.bob], AmmError::PoolFull).await;
    let args = DepositArgs { amount: million(1), min_shares: u64::MAX };
    let source = floor.at.cash.account(&floor.bob);
    let few = ix::deposit(&floor.at, &floor.bob, &source, None, args);
    floor.refused(&[few], &[floor.bob], AmmError::SharesBelowMinimum).await;
    let council = floor.roles().council;
    floor.ok(&[ix::pause(&council, &floor.at, false, 1)], &[council]).await;
    assert_refused(floor.provide(&floor.bob, million(1)).await, AmmError::DepositsHalted);
    floor.ok(&[ix::unpause(&council, &floor.at, 1)], &[council]).await;
    floor.provide(&floor.bob, million(1)).await.unwrap();
    let freezer = floor.roles().freezer;
    floor.ok(&[instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    assert_refused(floor.provide(&floor.bob, million(1)).await, AmmError::PauFrozen);
}

#[tokio::test]
async fn a_donation_changes_nothing() {
    let floor = Floor::new().await;
    let before = floor.view().await;
    for side in [floor.at.cash, floor.at.asset] {
        floor.mint(&side, &floor.at.proxy(), million(100)).await;
    }
    assert_eq!(floor.view().await, before);
}

#[tokio::test]
async fn the_first_deposit_cannot_rob_the_second() {
    let floor = Floor::governed(Setup::default()).await;
    floor.open().await;
    let mut floor = floor;
    floor.report(PAR).await;
    // One base unit, and a gift of a million to the vault: the next one still gets what it pays for.
    floor.provide(&floor.bob, 1).await.unwrap();
    floor.mint(&floor.at.cash, &floor.at.proxy(), million(1)).await;
    floor.provide(&floor.alice, thousand(1)).await.unwrap();
    let number = floor.request(&floor.alice, floor.shares(&floor.alice).await).await;
    floor.fill(number).await;
    let payable = floor.withdrawal(number).await.ticket.payable;
    assert!(payable >= thousand(1) - 1, "{payable}");
}
