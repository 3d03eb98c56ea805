//! A PAU that a key administers instead of a scope.

use crate::world::{Role, World};
use halo_cli::Value;
use halo_sdk::{
    addresses, instructions as ix,
    pau::{
        instructions::{DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
};

const MILLION: u64 = 1_000_000_000_000;

#[tokio::test]
async fn limits_are_shown_changed_and_deleted() {
    let world = World::new("limits");
    world.open_own_pau().await;
    let (pau, mint, endpoint) = (World::own_pau(), World::facility().mint, World::endpoint());
    let key = format!("{pau} --kind transfer --target {endpoint} --mint {mint}");
    let empty = world.run(Role::Payer, &format!("pau limit show {key}")).await;
    assert_eq!(empty.get("available"), Some(&Value::Tokens(0, 6)));
    world.cluster.advance(86_400).unwrap();
    world.run(Role::Admin, &format!("pau limit set {key} --max 40M")).await;
    let full = world.run(Role::Payer, &format!("pau limit show {key}")).await;
    assert_eq!(full.get("available"), Some(&Value::Tokens(40 * MILLION, 6)));
    assert_eq!(full.get("slope_a_day"), Some(&Value::Tokens(100 * MILLION, 6)));
    world.run(Role::Admin, &format!("pau limit remove {key}")).await;
    let error = world.try_run(&[Role::Payer], &format!("pau limit show {key}")).await.unwrap_err();
    assert!(error.to_string().contains("expected RateLimit"), "{error}");
    let error = world.try_run(&[Role::Admin], &format!("pau limit set {key}")).await.unwrap_err();
    assert!(error.to_string().contains("--max or --slope"), "{error}");
    world.run(Role::Admin, &format!("pau limit add {key} --max unlimited --slope 1")).await;
    let again = world.run(Role::Payer, &format!("pau limit show {key}")).await;
    assert_eq!(again.get("max"), Some(&Value::Tokens(u64::MAX, 6)));
}

#[tokio::test]
async fn a_controller_that_is_a_key_moves_money() {
    let world = World::new("controller");
    world.open_own_pau().await;
    let (pau, mint, endpoint) = (World::own_pau(), World::facility().mint, World::endpoint());
    // Any address is a Book for a PAU.
    let (signer, book) = (Role::Warden, Role::Payer.key());
    let line = format!("pau controller add {pau} {} --kinds transfer --book {book}", signer.key());
    world.run(Role::Admin, &line).await;
    let opened = world.run(signer, &format!("pau vault open {pau} --book {book} --mint {mint}")).await;
    let proxy = addresses::proxy(&pau, &book);
    assert_eq!(opened.get("proxy"), Some(&Value::text(proxy)));
    world.cluster.mint_tokens(&mint, &proxy, 30 * MILLION).unwrap();
    world.cluster.advance(86_400).unwrap();

    let draw = format!(
        "pau draw {pau} --book {book} --mint {mint} --kind transfer --target {endpoint} --to {endpoint} --amount 10M"
    );
    let source = ix::pau::BookSource { pau, book, mint, token_program: World::facility().token_program };
    let args = DrawArgs { kind: LimitKind::Transfer, target: endpoint, amount: 10 * MILLION };
    assert_eq!(
        world.plan(signer, &draw).await.instructions,
        [ix::pau::draw(&signer.key(), &source, &endpoint, args)]
    );
    world.run(signer, &draw).await;
    let limit = format!("{pau} --kind transfer --target {endpoint} --mint {mint}");
    let args = || UseLimitArgs { kind: LimitKind::Transfer, target: endpoint, mint, amount: 2 * MILLION };
    for (command, expected) in [
        ("restore", ix::pau::restore(&signer.key(), &pau, args())),
        ("charge", ix::pau::charge(&signer.key(), &pau, args())),
    ] {
        let line = format!("pau {command} {limit} --amount 2M");
        assert_eq!(world.plan(signer, &line).await.instructions, [expected]);
        world.run(signer, &line).await;
    }

    let transfer = format!("pau transfer {pau} --book {book} --mint {mint} --to {endpoint} --amount 1.5M");
    assert_eq!(world.refusal(Role::Relayer, &transfer).await, "VaultGuarded");
    world.run(Role::Admin, &format!("pau vault release {pau} --book {book} --mint {mint}")).await;
    world.run(Role::Relayer, &transfer).await;
    assert_eq!(world.cluster.token_balance(&endpoint).unwrap(), 11 * MILLION + MILLION / 2);
    world.run(Role::Admin, &format!("pau controller remove {pau} {}", signer.key())).await;
    assert!(world.try_run(&[signer], &draw).await.is_err(), "no controller any more");
}

#[tokio::test]
async fn the_brake_stops_and_only_the_administrator_resumes() {
    let world = World::new("brake");
    let pau = world.open_own_pau().await;
    world.run(Role::Freezer, &format!("pau freeze {pau}")).await;
    world.run(Role::Freezer, &format!("pau relayer remove {pau} {}", Role::Relayer.key())).await;
    let shown = world.run(Role::Payer, &format!("pau show {pau}")).await;
    assert_eq!(shown.get("frozen"), Some(&Value::Flag(true)));
    assert_eq!(shown.get("relayers"), Some(&Value::List(Vec::new())));
    assert!(world.try_run(&[Role::Freezer], &format!("pau unfreeze {pau}")).await.is_err());
    world.run(Role::Admin, &format!("pau unfreeze {pau}")).await;
    world.run(Role::Admin, &format!("pau relayer add {pau} {}", Role::Relayer.key())).await;
    world.run(Role::Admin, &format!("pau freezer set {pau} {}", Role::Warden.key())).await;
    world.run(Role::Warden, &format!("pau freeze {pau}")).await;
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_fails_as_the_real_one_would() {
    let world = World::new("dry");
    let pau = world.open_own_pau().await;
    let before = world.cluster.snapshot_all();
    world.dry_run(Role::Freezer, &format!("pau freeze {pau}")).await.unwrap();
    let error = world.dry_run(Role::Warden, &format!("pau freeze {pau}")).await.unwrap_err();
    assert!(error.to_string().contains("freezer"), "{error}");
    assert_eq!(before, world.cluster.snapshot_all());
}
