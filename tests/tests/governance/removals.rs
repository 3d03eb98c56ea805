//! What is taken away is taken away at once, by whoever may, and takes with it what hung on it.

use super::{actions::*, desk::*};
use halo_sdk::{
    addresses,
    configurator::{error::ConfiguratorError, state::Payload},
    facility::error::FacilityError,
    instructions::{
        configurator::{self as gov, Configurer, InitFor},
        facility as facility_ix, pau as pau_ix,
    },
    pau::{error::PauError, state::Controller},
};
use halo_tests::{matrix::accounts::Ledger, world::CADENCE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    /// Unregistering, taking an init back, revoking a cBEAM; of records that are there.
    fn removals(&self, actor: &Pubkey) -> [Instruction; 3] {
        let (scope, pau, payer) = (self.scope_key(), self.pau_key(), self.payer());
        let init = self.spare_key().init(&scope, &pau);
        [
            gov::remove_init(actor, &scope, &init, &payer),
            gov::revoke_cbeam(actor, &scope, &pau, &self.world.roles().govops, &payer),
            gov::unregister_pau(actor, &scope, &pau, &payer),
        ]
    }

    async fn opening_a_book(&self) -> Instruction {
        let book = self.world.facility.book(self.world.next_book_id().await);
        facility_ix::open_book(&self.world.roles().beacon, &self.world.facility, &book, CADENCE, 0)
    }
}

#[tokio::test]
async fn council_and_mom_remove_and_nobody_else() {
    for mom in [false, true] {
        let mut desk = Desk::new().await;
        desk.approve_spare(10, 10).await;
        let roles = desk.world.roles();
        for signer in desk.everybody_but(&[roles.council, roles.mom]) {
            for removal in desk.removals(&signer) {
                desk.world.refused(&[removal], &[signer], ConfiguratorError::NotRemover).await;
            }
        }
        let remover = if mom { roles.mom } else { roles.council };
        for removal in desk.removals(&remover) {
            desk.world.ok(std::slice::from_ref(&removal), &[remover]).await;
            desk.world.refused(&[removal], &[remover], ACCOUNT_NOT_INITIALIZED).await;
        }
    }
}

#[tokio::test]
async fn rent_goes_back_to_who_paid_it() {
    let mut desk = Desk::new().await;
    desk.approve_spare(10, 10).await;
    let (council, thief) = (desk.world.roles().council, key(0x7F));
    let payer = desk.payer();
    for removal in desk.removals(&council) {
        let stolen = with(&removal, &payer, thief);
        desk.world.refused(&[stolen], &[council], ConfiguratorError::WrongRentPayer).await;
    }
}

