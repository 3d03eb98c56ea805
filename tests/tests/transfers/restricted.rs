//! The whitelist mode: what it stops, what it must not stop, and switching it while NFATs are outstanding.

use super::{
    core_calls::{burn_right, freeze, transfer_right},
    desk::*,
};
use halo_sdk::{instructions::nfat::transfer, nfat::error::NfatError, programs};
use halo_tests::world::{half_year, payment, DAY, MATURITY, ONE};
use mpl_core::{types::PluginType, Collection};
use solana_pubkey::Pubkey;

impl Desk {
    /// Whether Metaplex Core says that the collection is frozen.
    fn frozen(&self) -> bool {
        let account = self.world.chain.0.account(&self.facility.collection()).unwrap();
        let plugins = Collection::deserialize(&account.data).unwrap().plugin_list;
        plugins.permanent_freeze_delegate.unwrap().permanent_freeze_delegate.frozen
    }

    async fn admit_all(&self, addresses: &[Pubkey]) {
        for address in addresses {
            self.admit(address, MATURITY + DAY).await.unwrap();
        }
    }
}

#[tokio::test]
async fn no_wallet_and_no_marketplace_moves_a_restricted_nfat() {
    let desk = Desk::new().await;
    // A listing from before the mode was switched on, and one from after.
    desk.bind(transfer_right(), Some(desk.stranger)).await;
    desk.set_whitelist_mode(true).await.unwrap();
    desk.bind(burn_right(), Some(desk.stranger)).await;
    desk.admit_all(&[desk.y]).await;
    for signer in [desk.x, desk.stranger] {
        // To somebody who is admitted, too: only the program knows who is.
        for to in [desk.y, desk.stranger] {
            desk.refused(&[desk.core_transfer(&signer, &to)], &[signer], FROZEN).await;
        }
        desk.refused(&[desk.core_burn(&signer)], &[signer], FROZEN).await;
    }
    for kind in [PluginType::TransferDelegate, PluginType::BurnDelegate] {
        desk.refused(&[desk.core_remove(&desk.x, kind)], &[desk.x], FROZEN).await;
    }
    assert_eq!(desk.owner_of(&desk.unit).await, desk.x);
}

#[tokio::test]
async fn every_payment_goes_on_with_nobody_admitted() {
    let desk = Desk::restricted().await;
    desk.fund_part(ONE, 3).await;
    desk.claim_interest(&desk.x, &desk.book, &desk.unit, 3).await.unwrap();
    desk.spend(&desk.x, &desk.book, &desk.unit, ONE).await.unwrap();
    desk.fund_part(PRINCIPAL - ONE, INTEREST - 3).await;
    desk.redeems(&desk.x, &desk.unit, PAID - ONE - 3).await;
    assert_eq!(desk.balance(&desk.x).await, PAID);
    desk.assert_settled().await;
}

#[tokio::test]
async fn a_removed_address_receives_nothing_more_and_loses_nothing() {
    let desk = Desk::restricted().await;
    desk.admit_all(&[desk.x, desk.y]).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.stop_admitting(&desk.y).await.unwrap();

    desk.fund_part(ONE, 3).await;
    desk.claim_interest(&desk.y, &desk.book, &desk.unit, 3).await.unwrap();
    desk.spend(&desk.y, &desk.book, &desk.unit, ONE).await.unwrap();
    // It gives the NFAT to whoever is admitted, and does not get it back.
    desk.transfer(&desk.y, &desk.unit, &desk.x).await.unwrap();
    let back = desk.transfer(&desk.x, &desk.unit, &desk.y);
    desk.declines(back, NfatError::ReceiverNotAdmitted).await;
}

