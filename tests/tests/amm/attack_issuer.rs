//! An issuer that freezes what the pool has, or seizes it, with or without a friend who trades.

use super::floor::*;
use halo_sdk::{
    amm::instructions::issuer_digest,
    instructions::amm as ix,
    keyring::Keyring,
    token::{self, MintConfig, MintExtension, TokenProgram, Transfer},
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, DAY},
};
use num_bigint::BigInt;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

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
    // What `provide` gave him and the pool refused is his own.
    let gain = before.gain(&floor.purse().await, PAR) - BigInt::from(thousand(1));
    assert!(gain < BigInt::ZERO, "{gain}");
    floor.assert_sound().await;
}