#[tokio::test]
async fn an_init_that_is_gone_makes_nothing_real() {
    let mut desk = Desk::new().await;
    let (govops, payer, scope) = (desk.world.configurer(), desk.payer(), desk.scope_key());
    let mom = desk.world.roles().mom;
    desk.approve_spare(10, 10).await;
    let init = desk.spare_key().init(&scope, &desk.pau_key());
    desk.world.ok(&[gov::remove_init(&mom, &scope, &init, &payer)], &[mom]).await;
    let add = desk.adding(&govops, InitFor::Pau, 1, 1);
    desk.world.refused(&[add], &[govops.signer], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn what_was_made_real_under_an_init_that_is_gone_can_be_lowered_and_not_raised() {
    let mut desk = Desk::new().await;
    let (govops, payer, scope) = (desk.world.configurer(), desk.payer(), desk.scope_key());
    let mom = desk.world.roles().mom;
    desk.approve_spare(10_000, 10_000).await;
    desk.add_spare(10_000, 10_000).await;
    let init = desk.spare_key().init(&scope, &desk.pau_key());
    desk.world.ok(&[gov::remove_init(&mom, &scope, &init, &payer)], &[mom]).await;
    desk.world.wait(HOP).await;
    desk.spare_refused(10_001, 10_000, ACCOUNT_NOT_INITIALIZED).await;
    let without = desk.lowering(&govops, 10_001, 10_000);
    desk.world.refused(&[without], &[govops.signer], ConfiguratorError::InitRequired).await;
    desk.world.ok(&[desk.lowering(&govops, 5_000, 5_000)], &[govops.signer]).await;
    let back = desk.lowering(&govops, 10_000, 10_000);
    desk.world.refused(&[back], &[govops.signer], ConfiguratorError::InitRequired).await;
}

#[tokio::test]
async fn an_approval_that_was_removed_before_it_was_executed_takes_its_full_time_again() {
    let mut desk = Desk::new().await;
    let (scope, mom, payer) = (desk.scope_key(), desk.world.roles().mom, desk.payer());
    let pau = desk.pau_key();
    let grant = desk.spare_grant(10, 10);
    let number = desk.schedule(Payload::AddInit { pau, grant: grant.clone() }).await;
    desk.world.wait(DELAY).await;
    desk.execute(number).await;
    let init = addresses::init(&scope, &pau, &grant);
    desk.world.ok(&[gov::remove_init(&mom, &scope, &init, &payer)], &[mom]).await;
    desk.not_executed(number, ConfiguratorError::AlreadyExecuted).await;
    desk.approve(vec![Payload::AddInit { pau, grant }]).await;
    desk.add_spare(10, 10).await;
}

/// Revoking a cBEAM and unregistering its PAU dismiss the same people.
async fn dismissed(desk: &mut Desk, removal: Instruction, remover: Pubkey) {
    let sister = desk.sister().await;
    let (roles, facility) = (desk.world.roles(), desk.world.facility);
    let prime = desk.world.prime("Prime X", 25_000_000_000_000).await;
    desk.world.deposit(&prime, 25_000_000_000_000).await.unwrap();
    let book = desk.world.open_book().await;
    desk.world.ok(&[desk.opening_a_book().await], &[roles.beacon]).await;
    let before = Ledger::of(&desk.world.chain.0);
    let epoch = desk.pau().await.epoch;
    desk.world.ok(std::slice::from_ref(&removal), &[remover]).await;

    let pau = desk.pau().await;
    assert_eq!((pau.epoch, pau.relayer_count, pau.freezer), (epoch + 1, 0, Pubkey::default()));
    let source = pau_ix::BookSource {
        pau: facility.pau,
        book: book.book,
        mint: facility.mint,
        token_program: facility.token_program,
    };
    let transfer = pau_ix::transfer(&roles.relayer, &source, &desk.world.endpoint, 1);
    desk.world.refused(&[transfer], &[roles.relayer], PauError::NotRelayer).await;
    let freeze = pau_ix::freeze(&roles.freezer, &facility.pau);
    desk.world.refused(&[freeze], &[roles.freezer], PauError::NotGuardian).await;
    let open = desk.opening_a_book().await;
    desk.world.refused(&[open], &[roles.beacon], FacilityError::BeamWrongEpoch).await;
    // The Prime's money comes back all the same.
    desk.world.withdraw(&prime).await.unwrap();

    // Nothing else has changed; above all nothing of the other PAU.
    let named: Vec<Pubkey> = removal.accounts.iter().map(|meta| meta.pubkey).collect();
    let hers = [sister.pau, sister.configurer.registration(), sister.configurer.cbeam().unwrap()];
    let changed = before.changed_in(&desk.world.chain.0);
    assert!(hers.iter().all(|address| !changed.contains(address) && !named.contains(address)));
    let name = gov::set_relayer(&sister.configurer, &key(1));
    desk.world.ok(&[name], &[sister.configurer.signer]).await;
    let remove = gov::remove_relayer(&sister.configurer.into(), &sister.relayer);
    desk.world.ok(&[remove], &[sister.configurer.signer]).await;
}

#[tokio::test]
async fn revoking_a_cbeam_dismisses_relayers_freezer_and_beacons_in_one_transaction() {
    let mut desk = Desk::new().await;
    let (mom, govops) = (desk.world.roles().mom, desk.world.configurer());
    let [_, revoke, _] = desk.removals(&mom);
    dismissed(&mut desk, revoke, mom).await;
    let name = gov::set_relayer(&govops, &key(1));
    desk.world.refused(&[name], &[govops.signer], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn unregistering_a_pau_dismisses_them_too_and_ends_its_configuration() {
    let mut desk = Desk::new().await;
    let (council, govops) = (desk.world.roles().council, desk.world.configurer());
    let [_, _, unregister] = desk.removals(&council);
    dismissed(&mut desk, unregister, council).await;
    let name = gov::set_relayer(&govops, &key(1));
    desk.world.refused(&[name], &[govops.signer], ACCOUNT_NOT_INITIALIZED).await;
    // The council can stop it all the same.
    desk.freeze().await;
    assert_eq!(desk.pau().await.frozen, 1);
}

#[tokio::test]
async fn a_second_govops_goes_on_and_names_new_people() {
    let mut desk = Desk::new().await;
    let (mom, pau) = (desk.world.roles().mom, desk.pau_key());
    let second = desk.world.keys.add_named("second GovOps");
    desk.approve(vec![Payload::GrantCBeam { pau, govops: second }]).await;
    let [_, revoke, _] = desk.removals(&mom);
    desk.world.ok(&[revoke], &[mom]).await;
    let heir = Configurer::govops(&second, &desk.scope_key(), &pau);
    desk.world.ok(&[gov::set_relayer(&heir, &key(1))], &[second]).await;
    assert_eq!(desk.pau().await.relayers(), [key(1)]);
}

#[tokio::test]
async fn a_record_of_a_pau_that_never_came_under_the_scope_can_be_removed() {
    let mut desk = Desk::new().await;
    let (council, scope, payer) = (desk.world.roles().council, desk.scope_key(), desk.payer());
    let admin = desk.world.keys.add_named("administrator of its own");
    let pau = desk.create_pau("foreign PAU", &admin).await;
    let govops = key(0x60);
    desk.approve(vec![Payload::RegisterPau { pau }, Payload::GrantCBeam { pau, govops }]).await;
    let before = desk.world.chain.0.account(&pau);
    for removal in [
        gov::revoke_cbeam(&council, &scope, &pau, &govops, &payer),
        gov::unregister_pau(&council, &scope, &pau, &payer),
    ] {
        desk.world.ok(&[removal], &[council]).await;
    }
    assert_eq!(desk.world.chain.0.account(&pau), before);
}

#[tokio::test]
async fn a_controller_that_was_removed_draws_nothing() {
    let desk = Desk::new().await;
    let (govops, payer, facility) = (desk.world.configurer(), desk.payer(), desk.world.facility);
    let record: Controller = desk.world.client.fetch(&facility.facility_controller()).await.unwrap();
    assert_eq!(record.signer, facility.facility);
    let remove = gov::remove_controller(&govops.into(), &facility.facility, &payer);
    desk.world.ok(&[remove], &[govops.signer]).await;
    let beacon = desk.world.roles().beacon;
    let open = desk.opening_a_book().await;
    desk.world.refused(&[open], &[beacon], ACCOUNT_NOT_INITIALIZED).await;
    // Its init is still there: the GovOps may make it real again.
    let again = gov::add_controller(&payer, &govops, &facility.facility);
    desk.world.ok(&[again], &[govops.signer]).await;
    let open = desk.opening_a_book().await;
    desk.world.ok(&[open], &[beacon]).await;
}
