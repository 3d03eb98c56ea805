//! What is scheduled takes effect once, in its time, and only as it was scheduled.

use super::desk::*;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        instructions::ScheduleArgs,
        state::{OperationState, PauRegistration, Payload, Role},
        DEFAULT_MAX_CHANGE_BPS,
    },
    instructions::configurator as gov,
};
use halo_tests::chain::Chain;

#[tokio::test]
async fn only_the_council_schedules() {
    let mut desk = Desk::new().await;
    let (payer, council, scope) = (desk.payer(), desk.world.roles().council, desk.scope_key());
    let state = desk.world.scope().await;
    let schedule = |signer| {
        let args =
            ScheduleArgs { payload: harmless(1), predecessor: 0, config_version: state.config_version };
        [gov::schedule(&payer, &signer, &scope, state.operation_count + 1, args)]
    };
    for signer in desk.everybody_but(&[council]) {
        desk.world.refused(&schedule(signer), &[signer], ConfiguratorError::NotCouncil).await;
    }
    desk.world.ok(&schedule(council), &[council]).await;
}

#[tokio::test]
async fn an_operation_is_executed_on_the_second_at_which_it_is_due_and_not_before() {
    let mut desk = Desk::new().await;
    let now = desk.now().await;
    let number = desk.schedule(harmless(1)).await;
    let operation = desk.world.operation(number).await;
    assert_eq!((operation.scheduled_at, operation.eta), (now, now + DELAY));

    desk.not_executed(number, ConfiguratorError::NotDue).await;
    desk.world.chain.warp_to(operation.eta - 1).await;
    desk.not_executed(number, ConfiguratorError::NotDue).await;
    desk.world.chain.warp_to(operation.eta).await;
    desk.execute(number).await;

    let record = addresses::registration(&desk.scope_key(), &key(1));
    let record: PauRegistration = desk.world.client.fetch(&record).await.unwrap();
    assert_eq!((record.scope, record.pau, record.operation), (desk.scope_key(), key(1), number));
    assert_eq!(desk.world.operation(number).await.state(), OperationState::Executed);
}

#[tokio::test]
async fn an_operation_is_executed_in_the_last_second_of_its_grace_and_not_after() {
    let mut desk = Desk::new().await;
    let (last, late) = (desk.schedule(harmless(1)).await, desk.schedule(harmless(2)).await);
    let eta = desk.world.operation(last).await.eta;
    desk.world.chain.warp_to(eta + GRACE - 1).await;
    desk.execute(last).await;
    desk.world.chain.warp_to(eta + GRACE).await;
    desk.not_executed(late, ConfiguratorError::Expired).await;
}

#[tokio::test]
async fn anybody_executes() {
    let mut desk = Desk::new().await;
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    let stranger = desk.world.person("stranger").await;
    let execute = gov::execute(&stranger, &desk.world.operation(number).await);
    desk.world.ok(&[execute], &[stranger]).await;
}

#[tokio::test]
async fn an_operation_is_executed_once() {
    let mut desk = Desk::new().await;
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    let execute = desk.executing(number).await;
    desk.world.refused(&[execute.clone(), execute], &[], ConfiguratorError::AlreadyExecuted).await;
    desk.execute(number).await;
    desk.not_executed(number, ConfiguratorError::AlreadyExecuted).await;
}

#[tokio::test]
async fn the_same_addition_twice_finds_its_record_there() {
    let mut desk = Desk::new().await;
    let (first, second) = (desk.schedule(harmless(1)).await, desk.schedule(harmless(1)).await);
    desk.world.wait(DELAY).await;
    desk.execute(first).await;
    desk.not_executed(second, ALREADY_IN_USE).await;
}

#[tokio::test]
async fn council_and_mom_cancel_and_nobody_else() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    for remover in [roles.council, roles.mom] {
        let number = desk.schedule(harmless(1)).await;
        for signer in desk.everybody_but(&[roles.council, roles.mom]) {
            let cancel = gov::cancel(&signer, &scope, number);
            desk.world.refused(&[cancel], &[signer], ConfiguratorError::NotRemover).await;
        }
        let cancel = gov::cancel(&remover, &scope, number);
        desk.world.ok(std::slice::from_ref(&cancel), &[remover]).await;
        desk.world.refused(&[cancel], &[remover], ConfiguratorError::Cancelled).await;
        desk.world.wait(DELAY).await;
        desk.not_executed(number, ConfiguratorError::Cancelled).await;
    }
}

#[tokio::test]
async fn mom_cancels_no_replacement_of_mom_and_the_council_does() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    let replacement = Payload::SetRole { role: Role::Mom, key: key(9) };
    let [first, second] = [desk.schedule(replacement.clone()).await, desk.schedule(replacement).await];
    let other = desk.schedule(Payload::SetRole { role: Role::Freezer, key: key(9) }).await;
    for number in [first, second] {
        let cancel = gov::cancel(&roles.mom, &scope, number);
        desk.world.refused(&[cancel], &[roles.mom], ConfiguratorError::OwnReplacement).await;
    }
    desk.world.ok(&[gov::cancel(&roles.mom, &scope, other)], &[roles.mom]).await;
    desk.world.ok(&[gov::cancel(&roles.council, &scope, first)], &[roles.council]).await;
    desk.world.wait(DELAY).await;
    desk.execute(second).await;
    assert_eq!(desk.world.scope().await.mom, key(9));
}

#[tokio::test]
async fn what_was_executed_cannot_be_cancelled() {
    let mut desk = Desk::new().await;
    let (mom, scope) = (desk.world.roles().mom, desk.scope_key());
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    desk.execute(number).await;
    let cancel = gov::cancel(&mom, &scope, number);
    desk.world.refused(&[cancel], &[mom], ConfiguratorError::AlreadyExecuted).await;
}

