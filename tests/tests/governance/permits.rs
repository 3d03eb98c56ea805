//! A permit: the council lets another program's account do one named thing once.

use super::{actions::with, desk::*};
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        state::{Grant, Payload},
        RELEASE_VAULT_DIGEST,
    },
    facility::state::Facility,
    halo_math::Buybox,
    instructions::{configurator as gov, facility as facility_ix},
    pau::{error::PauError, state::BookVault},
};
use halo_tests::world::{buybox, million};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Other bounds than the facility has.
fn narrow() -> Buybox {
    Buybox { size_max: million(50), ..buybox() }
}

impl Desk {
    fn permit(&self, target: &Pubkey, digest: [u8; 32]) -> Payload {
        Payload::AddInit { pau: Pubkey::default(), grant: Grant::Permit { target: *target, digest } }
    }

    fn buybox_permit(&self, buybox: &Buybox) -> Payload {
        self.permit(&self.world.facility.facility, facility_ix::buybox_digest(buybox))
    }

    fn changing_buybox(&self, buybox: Buybox) -> Instruction {
        let configurer = self.world.configurer();
        facility_ix::set_buybox(&configurer, &self.world.facility, buybox, &self.payer())
    }
}

#[tokio::test]
async fn a_buybox_changes_on_a_permit_for_exactly_it_and_once() {
    let mut desk = Desk::new().await;
    let govops = desk.world.roles().govops;
    let change = [desk.changing_buybox(narrow())];
    desk.world.refused(&change, &[govops], ACCOUNT_NOT_INITIALIZED).await;
    let permit = desk.buybox_permit(&narrow());
    desk.approve(vec![permit.clone()]).await;

    let other = [desk.changing_buybox(Buybox { size_max: million(60), ..buybox() })];
    desk.world.refused(&other, &[govops], ACCOUNT_NOT_INITIALIZED).await;
    desk.world.ok(&change, &[govops]).await;
    let facility: Facility = desk.world.client.fetch(&desk.world.facility.facility).await.unwrap();
    assert_eq!(facility.buybox, narrow());
    desk.world.refused(&change, &[govops], ACCOUNT_NOT_INITIALIZED).await;
    // A second permit for the same is another wait.
    desk.approve(vec![permit]).await;
    desk.world.ok(&change, &[govops]).await;
}

#[tokio::test]
async fn a_permit_for_another_digest_or_another_target_permits_nothing() {
    let mut desk = Desk::new().await;
    let (govops, scope) = (desk.world.roles().govops, desk.scope_key());
    let digest = facility_ix::buybox_digest(&narrow());
    let facility = desk.world.facility.facility;
    let wrong = [(facility, [7; 32]), (key(0x77), digest)];
    desk.approve(wrong.map(|(target, digest)| desk.permit(&target, digest)).into()).await;
    let change = desk.changing_buybox(narrow());
    let right = addresses::permit(&scope, &facility, &digest);
    for (target, digest) in wrong {
        let borrowed = with(&change, &right, addresses::permit(&scope, &target, &digest));
        desk.world.refused(&[borrowed], &[govops], ConfiguratorError::WrongPermit).await;
    }
    // An init of something else is no permit at all.
    let init = desk.world.facility.prime_init_for(&desk.pau_key());
    let borrowed = with(&change, &right, init);
    desk.world.refused(&[borrowed], &[govops], ConfiguratorError::WrongPermit).await;
}

#[tokio::test]
async fn a_permit_whose_operation_expired_never_comes() {
    let mut desk = Desk::new().await;
    let govops = desk.world.roles().govops;
    let number = desk.schedule(desk.buybox_permit(&narrow())).await;
    desk.world.wait(DELAY + GRACE).await;
    desk.not_executed(number, ConfiguratorError::Expired).await;
    let change = [desk.changing_buybox(narrow())];
    desk.world.refused(&change, &[govops], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn a_permit_can_be_taken_back_before_it_is_used() {
    let mut desk = Desk::new().await;
    let (govops, mom, scope) = (desk.world.roles().govops, desk.world.roles().mom, desk.scope_key());
    desk.approve(vec![desk.buybox_permit(&narrow())]).await;
    let digest = facility_ix::buybox_digest(&narrow());
    let permit = addresses::permit(&scope, &desk.world.facility.facility, &digest);
    let remove = gov::remove_init(&mom, &scope, &permit, &desk.payer());
    desk.world.ok(&[remove], &[mom]).await;
    let change = [desk.changing_buybox(narrow())];
    desk.world.refused(&change, &[govops], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn nobody_uses_up_the_permit_of_another() {
    let mut desk = Desk::new().await;
    let [target, thief] = ["target", "thief"].map(|name| desk.world.keys.add_named(name));
    let (scope, payer) = (desk.scope_key(), desk.payer());
    let digest = [7; 32];
    desk.approve(vec![desk.permit(&target, digest)]).await;
    let own = gov::consume_permit(&target, &scope, digest, &payer);
    let stolen = with(&own, &target, thief);
    desk.world.refused(&[stolen], &[thief], ConfiguratorError::WrongPermit).await;
    let mut unlike = gov::consume_permit(&target, &scope, [8; 32], &payer);
    unlike = with(
        &unlike,
        &addresses::permit(&scope, &target, &[8; 32]),
        addresses::permit(&scope, &target, &digest),
    );
    desk.world.refused(&[unlike], &[target], ConfiguratorError::WrongPermit).await;
    desk.world.ok(std::slice::from_ref(&own), &[target]).await;
    desk.world.refused(&[own], &[target], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn a_guarded_vault_is_released_on_a_permit_for_it_and_once() {
    let mut desk = Desk::new().await;
    let (configurer, payer, scope) = (desk.world.configurer(), desk.payer(), desk.scope_key());
    let (book, other) = (desk.world.open_book().await, desk.world.open_book().await);
    let release = |vault: &Pubkey| gov::release_vault(&configurer, vault, &payer);
    let govops = [configurer.signer];
    desk.world.refused(&[release(&book.vault)], &govops, ACCOUNT_NOT_INITIALIZED).await;
    desk.approve(vec![desk.permit(&other.vault, RELEASE_VAULT_DIGEST), desk.permit(&book.vault, [7; 32])])
        .await;
    let right = addresses::permit(&scope, &book.vault, &RELEASE_VAULT_DIGEST);
    for wrong in [
        addresses::permit(&scope, &other.vault, &RELEASE_VAULT_DIGEST),
        addresses::permit(&scope, &book.vault, &[7; 32]),
    ] {
        let borrowed = with(&release(&book.vault), &right, wrong);
        desk.world.refused(&[borrowed], &govops, ConfiguratorError::WrongPermit).await;
    }
    desk.world.ok(&[release(&other.vault)], &govops).await;
    let vault: BookVault = desk.world.client.fetch(&other.vault).await.unwrap();
    assert_eq!(vault.guarded, 0);
    desk.world.refused(&[release(&other.vault)], &govops, ACCOUNT_NOT_INITIALIZED).await;
    // What is not guarded cannot be released again, with a permit either.
    desk.approve(vec![desk.permit(&other.vault, RELEASE_VAULT_DIGEST)]).await;
    desk.world.refused(&[release(&other.vault)], &govops, PauError::VaultNotGuarded).await;
}
