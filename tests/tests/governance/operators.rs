//! What a GovOps may do with its PAU, and who may not in its place.

use super::{actions::*, desk::*};
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        state::{Grant, Payload},
    },
    instructions::configurator::{self as gov, Configurer, GuardianBy, InitFor},
    pau::{
        error::PauError,
        state::{Action, ActionSpec, Controller, LimitKind},
    },
};
use solana_pubkey::Pubkey;

#[tokio::test]
async fn govops_does_all_that_it_may() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let govops = desk.world.configurer();
    for act in acts(&mut desk, &govops, &guarded, &prime) {
        desk.act(&govops, &act).await;
    }
}

#[tokio::test]
async fn nobody_does_it_with_the_cbeam_of_another() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let govops = desk.world.configurer();
    let roles = desk.world.roles();
    let abeams = [roles.council, roles.mom, roles.scope_freezer];
    let acts = acts(&mut desk, &govops, &guarded, &prime);
    for signer in desk.everybody_but(&[&abeams[..], &[govops.signer]].concat()) {
        for act in &acts {
            let instruction = signed_by(&act.instruction, &govops.signer, &signer);
            let act = Act { instruction, others: act.others.clone(), ..*act };
            desk.act_refused(&signer, &act, ConfiguratorError::NotAccordant).await;
        }
    }
    // An aBEAM may stop and remove, by other records; it configures as little as anybody.
    for signer in abeams {
        for act in acts.iter().filter(|act| act.adds && act.name != "grant_beam") {
            let instruction = signed_by(&act.instruction, &govops.signer, &signer);
            let act = Act { instruction, others: act.others.clone(), ..*act };
            desk.act_refused(&signer, &act, ConfiguratorError::NotAccordant).await;
        }
    }
}

#[tokio::test]
async fn the_govops_of_another_pau_does_nothing_here() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let sister = desk.sister().await;
    let scope = desk.scope_key();
    let own = desk.world.configurer();
    let stranger = Configurer { signer: sister.configurer.signer, ..own };
    for act in acts(&mut desk, &stranger, &guarded, &prime) {
        // The sister's cBEAM names another PAU; with her registration too, that is another PAU's.
        let hers = sister.configurer.cbeam().unwrap();
        let with_cbeam = with(&act.instruction, &stranger.cbeam().unwrap(), hers);
        let refused = Act { instruction: with_cbeam.clone(), others: act.others.clone(), ..act };
        desk.act_refused(&stranger.signer, &refused, ConfiguratorError::NotAccordant).await;
        let registration = addresses::registration(&scope, &sister.pau);
        let instruction = with(&with_cbeam, &own.registration(), registration);
        let refused = Act { instruction, others: act.others, ..act };
        desk.act_refused(&stranger.signer, &refused, ConfiguratorError::WrongRegistration).await;
    }
}

#[tokio::test]
async fn a_cbeam_is_not_left_out() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let govops = desk.world.roles().govops;
    let without = Configurer::conserver(&govops, &desk.scope_key(), &desk.pau_key());
    for act in acts(&mut desk, &without, &guarded, &prime) {
        desk.act_refused(&govops, &act, ConfiguratorError::NotAccordant).await;
    }
}

#[tokio::test]
async fn a_frozen_pau_is_given_nothing_and_can_still_be_lowered() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let govops = desk.world.configurer();
    let acts = acts(&mut desk, &govops, &guarded, &prime);
    desk.freeze().await;
    for act in acts.iter().filter(|act| act.adds) {
        desk.act_refused(&govops.signer, act, ConfiguratorError::PauFrozen).await;
    }
    desk.unfreeze().await;
    for act in acts.iter().filter(|act| act.adds) {
        desk.act(&govops, act).await;
    }
    desk.freeze().await;
    for act in acts.iter().filter(|act| !act.adds && act.name != "freeze_pau") {
        desk.act(&govops, act).await;
    }
}

