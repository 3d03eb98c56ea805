//! An issuer that freezes what the pool has, or seizes it, with or without a friend who trades.

use super::floor::*;
use halo_sdk::{
    amm::instructions::{issuer_digest, PoolView, QuoteArgs},
    instructions::amm as ix,
    keyring::Keyring,
    token::{self, MintConfig, MintExtension, TokenProgram, Transfer},
    venue::{PoolVenue, Refusal},
    view::{AmmOperator, PoolTask},
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, DAY},
};
use num_bigint::BigInt;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use std::slice::from_ref;

/// The token program's refusal of a frozen account.
const ACCOUNT_FROZEN: u32 = 17;

/// The key that the floor's issuer has.
fn issuer() -> Pubkey {
    Keyring::default().add_named("issuer")
}

/// A pool with 4M of an asset whose issuer may freeze anybody's and, if the council knows it, seize it.
async fn under_an_issuer(seizes: bool) -> Floor {
    let mut asset =
        MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default()).with_freeze_authority(issuer());
    let mut setup = Setup::default();
    if seizes {
        asset = asset.with_extension(MintExtension::PermanentDelegate(issuer()));
        setup.args.issuer_powers = 1;
    }
    setup.asset = asset;
    let mut floor = Floor::governed(setup).await;
    assert_eq!(floor.issuer, issuer());
    if seizes {
        let asset = floor.at.asset.mint;
        floor.permit(&asset, issuer_digest(1)).await;
        floor.world.wait(DAY).await;
    }
    floor.open().await;
    floor.report(PAR).await;
    floor.provide(&floor.alice, CAPITAL).await.unwrap();
    floor.sell(million(4)).await.unwrap();
    floor.fund(million(1), million(1)).await;
    floor
}

impl Floor {
    /// The issuer freezes or thaws a token account of its asset.
    async fn freeze(&self, account: &Pubkey, frozen: bool) {
        let accounts = vec![
            AccountMeta::new(*account, false),
            AccountMeta::new_readonly(self.at.asset.mint, false),
            AccountMeta::new_readonly(self.issuer, true),
        ];
        let data = vec![if frozen { 10 } else { 11 }];
        let act = Instruction { program_id: self.at.asset.token_program, accounts, data };
        self.ok(&[act], &[self.issuer]).await;
    }

    /// The issuer takes `amount` out of the pool's vault.
    async fn take(&self, amount: u64) {
        let transfer = Transfer {
            source: self.at.custody(&self.at.asset),
            destination: self.endpoint,
            authority: self.issuer,
            mint: self.at.asset.mint,
            decimals: 6,
            amount,
        };
        let take = token::transfer_checked(TokenProgram::Token2022, &transfer).unwrap();
        self.ok(&[take], &[self.issuer]).await;
    }
}

