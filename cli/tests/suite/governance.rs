//! Deployment from a file, and what governance does by hand.

use crate::world::{Role, World};
use halo_cli::Value;
use halo_sdk::{
    addresses,
    configurator::{instructions::GrantBeamArgs, state::permission},
    instructions as ix,
    pau::{
        instructions::{AddControllerArgs, DrawArgs, UseLimitArgs},
        state::LimitKind,
    },
};

const MILLION: u64 = 1_000_000_000_000;

fn steps(view: &halo_cli::View) -> Vec<String> {
    match view.get("steps") {
        Some(Value::List(steps)) => steps.clone(),
        other => panic!("steps are {other:?}"),
    }
}

#[tokio::test]
async fn a_deployment_can_be_run_again() {
    let world = World::new("deploy");
    let first = world.deploy().await;
    assert_eq!(first.get("facility"), Some(&Value::text(World::facility().facility)));
    assert!(steps(&first).iter().all(|step| step.contains(": made, all of it")), "{first:?}");
    let before = world.cluster.snapshot_all();
    let second = world.deploy().await;
    assert_eq!(steps(&second).len(), steps(&first).len());
    assert!(steps(&second).iter().all(|step| step.ends_with(": is there")), "{second:?}");
    assert_eq!(second.get("differences"), Some(&Value::List(Vec::new())));
    assert_eq!(before, world.cluster.snapshot_all());
}

#[tokio::test]
async fn a_deployment_says_where_the_chain_differs() {
    let world = World::new("differs");
    world.deploy().await;
    let (pau, at) = (World::facility().pau, World::facility().facility);
    let key = format!("{pau} --kind claim --target {at} --mint {}", World::facility().mint);
    world.run(Role::Admin, &format!("pau limit set {key} --max 5M")).await;
    world.run(Role::Admin, &format!("pau freezer set {pau} {}", Role::Warden.key())).await;
    let (file, chain) = (Role::Freezer.key(), Role::Warden.key());
    let expected = vec![
        format!("freezer: the file says {file}, the chain {chain}"),
        format!("claim limit of {at}, max: the file says 1,000,000,000, the chain 5,000,000"),
    ];
    assert_eq!(world.deploy().await.get("differences"), Some(&Value::List(expected)));
}

#[tokio::test]
async fn a_deployment_makes_up_for_what_is_missing() {
    let world = World::new("resume");
    world.deploy().await;
    let (scope, at) = (World::facility().scope, World::facility().facility);
    let warden = format!("{scope} --target {at} --holder {}", Role::Warden.key());
    world.run(Role::Council, &format!("beam revoke {warden}")).await;
    let again = world.deploy().await;
    let made: Vec<String> = steps(&again).into_iter().filter(|step| !step.ends_with(": is there")).collect();
    assert_eq!(made.len(), 1);
    assert!(made[0].starts_with("Beams: beacon, attestor, warden: made, 1 of 3"), "{made:?}");
    let beam = world.run(Role::Payer, &format!("beam show {warden}")).await;
    assert_eq!(beam.get("permissions"), Some(&Value::text("halt")));
}

