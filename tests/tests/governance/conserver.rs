//! The conserver in the place of the GovOps of a frozen PAU.

use super::{actions::*, desk::*};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    configurator::{error::ConfiguratorError, state::Payload},
    facility::{
        error::FacilityError,
        instructions::{InitializeFacilityArgs, OpenCollectionArgs},
        state::TermsMode,
    },
    instructions::{
        configurator::{self as gov, BeamAuthority, Configurer},
        facility as facility_ix,
    },
    pau::error::PauError,
};
use halo_tests::world::{buybox, CADENCE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    fn taking_over(&self, signer: &Pubkey) -> Instruction {
        gov::take_over(signer, &self.scope_key(), &self.pau_key())
    }

    fn handing_back(&self, signer: &Pubkey) -> Instruction {
        gov::hand_back(signer, &self.scope_key(), &self.pau_key())
    }

    async fn opening_as(&self, beacon: &Pubkey) -> Instruction {
        let book = self.world.facility.book(self.world.next_book_id().await);
        facility_ix::open_book(beacon, &self.world.facility, &book, CADENCE, 0)
    }
}

#[tokio::test]
async fn only_the_conserver_takes_over_and_only_what_is_frozen() {
    let mut desk = Desk::new().await;
    let conserver = desk.world.roles().conserver;
    let take = desk.taking_over(&conserver);
    desk.world.refused(std::slice::from_ref(&take), &[conserver], ConfiguratorError::PauNotFrozen).await;
    desk.freeze().await;
    for signer in desk.everybody_but(&[conserver]) {
        let by = desk.taking_over(&signer);
        desk.world.refused(&[by], &[signer], ConfiguratorError::NotConserver).await;
    }
    desk.world.ok(std::slice::from_ref(&take), &[conserver]).await;
    desk.world.refused(&[take], &[conserver], ConfiguratorError::Conserved).await;
}

#[tokio::test]
async fn a_pau_that_is_not_registered_is_not_taken_over() {
    let mut desk = Desk::new().await;
    let (council, conserver) = (desk.world.roles().council, desk.world.roles().conserver);
    let sister = desk.sister().await;
    let (scope, pau, payer) = (desk.scope_key(), desk.pau_key(), desk.payer());
    desk.freeze().await;
    desk.world.ok(&[gov::unregister_pau(&council, &scope, &pau, &payer)], &[council]).await;
    let take = desk.taking_over(&conserver);
    desk.world.refused(std::slice::from_ref(&take), &[conserver], ACCOUNT_NOT_INITIALIZED).await;
    let registration = sister.configurer.registration();
    let borrowed = with(&take, &desk.world.configurer().registration(), registration);
    desk.world.refused(&[borrowed], &[conserver], ConfiguratorError::WrongRegistration).await;
}

#[tokio::test]
async fn taking_over_dismisses_relayers_freezer_and_beacons() {
    let desk = Desk::new().await;
    let roles = desk.world.roles();
    desk.take_over().await;
    let pau = desk.pau().await;
    assert_eq!((pau.frozen, pau.epoch, pau.relayer_count, pau.freezer), (1, 1, 0, Pubkey::default()));
    let open = desk.opening_as(&roles.beacon).await;
    desk.world.refused(&[open], &[roles.beacon], FacilityError::BeamWrongEpoch).await;
}

#[tokio::test]
async fn the_conserver_does_all_that_govops_did_while_the_pau_is_frozen() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    desk.take_over().await;
    let conserver = desk.world.conserver();
    for act in acts(&mut desk, &conserver, &guarded, &prime) {
        match act.name {
            "freeze_pau" => desk.act_refused(&conserver.signer, &act, PauError::Frozen).await,
            _ => desk.act(&conserver, &act).await,
        }
    }
}

#[tokio::test]
async fn the_conserver_opens_a_facility_under_the_pau_that_it_has_taken_over() {
    let mut desk = Desk::new().await;
    let (conserver, payer) = (desk.world.conserver(), desk.payer());
    let base = desk.world.keys.add_named("second facility");
    let second = FacilityAddresses { facility: addresses::facility(&base), ..desk.world.facility };
    let args = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Disclosed };
    let initialize = facility_ix::initialize_facility(&payer, &base, &conserver, &second, args);
    let signers = [base, conserver.signer];
    desk.world.refused(std::slice::from_ref(&initialize), &signers, ConfiguratorError::NotConserved).await;
    desk.take_over().await;
    desk.world.ok(&[initialize], &signers).await;
    let args = OpenCollectionArgs { name: "Second".into(), uri: "https://example.com".into() };
    let open = facility_ix::open_collection(&payer, &conserver, &second, args);
    desk.world.ok(&[open], &[conserver.signer]).await;
}

