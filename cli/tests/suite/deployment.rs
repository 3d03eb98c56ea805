//! Deployment from a file, before the timelock's delay and after it.

use crate::world::{Role, World, DELAY, START};
use halo_cli::{Value, View};
use halo_sdk::{addresses, pau::state::LimitKind, programs};

fn steps(view: &View) -> Vec<String> {
    match view.get("steps") {
        Some(Value::List(steps)) => steps.clone(),
        other => panic!("steps are {other:?}"),
    }
}

#[tokio::test]
async fn the_first_run_schedules_and_says_until_when_it_waits() {
    let world = World::new("phases");
    let first = world.deploy_now().await;
    let due = START + DELAY as i64;
    assert_eq!(first.get("waits_until"), Some(&Value::Moment(due)));
    assert_eq!(first.get("complete"), Some(&Value::Flag(false)));
    let lines = steps(&first);
    assert!(lines[0].starts_with("scope: made, all of it"), "{lines:?}");
    assert_eq!(lines.last().unwrap(), "execute operations 1 to 8: waits until 2025-01-14 00:00:00 UTC");

    let scope = World::facility().scope;
    let before = world.cluster.snapshot(&[scope]);
    world.cluster.advance(DELAY / 2).unwrap();
    let early = world.deploy_now().await;
    assert_eq!(early.get("waits_until"), first.get("waits_until"), "nothing is scheduled twice");
    assert_eq!(early.get("differences"), Some(&Value::List(Vec::new())));
    assert_eq!(before.account(&scope), world.cluster.snapshot(&[scope]).account(&scope));

    world.cluster.advance(DELAY / 2).unwrap();
    let second = world.deploy_now().await;
    assert_eq!(second.get("waits_until"), None);
    assert_eq!(second.get("complete"), Some(&Value::Flag(true)));
    assert_eq!(second.get("facility"), Some(&Value::text(World::facility().facility)));
}

#[tokio::test]
async fn a_deployment_can_be_run_again() {
    let world = World::new("deploy");
    world.deploy().await;
    let before = world.cluster.snapshot_all();
    let again = world.deploy_now().await;
    assert!(steps(&again).iter().all(|step| step.ends_with(": is there")), "{again:?}");
    assert_eq!(again.get("differences"), Some(&Value::List(Vec::new())));
    assert_eq!(before, world.cluster.snapshot_all());
}

/// Somebody sends lamports to everything that is to be created.
#[tokio::test]
async fn lamports_sent_ahead_leave_nothing_out() {
    let world = World::new("ahead");
    let at = World::facility();
    let init = at.limit_key(LimitKind::Claim, &at.facility).init(&at.scope, &at.pau);
    let operation = addresses::operation(&at.scope, 1);
    let governed = [at.scope, at.pau, at.registration(), operation, init, at.claim_limit()];
    for address in governed.into_iter().chain([at.facility, at.queue(), at.collection()]) {
        world.cluster.airdrop(&address, 10_000_000).unwrap();
    }
    let done = world.deploy().await;
    assert_eq!(done.get("complete"), Some(&Value::Flag(true)), "{done:?}");
    assert_eq!(done.get("differences"), Some(&Value::List(Vec::new())));
    assert!(world.cluster.account(&at.claim_limit()).is_some_and(|limit| limit.owner == programs::PAU));
}

#[tokio::test]
async fn a_deployment_says_where_the_chain_differs() {
    let world = World::new("differs");
    world.deploy().await;
    let (pau, at) = (World::facility().pau, World::facility().facility);
    let key = format!("{pau} --kind claim --target {at} --mint {}", World::facility().mint);
    world.run(Role::Govops, &format!("limits set {key} --max 5M")).await;
    world.run(Role::Govops, &format!("govops set-freezer {pau} {}", Role::Warden.key())).await;
    let (file, chain) = (Role::Freezer.key(), Role::Warden.key());
    let expected = vec![
        format!("freezer: the file says {file}, the chain {chain}"),
        format!("claim limit of {at}, max: the file says 1,000,000,000, the chain 5,000,000"),
    ];
    assert_eq!(world.deploy_now().await.get("differences"), Some(&Value::List(expected)));
}