#[tokio::test]
async fn a_deployment_by_hand_is_the_same() {
    let world = World::new("by-hand");
    let facility = World::facility();
    let (payer, council, admin) = (Role::Payer.key(), Role::Council.key(), Role::Admin.key());
    let [scope_base, pau_base, facility_base] =
        [Role::ScopeBase, Role::PauBase, Role::FacilityBase].map(|base| world.key_file(base));

    let line = format!("scope init --base {scope_base}");
    let expected = ix::configurator::initialize_scope(&payer, &Role::ScopeBase.key(), &council);
    assert_eq!(world.plan(Role::Council, &line).await.instructions, [expected]);
    world.run(Role::Council, &line).await;
    world.run(Role::Admin, &format!("pau init --base {pau_base} --freezer {}", Role::Freezer.key())).await;
    let buybox = r#"{ "size": ["5M", "100M"], "duration_days": [180, 730], "apy_bps": [800, 1500],
        "penalty_max_bps": 2000, "risk_tiers": [1], "asset_types": ["loan"], "jurisdictions": ["Switzerland"] }"#;
    let buybox = world.file("buybox.json", buybox);
    let (scope, pau, mint) = (facility.scope, facility.pau, facility.mint);
    let line = format!("facility init --base {facility_base} --scope {scope} --pau {pau} --mint {mint} --buybox {buybox} --terms sealed");
    world.run(Role::Admin, &line).await;
    world
        .run(Role::Admin, &format!("facility collection {} --name Halo --uri https://h", facility.facility))
        .await;
    let shown = world.run(Role::Payer, &format!("facility show {}", facility.facility)).await;
    assert_eq!(shown.get("terms"), Some(&Value::text("sealed")));
    assert_eq!(shown.get("size_max"), Some(&Value::Tokens(100 * MILLION, 6)));

    let line = format!("pau controller add {pau} {} --kinds withdraw --book {mint}", facility.nfat_config());
    let args =
        AddControllerArgs { signer: facility.nfat_config(), book: mint, kinds: LimitKind::Withdraw.bit() };
    assert_eq!(
        world.plan(Role::Admin, &line).await.instructions,
        [ix::pau::add_controller(&payer, &admin, &pau, args)]
    );
    let line = format!(
        "beam grant {scope} --target {} --holder {} --permissions claim,mint --expires 2026-01-01",
        facility.facility,
        Role::Beacon.key()
    );
    let args = GrantBeamArgs {
        target: facility.facility,
        holder: Role::Beacon.key(),
        permissions: permission::CLAIM | permission::MINT,
        expires_at: 1_767_225_600,
    };
    assert_eq!(
        world.plan(Role::Council, &line).await.instructions,
        [ix::configurator::grant_beam(&payer, &council, &scope, args)]
    );
}

#[tokio::test]
async fn limits_are_shown_changed_and_deleted() {
    let world = World::new("limits");
    world.deploy().await;
    let (pau, mint, endpoint) = (World::facility().pau, World::facility().mint, World::endpoint());
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
    world.deploy().await;
    let (pau, mint, endpoint) = (World::facility().pau, World::facility().mint, World::endpoint());
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
    world.deploy().await;
    let (pau, at) = (World::facility().pau, World::facility().facility);
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

    world.run(Role::Warden, &format!("facility halt set {at} deposit,claim")).await;
    world.run(Role::Admin, &format!("facility halt set {at} deploy")).await;
    world.run(Role::Admin, &format!("facility halt clear {at} claim")).await;
    let shown = world.run(Role::Payer, &format!("facility show {at}")).await;
    assert_eq!(shown.get("halted"), Some(&Value::text("deposit, deploy")));
}

#[tokio::test]
async fn primes_and_the_buybox_can_be_changed() {
    let world = World::new("changes");
    world.deploy().await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Admin, &format!("facility prime approve {at} {prime} --max 100M --slope 1M")).await;
    world.run(Role::Admin, &format!("facility prime set {at} {prime} --active false")).await;
    let deposit = format!("facility deposit {at} --amount 1");
    assert_eq!(world.refusal(Role::Prime, &deposit).await, "PrimeNotApproved");
    world.run(Role::Admin, &format!("facility prime set {at} {prime} --active true --max 50M")).await;
    world.run(Role::Prime, &deposit).await;
    let buybox = r#"{ "size": ["1", "2"], "duration_days": [1, 2], "apy_bps": [3, 4], "penalty_max_bps": 5,
        "risk_tiers": [0], "asset_types": ["loan"], "jurisdictions": ["Switzerland"] }"#;
    let buybox = world.file("buybox.json", buybox);
    world.run(Role::Admin, &format!("facility buybox {at} --buybox {buybox}")).await;
    let shown = world.run(Role::Payer, &format!("facility show {at}")).await;
    assert_eq!(shown.get("size_max"), Some(&Value::Tokens(2_000_000, 6)));
    assert_eq!(shown.get("risk_tiers"), Some(&Value::text("0")));
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_fails_as_the_real_one_would() {
    let world = World::new("dry");
    world.deploy().await;
    let pau = World::facility().pau;
    let before = world.cluster.snapshot_all();
    world.dry_run(Role::Freezer, &format!("pau freeze {pau}")).await.unwrap();
    let error = world.dry_run(Role::Warden, &format!("pau freeze {pau}")).await.unwrap_err();
    assert!(error.to_string().contains("freezer"), "{error}");
    assert_eq!(before, world.cluster.snapshot_all());
}