#[tokio::test]
async fn govops_has_no_say_while_the_conserver_is_there() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let govops = desk.world.configurer();
    let acts = acts(&mut desk, &govops, &guarded, &prime);
    desk.take_over().await;
    for frozen in [true, false] {
        for act in &acts {
            desk.act_refused(&govops.signer, act, ConfiguratorError::Conserved).await;
        }
        if frozen {
            desk.unfreeze().await;
        }
    }
}

#[tokio::test]
async fn nobody_poses_as_the_conserver() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    desk.take_over().await;
    let conserver = desk.world.conserver();
    let roles = desk.world.roles();
    let acts = acts(&mut desk, &conserver, &guarded, &prime);
    for signer in desk.everybody_but(&[conserver.signer, roles.council, roles.mom, roles.scope_freezer]) {
        for act in &acts {
            let instruction = signed_by(&act.instruction, &conserver.signer, &signer);
            let act = Act { instruction, others: act.others.clone(), ..*act };
            desk.act_refused(&signer, &act, ConfiguratorError::NotAccordant).await;
        }
    }
}

#[tokio::test]
async fn the_conserver_names_a_beacon_and_a_relayer_and_both_can_act() {
    let mut desk = Desk::new().await;
    let (conserver, facility) = (desk.world.conserver(), desk.world.facility);
    desk.take_over().await;
    let beacon = desk.world.person("conserver's beacon").await;
    let by = BeamAuthority::Configurer(conserver);
    let args = halo_sdk::configurator::instructions::GrantBeamArgs {
        target: facility.facility,
        holder: beacon,
        permissions: halo_sdk::configurator::state::permission::OPERATIONS,
        expires_at: halo_tests::world::MATURITY,
    };
    let relayer = desk.world.keys.add_named("conserver's relayer");
    let name = gov::set_relayer(&conserver, &relayer);
    let grant = gov::grant_beam(&desk.payer(), &by, args);
    desk.world.ok(&[name, grant], &[conserver.signer]).await;
    assert_eq!(desk.pau().await.relayers(), [relayer]);
    desk.world.ok(&[desk.opening_as(&beacon).await], &[beacon]).await;
}

#[tokio::test]
async fn only_the_council_hands_back_and_only_what_was_taken_over() {
    let mut desk = Desk::new().await;
    let council = desk.world.roles().council;
    let back = desk.handing_back(&council);
    desk.world.refused(std::slice::from_ref(&back), &[council], ConfiguratorError::NotConserved).await;
    desk.take_over().await;
    for signer in desk.everybody_but(&[council]) {
        let by = desk.handing_back(&signer);
        desk.world.refused(&[by], &[signer], ConfiguratorError::NotCouncil).await;
    }
    desk.world.ok(std::slice::from_ref(&back), &[council]).await;
    desk.world.refused(&[back], &[council], ConfiguratorError::NotConserved).await;
}

#[tokio::test]
async fn handing_back_ends_the_conserver_and_whom_it_named() {
    let mut desk = Desk::new().await;
    let (conserver, govops, roles) = (desk.world.conserver(), desk.world.configurer(), desk.world.roles());
    desk.take_over().await;
    let relayer = desk.world.keys.add_named("conserver's relayer");
    desk.world.ok(&[gov::set_relayer(&conserver, &relayer)], &[conserver.signer]).await;
    desk.world.ok(&[desk.handing_back(&roles.council)], &[roles.council]).await;
    let pau = desk.pau().await;
    assert_eq!((pau.frozen, pau.epoch, pau.relayer_count), (1, 2, 0));
    // Still frozen: back is not the same as live.
    let name = gov::set_relayer(&govops, &relayer);
    desk.world.refused(std::slice::from_ref(&name), &[govops.signer], ConfiguratorError::PauFrozen).await;
    desk.unfreeze().await;
    let by_conserver = gov::set_relayer(&conserver, &relayer);
    let refused = ConfiguratorError::NotConserved;
    desk.world.refused(&[by_conserver], &[conserver.signer], refused).await;
    desk.world.ok(&[name], &[govops.signer]).await;
    assert_eq!(desk.pau().await.relayers(), [relayer]);
}

#[tokio::test]
async fn a_new_conserver_takes_the_place_of_the_old_one() {
    let mut desk = Desk::new().await;
    let old = desk.world.conserver();
    desk.take_over().await;
    let heir = desk.world.keys.add_named("new conserver");
    let role = halo_sdk::configurator::state::Role::Conserver;
    desk.approve(vec![Payload::SetRole { role, key: heir }]).await;
    let by_old = gov::set_relayer(&old, &key(1));
    desk.world.refused(&[by_old], &[old.signer], ConfiguratorError::NotAccordant).await;
    let new = Configurer::conserver(&heir, &old.scope, &old.pau);
    desk.world.ok(&[gov::set_relayer(&new, &key(1))], &[heir]).await;
}
