//! Keys that may only stop and remove, in the hands of a thief: they cost time, and are replaced against their will.

use super::chain;
use halo_sdk::{
    configurator::{
        error::ConfiguratorError,
        state::{Payload, Role},
    },
    instructions::configurator::{cancel, pause, resume},
};
use halo_tests::{
    chain::{Chain, Light},
    refusal::assert_refused,
    world::{World, DAY, START},
};
use solana_pubkey::Pubkey;

/// The thief pauses whenever it can, the council resumes an hour later, until `number` can be executed.
async fn obstruct(world: &mut World<Light>, thief: Pubkey, number: u64) -> i64 {
    let (council, scope) = (world.roles().council, world.facility.scope);
    let start = world.chain.now().await;
    while world.execute(number).await.is_err() {
        if world.send(&[pause(&thief, &scope)], &[thief]).await.is_ok() {
            world.wait(3_600).await;
            let version = world.scope().await.config_version;
            world.ok(&[resume(&council, &scope, version)], &[council]).await;
            assert_refused(
                world.send(&[pause(&thief, &scope)], &[thief]).await,
                ConfiguratorError::PausedTooRecently,
            );
        }
        world.wait(3_600).await;
    }
    world.chain.now().await - start
}

#[tokio::test]
async fn a_stolen_freezer_delays_its_replacement_by_the_pauses_and_no_more() {
    let mut world = World::new(chain()).await;
    let (thief, successor) = (world.roles().scope_freezer, world.keys.add_named("next freezer"));
    let number = world.schedule(Payload::SetRole { role: Role::Freezer, key: successor }).await.unwrap();

    // At once and then once a day: fourteen days of the clock, and one hour for each of the pauses between.
    assert_eq!(obstruct(&mut world, thief, number).await, 14 * DAY + 14 * 3_600);

    assert_eq!(world.scope().await.freezer, successor);
    let scope = world.facility.scope;
    assert_refused(world.send(&[pause(&thief, &scope)], &[thief]).await, ConfiguratorError::NotABeam);
}

#[tokio::test]
async fn a_stolen_mom_cancels_everything_but_its_replacement() {
    let mut world = World::new(chain()).await;
    let (thief, successor) = (world.roles().mom, world.keys.add_named("next mom"));
    let (council, scope) = (world.roles().council, world.facility.scope);
    let other = world.schedule(Payload::SetRole { role: Role::Freezer, key: successor }).await.unwrap();
    let own = world.schedule(Payload::SetRole { role: Role::Mom, key: successor }).await.unwrap();

    world.ok(&[cancel(&thief, &scope, other)], &[thief]).await;
    assert_refused(
        world.send(&[cancel(&thief, &scope, own)], &[thief]).await,
        ConfiguratorError::OwnReplacement,
    );
    obstruct(&mut world, thief, own).await;

    assert_eq!(world.scope().await.mom, successor);
    // The council can change its mind.
    let again = world.schedule(Payload::SetRole { role: Role::Mom, key: thief }).await.unwrap();
    world.ok(&[cancel(&council, &scope, again)], &[council]).await;
}

/// The council itself is not held up: it may pause again at once.
#[tokio::test]
async fn the_council_pauses_again_right_after_it_has_resumed() {
    let world = World::new(chain()).await;
    let (council, scope) = (world.roles().council, world.facility.scope);
    for _ in 0..2 {
        world.ok(&[pause(&council, &scope)], &[council]).await;
        world.ok(&[resume(&council, &scope, 1)], &[council]).await;
    }
    assert!(world.scope().await.resumed_at > START);
}
