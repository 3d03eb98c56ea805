//! What an owner, or somebody to whom it gave a right, does to the asset in a wallet or a marketplace while the mode is off:
//! the money goes to whoever owns the asset, once.

use super::{
    core_calls::{burn_right, freeze, transfer_right},
    desk::*,
};
use halo_sdk::{instructions as ix, nfat::error::NfatError};
use halo_tests::{
    minter::{sealed_unit, Minter},
    world::{payment, MATURITY, ONE},
};
use hostile::wallet_instruction;
use mpl_core::types::{Attributes, Plugin, PluginType};

/// Everything that an owner is paid, with an asset that is frozen.
async fn is_paid_while_frozen(desk: &Desk) {
    desk.fund_part(ONE, 3).await;
    desk.claim_interest(&desk.x, &desk.book, &desk.unit, 3).await.unwrap();
    desk.spend(&desk.x, &desk.book, &desk.unit, ONE).await.unwrap();
    desk.fund_part(PRINCIPAL - ONE, INTEREST - 3).await;
    desk.refused(&[desk.core_burn(&desk.x)], &[desk.x], FROZEN).await;
    desk.redeems(&desk.x, &desk.unit, PAID - ONE - 3).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn an_owner_that_freezes_its_nfat_is_paid() {
    let desk = Desk::new().await;
    desk.bind(freeze(true), None).await;
    is_paid_while_frozen(&desk).await;
}

#[tokio::test]
async fn an_owner_whose_nfat_another_has_frozen_is_paid() {
    let desk = Desk::new().await;
    desk.bind(freeze(true), Some(desk.stranger)).await;
    is_paid_while_frozen(&desk).await;
}

#[tokio::test]
async fn a_marketplace_that_takes_the_nfat_is_paid_in_its_owners_place() {
    let desk = Desk::new().await;
    desk.bind(transfer_right(), Some(desk.stranger)).await;
    desk.fund_all().await;
    // The right to transfer is no right to be paid.
    let early = desk.redeem(&desk.stranger, &desk.book, &desk.unit, 0);
    desk.declines(early, NfatError::NotHolder).await;
    desk.ok(&[desk.core_transfer(&desk.stranger, &desk.y)], &[desk.stranger]).await;
    for former in [desk.x, desk.stranger] {
        desk.declines(desk.redeem(&former, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
    }
    desk.redeems(&desk.y, &desk.unit, PAID).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn the_rights_given_to_a_stranger_are_no_rights_in_the_suite() {
    let desk = Desk::new().await;
    for plugin in [freeze(false), transfer_right(), burn_right()] {
        desk.bind(plugin, Some(desk.stranger)).await;
    }
    desk.fund_all().await;
    let (thief, no) = (desk.stranger, NfatError::NotHolder);
    desk.declines(desk.transfer(&thief, &desk.unit, &thief), no).await;
    desk.declines(desk.spend(&thief, &desk.book, &desk.unit, 0), no).await;
    desk.declines(desk.claim_interest(&thief, &desk.book, &desk.unit, 0), no).await;
    desk.declines(desk.redeem(&thief, &desk.book, &desk.unit, 0), no).await;
    desk.redeems(&desk.x, &desk.unit, PAID).await;
}

#[tokio::test]
async fn an_owner_removes_what_it_has_added_and_nothing_else() {
    let desk = Desk::new().await;
    desk.bind(freeze(true), None).await;
    let x = [desk.x];
    desk.refused(&[desk.core_remove(&desk.x, PluginType::FreezeDelegate)], &x, FROZEN).await;
    desk.ok(&[desk.core_update(&desk.x, freeze(false))], &x).await;
    desk.ok(&[desk.core_remove(&desk.x, PluginType::FreezeDelegate)], &x).await;

    desk.refused(&[desk.core_remove(&desk.x, PluginType::Attributes)], &x, NO_SAY).await;
    let forged = Plugin::Attributes(Attributes { attribute_list: vec![] });
    desk.refused(&[desk.core_update(&desk.x, forged)], &x, NO_SAY).await;
    let missing = mpl_core::errors::MplCoreError::PluginNotFound as u32;
    for kind in [
        PluginType::PermanentFreezeDelegate,
        PluginType::PermanentTransferDelegate,
        PluginType::PermanentBurnDelegate,
    ] {
        desk.refused(&[desk.core_remove(&desk.x, kind)], &x, missing).await;
    }
    desk.fund_all().await;
    desk.redeems(&desk.x, &desk.unit, PAID).await;
}

#[tokio::test]
async fn a_program_holds_an_nfat_is_paid_for_it_and_gives_it_back() {
    for enabled in [false, true] {
        let desk = Desk::new().await;
        let (wallet, _) = hostile::wallet();
        desk.world.chain.0.airdrop(&wallet, 1_000_000_000).unwrap();
        for address in [wallet, desk.y] {
            desk.admit(&address, MATURITY).await.unwrap();
        }
        if enabled {
            desk.set_whitelist_mode(true).await.unwrap();
        }
        desk.transfer(&desk.x, &desk.unit, &wallet).await.unwrap();
        desk.fund_part(ONE, 3).await;
        let payout = ix::nfat::Payout {
            holder: wallet,
            destination: desk.facility.token_account(&wallet),
            asset: desk.unit.asset,
            min_payout: 3,
        };
        let collect = ix::nfat::claim_interest(&desk.facility, &desk.book, &payout);
        desk.ok(&[wallet_instruction(collect)], &[]).await;
        assert_eq!(desk.balance(&wallet).await, 3);
        desk.declines(desk.transfer(&desk.x, &desk.unit, &desk.y), NfatError::NotHolder).await;

        let back = ix::nfat::transfer(&wallet, &desk.facility, &desk.unit, &desk.y);
        desk.ok(&[wallet_instruction(back)], &[]).await;
        assert_eq!(desk.owner_of(&desk.unit).await, desk.y);
        desk.fund_part(PRINCIPAL - ONE, INTEREST - 3).await;
        desk.redeems(&desk.y, &desk.unit, PAID - 3).await;
        desk.assert_settled().await;
    }
}

#[tokio::test]
async fn a_program_that_was_sent_an_nfat_by_a_wallet_redeems_it() {
    let desk = Desk::new().await;
    let (wallet, _) = hostile::wallet();
    desk.world.chain.0.airdrop(&wallet, 1_000_000_000).unwrap();
    desk.ok(&[desk.core_transfer(&desk.x, &wallet)], &[desk.x]).await;
    desk.fund_all().await;
    let redeem = desk.redeeming(&wallet, &desk.unit, &desk.roles().beacon);
    desk.ok(&[wallet_instruction(redeem)], &[]).await;
    assert_eq!(desk.balance(&wallet).await, PAID);
    desk.assert_settled().await;
}

/// Lost to an address for which nobody signs: its money stays its own, and no other unit and no other Book feels it.
#[tokio::test]
async fn an_nfat_sent_to_an_address_of_nobodys_keeps_its_money() {
    for lost in [0, 1, 2] {
        let desk = Desk::new().await;
        let config = desk.facility.nfat_config();
        let nobody = [desk.facility.collection(), desk.book.redeem_vault, config][lost];
        desk.fund_all().await;
        desk.ok(&[desk.core_transfer(&desk.x, &nobody)], &[desk.x]).await;
        for thief in [desk.x, desk.stranger, desk.roles().beacon] {
            desk.declines(desk.spend(&thief, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
            let redeem = desk.redeeming(&thief, &desk.unit, &desk.roles().beacon);
            desk.refused(&[redeem], &[thief], NfatError::NotHolder).await;
        }
        assert_eq!(desk.credited(&desk.unit).await, payment(PRINCIPAL, INTEREST));
        assert_eq!(desk.redeem_vault(&desk.book).await.owed, PAID);
    }
}

/// An asset of a collection that says it is of this one's: made by anybody, with the same name.
#[tokio::test]
async fn an_nfat_of_another_collection_opens_no_vault_of_this_one() {
    let mut desk = Desk::new().await;
    let signer = desk.world.person("minter").await;
    let minter = Minter::new(desk.roles().payer, signer, &desk.facility);
    let steps = [
        minter.initialize_collection("Halo 123 senior secured", "https://example.com/halo-123.json"),
        minter.open_redeem_vault(desk.book.book),
        minter.mint(desk.book.book, desk.stranger, sealed_unit(PRINCIPAL, PAID, [1; 32])),
    ];
    for step in steps {
        desk.ok(&[step], &[signer]).await;
    }
    desk.fund_all().await;
    let forged = minter.facility.unit(1);
    let (thief, beacon) = (desk.stranger, desk.roles().beacon);
    let redeem = desk.redeeming(&thief, &desk.unit, &beacon);
    let redeem = with_account(redeem, &desk.unit.asset, forged.asset);
    desk.refused(std::slice::from_ref(&redeem), &[thief], NfatError::WrongAsset).await;
    let redeem = with_account(redeem, &desk.unit.nfat, forged.nfat);
    desk.refused(&[redeem], &[thief], NfatError::WrongConfig).await;
}
