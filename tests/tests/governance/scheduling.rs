//! What may be scheduled at all, what becomes of it, and what a change of the configuration does.

use super::desk::*;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        state::{Grant, Payload, Role},
        DELAY_BOUNDS, HOP_BOUNDS, MAX_CHANGE_BOUNDS,
    },
    instructions::configurator as gov,
    pau::{
        error::PauError,
        state::{ActionSpec, LimitKind},
    },
};
use solana_pubkey::Pubkey;

/// Does nothing: an action that may be approved.
fn action(one_shot: bool) -> ActionSpec {
    ActionSpec { program: key(0xB0), accounts: Vec::new(), data_prefix: vec![1], one_shot }
}

fn controller(kinds: u16) -> Grant {
    Grant::Controller { signer: key(5), book: Pubkey::default(), kinds }
}

async fn never_scheduled(desk: &Desk, payload: Payload, expected: impl Into<u32> + std::fmt::Debug) {
    let schedule = desk.scheduling(payload, 0).await;
    desk.world.refused(&[schedule], &[desk.world.roles().council], expected).await;
}

#[tokio::test]
async fn nobody_is_not_given_anything() {
    let desk = Desk::new().await;
    let nobody = Pubkey::default();
    let mut payloads = vec![
        Payload::RegisterPau { pau: nobody },
        Payload::GrantCBeam { pau: nobody, govops: key(1) },
        Payload::GrantCBeam { pau: key(1), govops: nobody },
    ];
    payloads.extend(Role::ALL.map(|role| Payload::SetRole { role, key: nobody }));
    for payload in payloads {
        never_scheduled(&desk, payload, ConfiguratorError::DefaultKey).await;
    }
}

#[tokio::test]
async fn parameters_keep_within_their_bounds() {
    let mut desk = Desk::new().await;
    let (delays, hops, steps) = (DELAY_BOUNDS, HOP_BOUNDS, MAX_CHANGE_BOUNDS);
    let parameters = |delay, hop, max_change_bps| Payload::SetParameters { delay, hop, max_change_bps };
    for outside in [
        parameters(delays.0 - 1, hops.0, steps.0),
        parameters(delays.1 + 1, hops.0, steps.0),
        parameters(delays.0, hops.0 - 1, steps.0),
        parameters(delays.0, hops.1 + 1, steps.0),
        parameters(delays.0, hops.0, steps.0 - 1),
        parameters(delays.0, hops.0, steps.1 + 1),
        parameters(0, 0, 0),
        parameters(i64::MIN, i64::MAX, u16::MAX),
    ] {
        never_scheduled(&desk, outside, ConfiguratorError::InvalidParameters).await;
    }
    for (delay, hop, bps) in [(delays.0, hops.1, steps.0), (delays.1, hops.0, steps.1)] {
        desk.approve(vec![parameters(delay, hop, bps)]).await;
        let scope = desk.world.scope().await;
        assert_eq!((scope.delay, scope.hop, scope.max_change_bps), (delay, hop, bps));
    }
}

#[tokio::test]
async fn a_new_delay_holds_for_what_is_scheduled_under_it() {
    let mut desk = Desk::new().await;
    let day = DELAY_BOUNDS.0;
    desk.approve(vec![Payload::SetParameters { delay: day, hop: HOP, max_change_bps: 2_500 }]).await;
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(day - 1).await;
    desk.not_executed(number, ConfiguratorError::NotDue).await;
    desk.world.wait(1).await;
    desk.execute(number).await;
}

#[tokio::test]
async fn what_could_never_be_used_is_not_waited_for() {
    let desk = Desk::new().await;
    let (pau, every) = (desk.pau_key(), Pubkey::default());
    let permit = Grant::Permit { target: key(6), digest: [7; 32] };
    for (pau, grant) in [
        (every, Grant::Action(action(true))),
        (every, controller(LimitKind::Transfer.bit())),
        (pau, controller(0)),
        (pau, controller(LimitKind::ALL + 1)),
        (pau, permit),
    ] {
        never_scheduled(&desk, Payload::AddInit { pau, grant }, ConfiguratorError::InvalidGrant).await;
    }
    let mut endless = action(false);
    endless.data_prefix = Vec::new();
    let grant = Grant::Action(endless);
    never_scheduled(&desk, Payload::AddInit { pau, grant }, PauError::InvalidDataPrefix).await;
    let mut own = action(false);
    own.program = halo_sdk::programs::CONFIGURATOR;
    let grant = Grant::Action(own);
    never_scheduled(&desk, Payload::AddInit { pau, grant }, PauError::ProgramForbidden).await;
}

