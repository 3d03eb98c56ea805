//! The council as it will be: an address of a multisig program, which signs by calling.

use super::desk::*;
use halo_sdk::{
    addresses,
    cluster::Cluster,
    configurator::{
        error::ConfiguratorError,
        instructions::{InitializeScopeArgs, ScheduleArgs},
        state::{OperationState, Payload, Role},
    },
    instructions::configurator as gov,
};
use halo_tests::{
    chain::{announce_core, Light},
    world::{World, START},
};
use hostile::wallet_instruction;

impl Desk {
    /// A world in which the address of a program is the council.
    async fn of_a_wallet() -> (Self, solana_pubkey::Pubkey) {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().program(hostile::ID, "hostile");
        let world = World::new(Light(cluster.build().expect("programs are built"))).await;
        let mut desk = Self { world };
        let (wallet, _) = hostile::wallet();
        desk.approve(vec![Payload::SetRole { role: Role::Council, key: wallet }]).await;
        (desk, wallet)
    }
}

#[tokio::test]
async fn a_wallet_program_schedules_cancels_pauses_and_resumes() {
    let (mut desk, wallet) = Desk::of_a_wallet().await;
    let (payer, scope) = (desk.payer(), desk.scope_key());
    let state = desk.world.scope().await;
    let version = state.config_version;
    let numbers = [state.operation_count + 1, state.operation_count + 2];
    for (number, payload) in numbers.into_iter().zip([harmless(1), harmless(2)]) {
        let args = ScheduleArgs { payload, predecessor: 0, config_version: version };
        let schedule = gov::schedule(&payer, &wallet, &scope, number, args);
        desk.world.ok(&[wallet_instruction(schedule)], &[]).await;
    }
    desk.world.ok(&[wallet_instruction(gov::pause(&wallet, &scope))], &[]).await;
    desk.world.ok(&[wallet_instruction(gov::cancel(&wallet, &scope, numbers[1]))], &[]).await;
    desk.world.ok(&[wallet_instruction(gov::resume(&wallet, &scope, version))], &[]).await;
    desk.world.wait(DELAY).await;
    // Executing needs nobody's word, a program's as little as a key's.
    let execute = gov::execute(&payer, &desk.world.operation(numbers[0]).await);
    desk.world.ok(&[wallet_instruction(execute)], &[]).await;
    assert_eq!(desk.world.operation(numbers[0]).await.state(), OperationState::Executed);
}

#[tokio::test]
async fn a_wallet_program_freezes_and_unfreezes_through_two_more_programs() {
    let (desk, wallet) = Desk::of_a_wallet().await;
    let freeze = gov::freeze_pau(&desk.abeam(&wallet));
    desk.world.ok(&[wallet_instruction(freeze)], &[]).await;
    assert_eq!(desk.pau().await.frozen, 1);
    let unfreeze = gov::unfreeze_pau(&wallet, &desk.scope_key(), &desk.pau_key());
    desk.world.ok(&[wallet_instruction(unfreeze)], &[]).await;
    assert_eq!(desk.pau().await.frozen, 0);
}

#[tokio::test]
async fn the_key_that_was_council_before_is_nobody_now() {
    let (desk, _) = Desk::of_a_wallet().await;
    let council = desk.world.roles().council;
    let schedule = desk.scheduling(harmless(1), 0).await;
    desk.world.refused(&[schedule], &[council], ConfiguratorError::NotCouncil).await;
}

#[tokio::test]
async fn a_wallet_program_creates_a_scope_of_its_own() {
    let (mut desk, wallet) = Desk::of_a_wallet().await;
    let base = desk.world.keys.add_named("scope of a wallet");
    let roles = InitializeScopeArgs { mom: key(1), freezer: key(2), conserver: key(3) };
    let initialize = gov::initialize_scope(&desk.payer(), &base, &wallet, roles);
    desk.world.ok(&[wallet_instruction(initialize)], &[base]).await;
    let scope = addresses::scope(&base);
    let scope: halo_sdk::configurator::state::Scope = desk.world.client.fetch(&scope).await.unwrap();
    assert_eq!((scope.council, scope.config_version, scope.delay), (wallet, 1, DELAY));
}