#[tokio::test]
async fn a_successor_waits_for_its_predecessor_and_for_no_other() {
    let mut desk = Desk::new().await;
    let (first, other) = (desk.schedule(harmless(1)).await, desk.schedule(harmless(2)).await);
    let second = desk.schedule_after(harmless(3), first).await;
    desk.world.wait(DELAY).await;
    desk.execute(other).await;

    // Pending, not passed, another one that was executed.
    desk.not_executed(second, ConfiguratorError::PredecessorNotExecuted).await;
    let (payer, scope) = (desk.payer(), desk.scope_key());
    for predecessor in [0, other] {
        let execute = gov::execute_payload(&payer, &scope, second, predecessor, &harmless(3));
        desk.world.refused(&[execute], &[], ConfiguratorError::PredecessorNotExecuted).await;
    }
    desk.execute(first).await;
    let without = gov::execute_payload(&payer, &scope, second, 0, &harmless(3));
    desk.world.refused(&[without], &[], ConfiguratorError::PredecessorNotExecuted).await;
    desk.execute(second).await;
}

#[tokio::test]
async fn the_successor_of_what_was_cancelled_is_never_executed() {
    let mut desk = Desk::new().await;
    let (mom, scope) = (desk.world.roles().mom, desk.scope_key());
    let first = desk.schedule(harmless(1)).await;
    let second = desk.schedule_after(harmless(2), first).await;
    desk.world.ok(&[gov::cancel(&mom, &scope, first)], &[mom]).await;
    desk.world.wait(DELAY).await;
    desk.not_executed(second, ConfiguratorError::PredecessorNotExecuted).await;
}

#[tokio::test]
async fn a_predecessor_must_have_been_scheduled_before() {
    let desk = Desk::new().await;
    let council = desk.world.roles().council;
    let count = desk.world.scope().await.operation_count;
    for unknown in [count + 1, u64::MAX] {
        let schedule = desk.scheduling(harmless(1), unknown).await;
        desk.world.refused(&[schedule], &[council], ConfiguratorError::UnknownPredecessor).await;
    }
    desk.schedule_after(harmless(1), count).await;
}

#[tokio::test]
async fn only_the_record_that_the_payload_names_is_created() {
    let mut desk = Desk::new().await;
    let scope = desk.scope_key();
    let parameters =
        Payload::SetParameters { delay: DELAY, hop: HOP, max_change_bps: DEFAULT_MAX_CHANGE_BPS };
    let role = Payload::SetRole { role: Role::Mom, key: key(9) };
    let payloads = [harmless(1), Payload::GrantCBeam { pau: key(1), govops: key(2) }, role, parameters];
    for payload in payloads {
        let number = desk.schedule(payload.clone()).await;
        desk.world.wait(DELAY).await;
        let mut execute = desk.executing(number).await;
        let record = addresses::record(&scope, &payload);
        let place = execute.accounts.iter().rposition(|meta| meta.pubkey == record).unwrap();
        let wrong = addresses::registration(&scope, &key(3));
        execute.accounts[place].pubkey = wrong;
        desk.world.refused(&[execute], &[], ConfiguratorError::WrongRecord).await;
        desk.execute(number).await;
    }
}

#[tokio::test]
async fn what_a_change_of_the_configuration_overtakes_is_void() {
    let mut desk = Desk::new().await;
    let changes = [
        Payload::SetParameters { delay: DELAY, hop: HOP, max_change_bps: 1_000 },
        Payload::SetRole { role: Role::Conserver, key: key(9) },
    ];
    for (change, number) in changes.into_iter().zip([1, 2]) {
        let change = desk.schedule(change).await;
        let overtaken = desk.schedule(harmless(number)).await;
        desk.world.wait(DELAY).await;
        desk.execute(change).await;
        desk.not_executed(overtaken, ConfiguratorError::ConfigVersionChanged).await;
        // The same addition under the new configuration takes its full time again.
        let again = desk.schedule(harmless(number)).await;
        desk.world.wait(DELAY - 1).await;
        desk.not_executed(again, ConfiguratorError::NotDue).await;
        desk.world.wait(1).await;
        desk.execute(again).await;
    }
}

#[tokio::test]
async fn what_was_signed_for_an_older_configuration_is_void() {
    let mut desk = Desk::new().await;
    let (roles, scope) = (desk.world.roles(), desk.scope_key());
    let version = desk.world.scope().await.config_version;
    let role = Payload::SetRole { role: Role::Conserver, key: key(9) };
    desk.approve(vec![role]).await;
    assert_eq!(desk.world.scope().await.config_version, version + 1);

    let number = desk.world.scope().await.operation_count + 1;
    for signed_for in [version, version + 2] {
        let args = ScheduleArgs { payload: harmless(1), predecessor: 0, config_version: signed_for };
        let schedule = gov::schedule(&roles.payer, &roles.council, &scope, number, args);
        let refused = ConfiguratorError::ConfigVersionChanged;
        desk.world.refused(&[schedule], &[roles.council], refused).await;
    }
    desk.world.ok(&[gov::pause(&roles.mom, &scope)], &[roles.mom]).await;
    let resume = gov::resume(&roles.council, &scope, version);
    desk.world.refused(&[resume], &[roles.council], ConfiguratorError::ConfigVersionChanged).await;
    desk.world.ok(&[gov::resume(&roles.council, &scope, version + 1)], &[roles.council]).await;
}