#[tokio::test]
async fn a_cbeam_from_before_the_registration_gives_nothing() {
    let (mut desk, guarded, prime) = Desk::ready().await;
    let (govops, payer, scope, pau) =
        (desk.world.configurer(), desk.payer(), desk.scope_key(), desk.pau_key());
    let council = desk.world.roles().council;
    let acts = acts(&mut desk, &govops, &guarded, &prime);
    desk.world.ok(&[gov::unregister_pau(&council, &scope, &pau, &payer)], &[council]).await;
    for act in &acts {
        desk.act_refused(&govops.signer, act, ACCOUNT_NOT_INITIALIZED).await;
    }
    // Its cBEAM is still there and lay still: registering the PAU again does not bring it back to life.
    desk.approve(vec![Payload::RegisterPau { pau }]).await;
    for act in &acts {
        desk.act_refused(&govops.signer, act, ConfiguratorError::CBeamOutdated).await;
    }
    let revoke = gov::revoke_cbeam(&council, &scope, &pau, &govops.signer, &payer);
    desk.world.ok(&[revoke], &[council]).await;
    desk.approve(vec![Payload::GrantCBeam { pau, govops: govops.signer }]).await;
    for act in &acts {
        desk.act(&govops, act).await;
    }
}

#[tokio::test]
async fn one_govops_may_hold_the_cbeams_of_several_paus_and_one_pau_have_several() {
    let mut desk = Desk::new().await;
    let sister = desk.sister().await;
    let (scope, pau) = (desk.scope_key(), desk.pau_key());
    let hers = sister.configurer.signer;
    let refused = gov::set_relayer(&Configurer::govops(&hers, &scope, &pau), &key(1));
    desk.world.refused(std::slice::from_ref(&refused), &[hers], ACCOUNT_NOT_INITIALIZED).await;
    desk.approve(vec![Payload::GrantCBeam { pau, govops: hers }]).await;
    desk.world.ok(&[refused], &[hers]).await;
    let own = desk.world.configurer();
    desk.world.ok(&[gov::set_relayer(&own, &key(2))], &[own.signer]).await;
    desk.world.ok(&[gov::set_relayer(&sister.configurer, &key(1))], &[hers]).await;
    assert!(desk.pau().await.is_relayer(&key(1)) && desk.pau().await.is_relayer(&key(2)));
}

#[tokio::test]
async fn a_controller_is_added_exactly_as_it_was_approved() {
    let mut desk = Desk::new().await;
    let (govops, payer, pau) = (desk.world.configurer(), desk.payer(), desk.pau_key());
    let book = key(0xB1);
    let kinds = LimitKind::Transfer.bit() | LimitKind::Claim.bit();
    let controller = Grant::Controller { signer: drawer(), book, kinds };
    desk.approve_grant(controller).await;
    desk.approve_spare(1, 1).await;
    let add = gov::add_controller(&payer, &govops, &drawer());
    let init = addresses::controller_init(&desk.scope_key(), &pau, &drawer());
    let limit_init = desk.spare_key().init(&desk.scope_key(), &pau);
    let wrong = with(&add, &init, limit_init);
    desk.world.refused(&[wrong], &[govops.signer], ConfiguratorError::WrongInit).await;
    // An init says who draws: another record's address is not its record's.
    let other = with(&add, &addresses::controller(&pau, &drawer()), addresses::controller(&pau, &key(2)));
    desk.world.refused(&[other], &[govops.signer], SEEDS).await;
    desk.world.ok(&[add], &[govops.signer]).await;
    let record = addresses::controller(&pau, &drawer());
    let record: Controller = desk.world.client.fetch(&record).await.unwrap();
    assert_eq!((record.signer, record.book, record.kinds), (drawer(), book, kinds));
}

