//! What is never minted again: what is not burnt, without a permit for exactly this, by nobody else than a GovOps.

use super::desk::*;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        state::{Grant, Payload},
    },
    instructions::{
        self as ix,
        configurator::{Configurer, GuardianBy},
        nfat::{remint, remint_digest, Remint},
    },
    nfat::error::NfatError,
};
use halo_tests::{minter::Minter, refusal::ALREADY_IN_USE, world::half_year};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::fmt::Debug;

impl Desk {
    /// The GovOps' instruction that mints X's unit again for `owner`.
    async fn reminting_for(&self, owner: &Pubkey) -> Instruction {
        let named = self.reminting(&self.unit, owner).await;
        self.remint_with(&named)
    }

    fn remint_with(&self, named: &Remint) -> Instruction {
        remint(&self.roles().payer, &self.configurer(), &self.facility, named)
    }

    async fn not_reminted(&self, instruction: &Instruction, expected: impl Into<u32> + Debug) {
        self.refused(std::slice::from_ref(instruction), &[self.roles().govops], expected).await;
    }
}

#[tokio::test]
async fn what_is_not_burnt_is_not_minted_again() {
    let mut desk = Desk::new().await;
    let (asset, x) = (desk.unit.asset, desk.x);
    // The permit has come, and the owner has not burnt: a second asset would be a second owner.
    desk.world.permit_remint(&asset, &x).await;
    let again = desk.reminting_for(&x).await;
    desk.not_reminted(&again, NfatError::AssetNotBurnt).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.not_reminted(&again, NfatError::AssetNotBurnt).await;
    desk.ok(&[desk.core_burn(&desk.y)], &[desk.y]).await;
    desk.ok(&[again], &[desk.roles().govops]).await;
}