#[tokio::test]
async fn a_frozen_vault_stops_trades_and_no_withdrawal() {
    let floor = under_an_issuer(false).await;
    let vault = floor.at.custody(&floor.at.asset);
    floor.freeze(&vault, true).await;
    let before = (floor.purse().await, floor.pool().await.capital);
    for trade in [floor.selling(exact_in(thousand(1))), floor.buying(exact_in(thousand(1)))] {
        floor.refused(&[trade], &[floor.bob], ACCOUNT_FROZEN).await;
    }
    assert_refused(floor.redeem(million(1), million(1)).await, ACCOUNT_FROZEN);
    assert_eq!(before, (floor.purse().await, floor.pool().await.capital));
    // Half of Alice's shares are worth less than the cash that is free.
    let number = floor.request(&floor.alice, floor.shares(&floor.alice).await / 2).await;
    floor.fill(number).await;
    floor.ok(&[floor.claiming(&floor.alice, number)], &[floor.alice]).await;
    assert!(floor.wallet(&floor.alice).await.0 > CAPITAL / 2);
    floor.freeze(&vault, false).await;
    floor.ok(&[floor.buying(exact_in(thousand(1)))], &[floor.bob]).await;
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_frozen_endpoint_keeps_the_inventory_here() {
    let floor = under_an_issuer(false).await;
    floor.freeze(&floor.endpoint, true).await;
    let before = floor.pool().await.capital;
    assert_refused(floor.redeem(million(1), million(1)).await, ACCOUNT_FROZEN);
    assert_eq!(before, floor.pool().await.capital);
    floor.ok(&[floor.buying(exact_in(thousand(1)))], &[floor.bob]).await;
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_seizure_earns_its_friends_nothing() {
    let floor = under_an_issuer(true).await;
    let before = floor.purse().await;
    let capital = floor.pool().await.capital;
    floor.take(million(1)).await;
    for trade in [floor.selling(exact_in(thousand(1))), floor.buying(exact_out(thousand(1), u64::MAX))] {
        floor.refused(&[trade], &[floor.bob], AmmError::Insolvent).await;
    }
    assert_refused(floor.redeem(million(1), million(1)).await, AmmError::Insolvent);
    assert_refused(floor.provide(&floor.bob, thousand(1)).await, AmmError::Insolvent);
    floor.ok(&[ix::check_pool(&floor.at)], &[]).await;
    assert_refused(floor.provide(&floor.bob, thousand(1)).await, AmmError::DepositsHalted);
    let council = floor.roles().council;
    floor.ok(&[ix::write_down(&council, &floor.at)], &[council]).await;
    floor.ok(&[ix::unpause(&council, &floor.at, 3)], &[council]).await;
    // The loss is the million and nothing besides: cash, price and what others may trade at are as before.
    let after = floor.pool().await.capital;
    assert_eq!((after.usds, after.inventory + million(1)), (capital.usds, capital.inventory));
    floor.ok(&[floor.selling(exact_in(thousand(100)))], &[floor.bob]).await;
    floor.ok(&[floor.buying(exact_out(thousand(100), u64::MAX))], &[floor.bob]).await;
    // What `provide` gave him twice and the pool refused is his own.
    let gain = before.gain(&floor.purse().await, PAR) - BigInt::from(thousand(2));
    assert!(gain < BigInt::ZERO, "{gain}");
    floor.assert_sound().await;
}

#[tokio::test]
async fn the_first_out_after_a_seizure_is_not_paid_for_what_is_gone() {
    let floor = under_an_issuer(true).await;
    floor.provide(&floor.bob, CAPITAL).await.unwrap();
    let council = floor.roles().council;
    let recorded = floor.view().await;
    assert_eq!([recorded.cash_missing, recorded.asset_missing], [0, 0]);
    let half = floor.shares(&floor.alice).await.min(floor.shares(&floor.bob).await) / 2;
    let number = floor.request(&floor.alice, half).await;
    floor.take(million(2)).await;
    // Everything that is priced at what is gone says so: before and after the pool is stopped over it.
    let fill = ix::fill_withdrawal(&floor.at, number, None);
    for stopped in [false, true] {
        if stopped {
            floor.ok(&[ix::check_pool(&floor.at)], &[]).await;
        }
        floor.refused(from_ref(&fill), &[], AmmError::Insolvent).await;
        let seen = floor.view().await;
        assert_eq!([seen.cash_missing, seen.asset_missing], [0, million(2)]);
        assert_eq!(seen.exit_value, recorded.exit_value, "that of the record");
    }
    let operator = AmmOperator::read(&floor.client, &floor.at.pool, None).await.unwrap();
    let missing = Refusal::Missing { cash: 0, asset: million(2) };
    let waiting = floor.withdrawal(number).await;
    assert_eq!(operator.venue().fill_withdrawal(&waiting), Err(missing));
    assert_eq!(operator.due, [PoolTask::WriteDown]);
    floor.ok(&[ix::write_down(&council, &floor.at)], &[council]).await;
    // Half of the inventory is gone at the bid: all shares have lost alike, whoever asks first.
    let left = floor.view().await;
    let lost = million(2) - million(2) / 10_000 * BOUNDS.bid_min;
    assert_eq!(recorded.exit_value - left.exit_value, lost);
    let paid = |shares: u64, view: &PoolView| {
        u128::from(shares) * (u128::from(view.exit_value) + 1) / (u128::from(view.shares) + 100)
    };
    floor.ok(&[fill], &[]).await;
    let first = floor.withdrawal(number).await.ticket.payable;
    assert_eq!(u128::from(first), paid(half, &left));
    let number = floor.request(&floor.bob, half).await;
    floor.fill(number).await;
    let second = floor.withdrawal(number).await.ticket.payable;
    assert!(second.abs_diff(first) <= 1, "{first}, then {second}");
    assert!(u128::from(first) < paid(half, &recorded), "less than the record said");
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_quote_says_what_is_missing() {
    let floor = under_an_issuer(true).await;
    let sell = QuoteArgs { sell: true, amount: thousand(1), exact_out: false };
    floor.quote(sell).await.unwrap();
    floor.take(1).await;
    assert_refused(floor.quote(sell).await, AmmError::Insolvent);
    let venue = PoolVenue::read(&floor.client, &floor.at.pool, None).await.unwrap();
    assert_eq!(venue.program_quote(sell.trade()), Err(Refusal::Missing { cash: 0, asset: 1 }));
    let operator = AmmOperator::read(&floor.client, &floor.at.pool, None).await.unwrap();
    assert_eq!(operator.due, [PoolTask::CheckPool]);
    // A gift of the base unit mends it: nothing is on record that is not there.
    floor.mint(&floor.at.asset, &floor.at.proxy(), 1).await;
    floor.quote(sell).await.unwrap();
    floor.assert_sound().await;
}
