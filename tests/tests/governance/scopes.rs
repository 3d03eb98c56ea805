//! How a scope begins.

use super::desk::*;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError, instructions::InitializeScopeArgs, state::Scope, DEFAULT_MAX_CHANGE_BPS,
    },
    instructions::configurator as gov,
};
use solana_pubkey::Pubkey;

#[tokio::test]
async fn a_scope_starts_with_its_roles_and_the_default_parameters() {
    let mut desk = Desk::new().await;
    let [base, council] = ["base", "another council"].map(|name| desk.world.keys.add_named(name));
    let roles = InitializeScopeArgs { mom: key(1), freezer: key(2), conserver: key(3) };
    let initialize = gov::initialize_scope(&desk.payer(), &base, &council, roles);
    desk.world.ok(std::slice::from_ref(&initialize), &[base, council]).await;
    let scope: Scope = desk.world.client.fetch(&addresses::scope(&base)).await.unwrap();
    assert_eq!((scope.council, scope.mom, scope.freezer, scope.conserver), (council, key(1), key(2), key(3)));
    assert_eq!((scope.delay, scope.hop, scope.max_change_bps), (DELAY, HOP, DEFAULT_MAX_CHANGE_BPS));
    assert_eq!((scope.paused_at(), scope.config_version, scope.operation_count), (None, 1, 0));
    desk.world.refused(&[initialize], &[base, council], ALREADY_IN_USE).await;
}

#[tokio::test]
async fn nobody_holds_no_role() {
    let mut desk = Desk::new().await;
    let [base, council] = ["base", "another council"].map(|name| desk.world.keys.add_named(name));
    for nobody in 0..3 {
        let mut keys = [key(1), key(2), key(3)];
        keys[nobody] = Pubkey::default();
        let [mom, freezer, conserver] = keys;
        let roles = InitializeScopeArgs { mom, freezer, conserver };
        let initialize = gov::initialize_scope(&desk.payer(), &base, &council, roles);
        desk.world.refused(&[initialize], &[base, council], ConfiguratorError::DefaultKey).await;
    }
}