#[tokio::test]
async fn a_deployment_makes_up_for_what_is_missing() {
    let world = World::new("resume");
    world.deploy().await;
    let at = World::facility().facility;
    let warden = format!("--target {at} --holder {}", Role::Warden.key());
    world.run(Role::Council, &format!("beam revoke {warden}")).await;
    let again = world.deploy_now().await;
    let made: Vec<String> = steps(&again).into_iter().filter(|step| !step.ends_with(": is there")).collect();
    assert_eq!(made.len(), 1);
    assert!(made[0].starts_with("Beams of attestor and warden: made, 1 of 2"), "{made:?}");
    let beam = world.run(Role::Payer, &format!("beam show {warden}")).await;
    assert_eq!(beam.get("permissions"), Some(&Value::text("halt")));
}

#[tokio::test]
async fn a_govops_that_was_dismissed_waits_the_delay_again() {
    let world = World::new("dismissed");
    world.deploy().await;
    let (scope, pau, govops) = (World::facility().scope, World::facility().pau, Role::Govops.key());
    world.run(Role::Mom, &format!("gov revoke-cbeam {pau} {govops} --scope {scope}")).await;
    let again = world.deploy_now().await;
    assert!(steps(&again).iter().any(|step| step.starts_with("schedule operation 9: made")), "{again:?}");
    world.cluster.advance(DELAY).unwrap();
    let again = world.deploy_now().await;
    let made =
        |name: &str| steps(&again).iter().any(|step| step.starts_with(name) && step.contains(": made"));
    assert!(made("execute operation 9") && made("relayer and freezer of the PAU"), "{again:?}");
    let cbeam = addresses::cbeam(&scope, &pau, &govops);
    assert!(world.cluster.snapshot(&[cbeam]).account(&cbeam).is_some());
    let beacon = Role::Beacon.key();
    let void = format!("Beam of {beacon}: granted in epoch 0 of its PAU, which is in 1: void until it is revoked and granted again");
    assert_eq!(again.get("differences"), Some(&Value::List(vec![void])));
}

#[tokio::test]
async fn a_paused_timelock_deploys_nothing() {
    let world = World::new("paused");
    world.deploy_now().await;
    let scope = World::facility().scope;
    world.run(Role::ScopeFreezer, &format!("gov pause --scope {scope}")).await;
    world.cluster.advance(DELAY).unwrap();
    let line = format!("deploy --config {}", world.deployment_file());
    let error = world.try_run(&[Role::Council, Role::Govops], &line).await.unwrap_err();
    assert!(error.to_string().contains("is paused: run again when the council has resumed it"), "{error}");
    world.run(Role::Council, &format!("gov resume --scope {scope}")).await;
    let waits = world.deploy_now().await;
    assert_eq!(
        waits.get("waits_until"),
        Some(&Value::Moment(START + 2 * DELAY as i64)),
        "later by the pause"
    );
}

#[tokio::test]
async fn every_limit_of_the_file_is_made() {
    let world = World::new("limits-made");
    world.deploy().await;
    let at = World::facility();
    for (kind, target, max) in [
        (LimitKind::Claim, at.facility, 1_000_000_000_000_000),
        (LimitKind::Withdraw, at.facility, u64::MAX),
        (LimitKind::Transfer, World::endpoint(), 100_000_000_000_000),
    ] {
        let limit = at.limit_key(kind, &target).limit(&at.pau);
        let shown = world.run(Role::Payer, &format!("limits show {limit}")).await;
        assert_eq!(shown.get("max"), Some(&Value::Tokens(max, 6)), "{kind:?}");
    }
}

#[tokio::test]
async fn a_dry_run_deploys_nothing_in_either_phase() {
    let world = World::new("dry-deploy");
    let line = format!("deploy --config {}", world.deployment_file());
    for _ in 0..2 {
        let before = world.cluster.snapshot_all();
        world.dry_run(Role::Council, &line).await.unwrap();
        assert_eq!(before, world.cluster.snapshot_all());
        world.deploy_now().await;
        world.cluster.advance(DELAY).unwrap();
    }
}