#[tokio::test]
async fn a_redeemed_nfat_is_not_minted_again() {
    let mut desk = Desk::new().await;
    desk.fund_all().await;
    let (asset, x) = (desk.unit.asset, desk.x);
    desk.world.permit_remint(&asset, &x).await;
    let again = desk.reminting_for(&x).await;
    desk.redeems(&x, &desk.unit, PAID).await;
    desk.not_reminted(&again, OWNED_BY_WRONG_PROGRAM).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn a_permit_is_for_one_asset_and_one_owner_and_once() {
    let mut desk = Desk::new().await;
    let (asset, config, scope) = (desk.unit.asset, desk.facility.nfat_config(), desk.facility.scope);
    let (x, y, thief) = (desk.x, desk.y, desk.stranger);
    desk.ok(&[desk.core_burn(&x)], &[x]).await;
    let own = desk.reminting_for(&x).await;
    desk.not_reminted(&own, ACCOUNT_NOT_INITIALIZED).await;

    let right = addresses::permit(&scope, &config, &remint_digest(&asset, &x));
    // For another owner, for another asset, and of another target.
    let wrong = [
        (config, remint_digest(&asset, &y)),
        (config, remint_digest(&desk.unit.nfat, &x)),
        (desk.facility.facility, remint_digest(&asset, &x)),
    ];
    for (target, digest) in wrong {
        let grant = Grant::Permit { target, digest };
        desk.world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
        let borrowed = with_account(own.clone(), &right, addresses::permit(&scope, &target, &digest));
        desk.not_reminted(&borrowed, ConfiguratorError::WrongPermit).await;
    }
    desk.world.permit_remint(&asset, &x).await;
    let stolen = with_account(own.clone(), &x, thief);
    desk.not_reminted(&stolen, ConfiguratorError::WrongPermit).await;

    desk.ok(std::slice::from_ref(&own), &[desk.roles().govops]).await;
    // Neither again nor, with the permit for another owner, a second time.
    desk.not_reminted(&own, OWNED_BY_WRONG_PROGRAM).await;
    let second = with_account(own, &right, addresses::permit(&scope, &config, &wrong[0].1));
    desk.not_reminted(&with_account(second, &x, y), OWNED_BY_WRONG_PROGRAM).await;
}

#[tokio::test]
async fn only_a_govops_mints_again() {
    let mut desk = Desk::new().await;
    let x = desk.x;
    desk.burnt(&x).await;
    let own = desk.reminting_for(&x).await;
    let roles = desk.roles();
    for nobody in [roles.beacon, roles.council, roles.mom, roles.conserver, roles.relayer, desk.x] {
        let signed = with_account(own.clone(), &roles.govops, nobody);
        desk.refused(&[signed], &[nobody], ConfiguratorError::NotAccordant).await;
    }
    // The conserver before it has taken over, and anybody in its place.
    for (nobody, expected) in
        [(roles.conserver, ConfiguratorError::NotConserved), (desk.stranger, ConfiguratorError::NotAccordant)]
    {
        let by = Configurer::conserver(&nobody, &desk.facility.scope, &desk.facility.pau);
        let named = desk.reminting(&desk.unit, &x).await;
        let signed = remint(&roles.payer, &by, &desk.facility, &named);
        desk.refused(&[signed], &[nobody], expected).await;
    }
    let mut unsigned = own.clone();
    unsigned.accounts[1].is_signer = false;
    desk.refused(&[unsigned], &[], NOT_SIGNED).await;

    let freeze = ix::configurator::freeze_pau(&desk.guardian(&roles.mom, GuardianBy::ABeam));
    desk.ok(&[freeze], &[roles.mom]).await;
    desk.not_reminted(&own, ConfiguratorError::PauFrozen).await;
    let (scope, pau) = (desk.facility.scope, desk.facility.pau);
    let thaw = ix::configurator::unfreeze_pau(&roles.council, &scope, &pau);
    desk.ok(&[thaw], &[roles.council]).await;
    desk.ok(&[own], &[roles.govops]).await;
}

#[tokio::test]
async fn every_account_of_a_replacement_is_the_nfats_own() {
    let mut desk = Desk::new().await;
    let (x, payer) = (desk.x, desk.roles().payer);
    let other = desk.world.prime("Prime Y", PRINCIPAL).await;
    desk.deposit(&other, PRINCIPAL).await.unwrap();
    let (_, twin) = desk.deal(&other, half_year(PRINCIPAL)).await;
    let other_pau = desk.world.open_another_pau().await;
    let signer = desk.world.person("minter").await;
    let minter = Minter::new(payer, signer, &desk.facility);
    desk.ok(&[minter.initialize_collection("Halo", "https://example.com")], &[signer]).await;
    desk.burnt(&x).await;

    let own = desk.reminting_for(&x).await;
    let facility = desk.facility;
    let (config, collection) = (facility.nfat_config(), facility.collection());
    let there = minter.facility.nfat_config();
    let again = addresses::UnitAddresses::of(addresses::reissued_asset(&desk.unit.asset));
    let twins = addresses::UnitAddresses::of(addresses::reissued_asset(&twin.asset));
    let swapped = |address: &Pubkey, other| with_account(own.clone(), address, other);
    let registration = addresses::registration(&facility.scope, &other_pau);

    let wrong = ConfiguratorError::WrongRegistration;
    desk.not_reminted(&swapped(&facility.registration(), registration), wrong).await;
    desk.not_reminted(&swapped(&facility.pau, other_pau), NfatError::WrongPau).await;
    desk.not_reminted(&swapped(&config, there), NfatError::WrongCollection).await;
    desk.not_reminted(&swapped(&collection, minter.facility.collection()), NfatError::WrongCollection).await;
    let elsewhere = with_account(swapped(&config, there), &collection, minter.facility.collection());
    desk.not_reminted(&elsewhere, NfatError::WrongConfig).await;
    desk.not_reminted(&swapped(&desk.unit.nfat, twin.nfat), NfatError::WrongAsset).await;
    // A burnt asset that is not this record's.
    desk.not_reminted(&swapped(&desk.unit.asset, twin.asset), NfatError::WrongAsset).await;
    desk.not_reminted(&swapped(&again.asset, twins.asset), SEEDS).await;
    desk.not_reminted(&swapped(&again.nfat, twins.nfat), SEEDS).await;
    desk.not_reminted(&swapped(&mpl_core::ID, hostile::ID), NfatError::WrongCoreProgram).await;
    let named = desk.reminting(&desk.unit, &x).await;
    let stolen = desk.remint_with(&Remint { rent_payer: signer, ..named });
    desk.not_reminted(&stolen, NfatError::WrongRentPayer).await;
    let stolen = desk.remint_with(&Remint { permit_rent_payer: signer, ..named });
    desk.not_reminted(&stolen, ConfiguratorError::WrongRentPayer).await;
    desk.ok(&[own], &[desk.roles().govops]).await;
}

#[tokio::test]
async fn a_scope_of_ones_own_mints_nothing_again() {
    let mut desk = Desk::new().await;
    let x = desk.x;
    desk.burnt(&x).await;
    let (payer, base) = (desk.roles().payer, desk.world.keys.add_named("stranger's scope"));
    let stranger = desk.stranger;
    let roles = halo_sdk::configurator::instructions::InitializeScopeArgs {
        mom: stranger,
        freezer: stranger,
        conserver: stranger,
    };
    let open = ix::configurator::initialize_scope(&payer, &base, &stranger, roles);
    desk.ok(&[open], &[base, stranger]).await;
    let own = desk.reminting_for(&x).await;
    let borrowed = with_account(own, &desk.facility.scope, addresses::scope(&base));
    desk.not_reminted(&borrowed, NfatError::WrongScope).await;
}

#[tokio::test]
async fn an_address_where_an_asset_was_is_never_used_twice() {
    let mut desk = Desk::new().await;
    let x = desk.x;
    desk.burnt(&x).await;
    let again = desk.remint(&desk.unit, &x).await.unwrap();
    desk.ok(&[desk.core_burn_of(&again.asset, &x)], &[x]).await;
    // The record is of the new asset now: nothing leads back to the first.
    let asset = desk.unit.asset;
    desk.world.permit_remint(&asset, &x).await;
    let named = desk.reminting(&again, &x).await;
    let back = desk.remint_with(&Remint { burnt_asset: asset, ..named });
    let back = with_account(back, &desk.unit.nfat, again.nfat);
    // Its address for the record that is to be made is the one that exists already.
    desk.not_reminted(&back, ALREADY_IN_USE).await;
}
