//! A transfer with another account in the place of each that it names.

use super::desk::*;
use halo_sdk::{
    addresses::UnitAddresses,
    instructions::{self as ix, nfat::transfer},
    nfat::error::NfatError,
};
use halo_tests::{
    minter::{sealed_unit, Minter},
    world::MATURITY,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

/// A collection of a key that signs in the place of a facility, with an NFAT of X's in it and Y admitted.
struct Other {
    minter: Minter,
    unit: UnitAddresses,
}

impl Other {
    async fn of(desk: &mut Desk) -> Self {
        let signer = desk.world.person("minter").await;
        let minter = Minter::new(desk.roles().payer, signer, &desk.facility);
        let unit = minter.facility.unit(1);
        let book = desk.borrower;
        let steps = [
            minter.initialize_collection("Halo", "https://example.com"),
            minter.open_redeem_vault(book),
            minter.mint(book, desk.x, sealed_unit(1, 1, [1; 32])),
        ];
        for step in steps {
            desk.ok(&[step], &[signer]).await;
        }
        let beacon = desk.roles().beacon;
        let whitelist = halo_sdk::configurator::state::permission::WHITELIST;
        desk.beam(&beacon, &minter.facility.facility, whitelist, MATURITY).await;
        let admit = ix::nfat::admit_receiver(&beacon, &minter.facility, &desk.y, MATURITY);
        desk.ok(&[admit], &[beacon]).await;
        Self { minter, unit }
    }
}

impl Desk {
    /// X's `instruction` with `other` in the place of `address`.
    async fn swapped(
        &self,
        instruction: &Instruction,
        address: &Pubkey,
        other: Pubkey,
        expected: impl Into<u32> + Debug,
    ) {
        let swapped = with_account(instruction.clone(), address, other);
        self.refused(&[swapped], &[self.x], expected).await;
    }
}

#[tokio::test]
async fn every_account_of_a_transfer_is_the_nfats_own() {
    let mut desk = Desk::new().await;
    let other = Other::of(&mut desk).await;
    let own = transfer(&desk.x, &desk.facility, &desk.unit, &desk.y);
    let (facility, there) = (desk.facility, other.minter.facility);
    let (config, collection) = (facility.nfat_config(), facility.collection());

    desk.swapped(&own, &config, there.nfat_config(), NfatError::WrongCollection).await;
    desk.swapped(&own, &collection, there.collection(), NfatError::WrongCollection).await;
    desk.swapped(&own, &desk.unit.nfat, other.unit.nfat, NfatError::WrongConfig).await;
    desk.swapped(&own, &desk.unit.asset, other.unit.asset, NfatError::WrongAsset).await;
    desk.swapped(&own, &mpl_core::ID, hostile::ID, NfatError::WrongCoreProgram).await;
    let theirs = with_account(own.clone(), &config, there.nfat_config());
    desk.swapped(&theirs, &collection, there.collection(), NfatError::WrongConfig).await;
    desk.ok(&[own], &[desk.x]).await;
}

#[tokio::test]
async fn an_admission_is_one_receivers_to_one_facilitys_nfats() {
    let mut desk = Desk::restricted().await;
    let other = Other::of(&mut desk).await;
    let own = transfer(&desk.x, &desk.facility, &desk.unit, &desk.y);
    let entry = |address: &Pubkey| desk.facility.whitelist_entry(address);
    // At its address there is nothing, another program's account is shown, or none.
    let nothing = NfatError::ReceiverNotAdmitted;
    desk.refused(std::slice::from_ref(&own), &[desk.x], nothing).await;
    for other in [desk.facility.facility, desk.unit.asset, halo_sdk::programs::NFAT] {
        desk.swapped(&own, &entry(&desk.y), other, nothing).await;
    }
    desk.swapped(&own, &entry(&desk.y), desk.unit.nfat, DISCRIMINATOR).await;
    desk.swapped(&own, &entry(&desk.y), desk.facility.nfat_config(), DISCRIMINATOR).await;
    desk.admit(&desk.stranger, MATURITY).await.unwrap();
    desk.swapped(&own, &entry(&desk.y), entry(&desk.stranger), NfatError::WrongEntry).await;
    let there = other.minter.facility.whitelist_entry(&desk.y);
    desk.swapped(&own, &entry(&desk.y), there, NfatError::WrongConfig).await;
    desk.admit(&desk.y, MATURITY).await.unwrap();
    desk.ok(&[own], &[desk.x]).await;
}