#[tokio::test]
async fn an_init_for_another_pau_approves_nothing_here() {
    let mut desk = Desk::new().await;
    let sister = desk.sister().await;
    let (govops, payer, scope, pau) =
        (desk.world.configurer(), desk.payer(), desk.scope_key(), desk.pau_key());
    let controller = Grant::Controller { signer: drawer(), book: Pubkey::default(), kinds: LimitKind::ALL };
    let grants = [desk.spare_grant(10, 10), Grant::Action(spare_action()), controller];
    let additions = grants.clone().map(|grant| Payload::AddInit { pau: sister.pau, grant });
    desk.approve(additions.into()).await;
    let attempts = [
        desk.adding(&govops, InitFor::Pau, 10, 10),
        gov::enable_action(&payer, &govops, InitFor::Pau, &spare_action(), &payer),
        gov::add_controller(&payer, &govops, &drawer()),
    ];
    for (grant, attempt) in grants.iter().zip(attempts) {
        let own = addresses::init(&scope, &pau, grant);
        desk.world.refused(std::slice::from_ref(&attempt), &[govops.signer], ACCOUNT_NOT_INITIALIZED).await;
        let borrowed = with(&attempt, &own, addresses::init(&scope, &sister.pau, grant));
        desk.world.refused(&[borrowed], &[govops.signer], ConfiguratorError::WrongInit).await;
    }
}

#[tokio::test]
async fn an_action_is_enabled_from_its_init_and_as_often_unless_it_is_for_one_call() {
    let mut desk = Desk::new().await;
    let (govops, payer, pau) = (desk.world.configurer(), desk.payer(), desk.pau_key());
    let once = ActionSpec { one_shot: true, ..spare_action() };
    let grants = [spare_action(), once.clone()].map(Grant::Action);
    desk.approve(grants.map(|grant| Payload::AddInit { pau, grant }).into()).await;
    for (spec, again) in [(spare_action(), true), (once, false)] {
        let enable = gov::enable_action(&payer, &govops, InitFor::Pau, &spec, &payer);
        desk.world.ok(std::slice::from_ref(&enable), &[govops.signer]).await;
        let action: Action = desk.world.client.fetch(&addresses::action(&pau, &spec)).await.unwrap();
        assert_eq!((action.pau, &action.spec), (pau, &spec));
        let disable = gov::disable_action(&govops.into(), &spec, &payer);
        desk.world.ok(&[disable], &[govops.signer]).await;
        if again {
            desk.world.ok(&[enable], &[govops.signer]).await;
        } else {
            desk.world.refused(&[enable], &[govops.signer], ACCOUNT_NOT_INITIALIZED).await;
        }
    }
}

#[tokio::test]
async fn only_the_govops_freezer_and_relayers_are_those_of_its_pau() {
    let mut desk = Desk::new().await;
    let (govops, roles) = (desk.world.configurer(), desk.world.roles());
    let [freezer, relayer] = ["new freezer", "new relayer"].map(|name| desk.world.keys.add_named(name));
    let named = [gov::set_freezer(&govops, &freezer), gov::set_relayer(&govops, &relayer)];
    desk.world.ok(&named, &[govops.signer]).await;
    let pau = desk.pau().await;
    assert_eq!(pau.freezer, freezer);
    assert!(pau.is_relayer(&relayer) && pau.is_relayer(&roles.relayer));

    // The PAU's own freezer stops it without the configurator; the one before cannot any more.
    let freeze = halo_sdk::instructions::pau::freeze;
    let old = freeze(&roles.freezer, &desk.pau_key());
    desk.world.refused(&[old], &[roles.freezer], PauError::NotGuardian).await;
    desk.world.ok(&[freeze(&freezer, &desk.pau_key())], &[freezer]).await;
    let by_warden = gov::freeze_pau(&desk.world.guardian(&freezer, GuardianBy::ABeam));
    desk.world.refused(&[by_warden], &[freezer], ConfiguratorError::NotGuardian).await;
}
