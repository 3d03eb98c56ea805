//! What stops a pool, what lets it go on, and what is found missing.

use super::floor::*;
use halo_sdk::{
    configurator::state::permission,
    instructions::amm as ix,
    token::{MintConfig, MintExtension, TokenProgram},
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, ONE},
};
use solana_pubkey::Pubkey;
use std::slice::from_ref;

#[tokio::test]
async fn anybody_latches_a_price_that_is_out_of_step() {
    let mut floor = Floor::new().await;
    let trip = ix::trip_breaker(&floor.bob, &floor.at, None);
    floor.refused(from_ref(&trip), &[floor.bob], AmmError::NothingToLatch).await;
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR - PAR / 100).await).await.unwrap();
    floor.ok(&[trip], &[floor.bob]).await;
    // The price comes back in step; what is latched stays.
    floor.report(PAR).await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    let sell = floor.selling(exact_in(thousand(1)));
    floor.refused(from_ref(&sell), &[floor.bob], AmmError::BuysHalted).await;
    assert_refused(floor.buy(thousand(1)).await, AmmError::SalesHalted);
    let (council, govops) = (floor.roles().council, floor.roles().govops);
    let unpause = |signer| ix::unpause(signer, &floor.at, 3);
    floor.refused(&[unpause(&govops)], &[govops], AmmError::NotCouncil).await;
    floor.refused(&[unpause(&floor.beacon)], &[floor.beacon], AmmError::NotCouncil).await;
    floor.ok(&[unpause(&council)], &[council]).await;
    floor.ok(&[sell], &[floor.bob]).await;
}

#[tokio::test]
async fn a_price_that_is_merely_old_latches_nothing() {
    let mut floor = Floor::new().await;
    floor.world.wait(5 * 86_400).await;
    assert_refused(floor.sell(thousand(1)).await, AmmError::StalePrice);
    let trip = ix::trip_breaker(&floor.bob, &floor.at, None);
    floor.refused(&[trip], &[floor.bob], AmmError::NothingToLatch).await;
}

#[tokio::test]
async fn who_may_stop_a_pool() {
    let mut floor = Floor::new().await;
    let (council, mom, freezer) = (floor.roles().council, floor.roles().mom, floor.roles().scope_freezer);
    for guardian in [council, mom, freezer] {
        floor.ok(&[ix::pause(&guardian, &floor.at, false, 3)], &[guardian]).await;
        floor.ok(&[ix::unpause(&council, &floor.at, 3)], &[council]).await;
    }
    let warden = floor.world.person("pool warden").await;
    floor.grant(&warden, permission::HALT).await;
    for holder in [floor.beacon, warden] {
        floor.ok(&[ix::pause(&holder, &floor.at, true, 1)], &[holder]).await;
        floor.ok(&[ix::unpause(&council, &floor.at, 3)], &[council]).await;
    }
    let redeemer = floor.world.person("redeemer").await;
    floor.grant(&redeemer, permission::REDEEM).await;
    let without = ix::pause(&redeemer, &floor.at, true, 1);
    floor.refused(&[without], &[redeemer], AmmError::BeamRefused).await;
    let nobody = ix::pause(&floor.bob, &floor.at, false, 1);
    floor.refused(&[nobody], &[floor.bob], AmmError::NotGuardian).await;
    for sides in [0, 4, 7] {
        let invalid = ix::pause(&council, &floor.at, false, sides);
        floor.refused(&[invalid], &[council], AmmError::InvalidSides).await;
    }
}

#[tokio::test]
async fn one_side_is_stopped_without_the_other() {
    let floor = Floor::new().await;
    floor.sell(thousand(100)).await.unwrap();
    let council = floor.roles().council;
    floor.ok(&[ix::pause(&council, &floor.at, false, 2)], &[council]).await;
    floor.sell(thousand(1)).await.unwrap();
    assert_refused(floor.buy(thousand(1)).await, AmmError::SalesHalted);
}

/// A floor whose asset's issuer may move anybody's tokens, as the council has agreed to.
async fn seizable() -> (Floor, Pubkey) {
    let seizer = Pubkey::new_unique();
    let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default())
        .with_extension(MintExtension::PermanentDelegate(seizer));
    let mut setup = Setup { asset, ..Setup::default() };
    setup.args.issuer_powers = 1;
    let mut floor = Floor::governed(setup).await;
    let digest = halo_sdk::amm::instructions::issuer_digest(1);
    let asset = floor.at.asset.mint;
    floor.permit(&asset, digest).await;
    floor.world.wait(86_400).await;
    floor.open().await;
    floor.report(PAR).await;
    floor.provide(&floor.alice, CAPITAL).await.unwrap();
    (floor, seizer)
}

impl Floor {
    /// The issuer takes `amount` out of the pool's vault.
    fn seize(&self, amount: u64) {
        self.trading().lose(&self.world, amount);
    }
}

#[tokio::test]
async fn a_seizure_is_found_latched_and_written_down() {
    let (floor, _) = seizable().await;
    floor.sell(million(4)).await.unwrap();
    let council = floor.roles().council;
    let write_down = ix::write_down(&council, &floor.at);
    floor.refused(from_ref(&write_down), &[council], AmmError::NothingLost).await;
    floor.ok(&[ix::check_pool(&floor.at)], &[]).await;
    assert_eq!(floor.pool().await.breaker.latched, 0);
    floor.seize(million(1));
    // No trade goes on over a hole in the vault, and the check latches it for good.
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::Insolvent).await;
    floor.ok(&[ix::check_pool(&floor.at)], &[]).await;
    assert_eq!(floor.pool().await.breaker.latched, 3);
    let before = floor.view().await;
    let not_council = ix::write_down(&floor.roles().govops, &floor.at);
    floor.refused(&[not_council], &[floor.roles().govops], AmmError::NotCouncil).await;
    floor.ok(&[write_down], &[council]).await;
    let after = floor.view().await;
    assert_eq!((before.inventory, after.inventory), (million(4), million(3)));
    assert_eq!(before.entry_value - after.entry_value, million(1), "it falls on all shares alike");
    assert!(after.cash > 5 * million(1) + ONE, "the cash stays");
    floor.assert_sound().await;
}

#[tokio::test]
async fn an_issuer_that_begins_to_take_fees_stops_the_pool() {
    let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default())
        .with_extension(MintExtension::TransferFee { basis_points: 0, maximum: u64::MAX });
    let floor = Floor::with(Setup { asset, ..Setup::default() }).await;
    floor.sell(thousand(100)).await.unwrap();
    // One basis point from now on, as both the present and the announced fee.
    let mint = floor.at.asset.mint;
    let mut account = floor.world.chain.0.account(&mint).expect("a mint");
    let config = account.data.len() - 108;
    for at in [config + 88, config + 106] {
        account.data[at..at + 2].copy_from_slice(&1_u16.to_le_bytes());
    }
    floor.world.chain.0.set_account(&mint, account).expect("an account");
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], AmmError::MintRefused).await;
    floor.mint(&floor.at.cash, &floor.bob, thousand(1)).await;
    floor.refused(&[floor.buying(exact_in(thousand(1)))], &[floor.bob], AmmError::MintRefused).await;
}