#[tokio::test]
async fn a_new_holder_of_a_role_has_it_and_the_old_one_has_not() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    let heirs = ["new council", "new mom", "new freezer"].map(|name| desk.world.keys.add_named(name));

    desk.approve(vec![Payload::SetRole { role: Role::Mom, key: heirs[1] }]).await;
    let number = desk.schedule(harmless(1)).await;
    let cancel = gov::cancel(&roles.mom, &scope, number);
    desk.world.refused(&[cancel], &[roles.mom], ConfiguratorError::NotRemover).await;
    desk.world.ok(&[gov::cancel(&heirs[1], &scope, number)], &[heirs[1]]).await;

    desk.approve(vec![Payload::SetRole { role: Role::Freezer, key: heirs[2] }]).await;
    let old = gov::pause(&roles.scope_freezer, &scope);
    desk.world.refused(&[old], &[roles.scope_freezer], ConfiguratorError::NotABeam).await;
    desk.world.ok(&[gov::pause(&heirs[2], &scope)], &[heirs[2]]).await;
    let version = desk.world.scope().await.config_version;
    desk.world.ok(&[gov::resume(&roles.council, &scope, version)], &[roles.council]).await;

    desk.approve(vec![Payload::SetRole { role: Role::Council, key: heirs[0] }]).await;
    let old = desk.scheduling(harmless(2), 0).await;
    desk.world.refused(&[old], &[roles.council], ConfiguratorError::NotCouncil).await;
    let state = desk.world.scope().await;
    let args = halo_sdk::configurator::instructions::ScheduleArgs {
        payload: harmless(2),
        predecessor: 0,
        config_version: state.config_version,
    };
    let new = gov::schedule(&roles.payer, &heirs[0], &scope, state.operation_count + 1, args);
    desk.world.ok(&[new], &[heirs[0]]).await;
}

#[tokio::test]
async fn only_who_paid_for_an_operation_closes_it_and_only_when_it_is_over() {
    let mut desk = Desk::new().await;
    let (payer, mom, scope) = (desk.payer(), desk.world.roles().mom, desk.scope_key());
    let numbers = [1, 2, 3];
    let mut operations = Vec::new();
    for number in numbers {
        operations.push(desk.schedule(harmless(number)).await);
    }
    let close = |number| [gov::close_operation(&payer, &scope, number)];
    let [executed, cancelled, expired] = operations.try_into().unwrap();

    let thief = desk.world.person("stranger").await;
    let stolen = gov::close_operation(&thief, &scope, executed);
    desk.world.refused(&[stolen], &[thief], ConfiguratorError::WrongRentPayer).await;
    desk.world.refused(&close(executed), &[], ConfiguratorError::StillPending).await;
    desk.world.ok(&[gov::cancel(&mom, &scope, cancelled)], &[mom]).await;
    desk.world.ok(&close(cancelled), &[]).await;

    desk.world.wait(DELAY).await;
    desk.execute(executed).await;
    let account = addresses::operation(&scope, executed);
    let rent = desk.world.chain.0.account(&account).unwrap().lamports;
    let held = |desk: &Desk| desk.world.chain.0.account(&payer).unwrap().lamports;
    let before = held(&desk);
    desk.world.ok(&close(executed), &[]).await;
    let fees = before + rent - held(&desk);
    assert!(fees < 100_000, "the rent of {rent} came back but for {fees}");

    desk.world.wait(GRACE - 1).await;
    desk.world.refused(&close(expired), &[], ConfiguratorError::StillPending).await;
    desk.world.wait(1).await;
    desk.world.ok(&close(expired), &[]).await;
}

#[tokio::test]
async fn what_a_new_configuration_has_made_void_can_be_closed() {
    let mut desk = Desk::new().await;
    let change = desk.schedule(Payload::SetRole { role: Role::Mom, key: key(9) }).await;
    let void = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    desk.execute(change).await;
    let close = gov::close_operation(&desk.payer(), &desk.scope_key(), void);
    desk.world.ok(&[close], &[]).await;
}

#[tokio::test]
async fn a_closed_predecessor_proves_nothing() {
    let mut desk = Desk::new().await;
    let first = desk.schedule(harmless(1)).await;
    let second = desk.schedule_after(harmless(2), first).await;
    desk.world.wait(DELAY).await;
    desk.execute(first).await;
    desk.world.ok(&[gov::close_operation(&desk.payer(), &desk.scope_key(), first)], &[]).await;
    desk.not_executed(second, ACCOUNT_NOT_INITIALIZED).await;
}