#[tokio::test]
async fn a_removed_address_redeems() {
    let desk = Desk::restricted().await;
    desk.admit_all(&[desk.y]).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.stop_admitting(&desk.y).await.unwrap();
    desk.fund_all().await;
    desk.redeems(&desk.y, &desk.unit, PAID).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn an_expired_address_redeems() {
    let mut desk = Desk::restricted().await;
    let now = desk.now().await;
    desk.admit(&desk.y, now + 1).await.unwrap();
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.world.wait(DAY).await;
    desk.fund_all().await;
    desk.redeems(&desk.y, &desk.unit, PAID).await;
}

#[tokio::test]
async fn the_mode_is_switched_both_ways_with_nfats_outstanding() {
    let desk = Desk::new().await;
    desk.fund_all().await;
    assert!(!desk.frozen());
    desk.ok(&[desk.core_transfer(&desk.x, &desk.y)], &[desk.x]).await;

    desk.set_whitelist_mode(true).await.unwrap();
    assert!(desk.frozen());
    desk.refused(&[desk.core_transfer(&desk.y, &desk.x)], &[desk.y], FROZEN).await;
    desk.declines(desk.transfer(&desk.y, &desk.unit, &desk.x), NfatError::ReceiverNotAdmitted).await;
    desk.admit_all(&[desk.x]).await;
    desk.transfer(&desk.y, &desk.unit, &desk.x).await.unwrap();

    desk.set_whitelist_mode(false).await.unwrap();
    assert!(!desk.frozen());
    desk.ok(&[desk.core_transfer(&desk.x, &desk.stranger)], &[desk.x]).await;
    desk.transfer(&desk.stranger, &desk.unit, &desk.y).await.unwrap();
    // Off, nobody looks at the entry: it is another's, or none.
    let own = |from: &Pubkey, to: &Pubkey| transfer(from, &desk.facility, &desk.unit, to);
    let entry = |address: &Pubkey| desk.facility.whitelist_entry(address);
    let shown = with_account(own(&desk.y, &desk.stranger), &entry(&desk.stranger), entry(&desk.x));
    desk.ok(&[shown], &[desk.y]).await;
    let none = with_account(own(&desk.stranger, &desk.y), &entry(&desk.y), programs::NFAT);
    desk.ok(&[none], &[desk.stranger]).await;
    desk.redeems(&desk.y, &desk.unit, PAID).await;
}

#[tokio::test]
async fn the_mode_that_is_there_is_not_set_again() {
    let desk = Desk::new().await;
    let unchanged = NfatError::WhitelistModeUnchanged;
    desk.declines(desk.set_whitelist_mode(false), unchanged).await;
    desk.set_whitelist_mode(true).await.unwrap();
    desk.declines(desk.set_whitelist_mode(true), unchanged).await;
    desk.set_whitelist_mode(false).await.unwrap();
    desk.declines(desk.set_whitelist_mode(false), unchanged).await;
}

#[tokio::test]
async fn a_claim_mints_to_its_prime_in_whitelist_mode() {
    let mut desk = Desk::restricted().await;
    let prime = desk.world.prime("Prime Y", PRINCIPAL).await;
    desk.deposit(&prime, PRINCIPAL).await.unwrap();
    let (book, unit) = desk.deal(&prime, half_year(PRINCIPAL)).await;
    assert_eq!(desk.owner_of(&unit).await, prime);
    desk.declines(desk.transfer(&prime, &unit, &desk.x), NfatError::ReceiverNotAdmitted).await;
    desk.run_book(&book, PRINCIPAL, PAID).await;
    desk.world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    desk.world.redeem(&prime, &book, &unit, PAID).await.unwrap();
}

/// The permanent delegate stands above a freeze that the owner has put on its own asset: with the owner's signature and an
/// admitted receiver the asset moves.
#[tokio::test]
async fn an_owners_own_freeze_does_not_stop_its_transfer_in_whitelist_mode() {
    let desk = Desk::restricted().await;
    desk.bind(freeze(true), None).await;
    desk.admit_all(&[desk.y]).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.fund_all().await;
    desk.redeems(&desk.y, &desk.unit, PAID).await;
}
