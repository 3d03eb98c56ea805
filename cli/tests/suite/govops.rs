//! What a GovOps configures, who stops it, and who takes its place.

use crate::world::{Role, World, DAY, DELAY, START};
use halo_cli::Value;
use halo_sdk::{
    addresses,
    configurator::instructions::SetRateLimitArgs,
    instructions::configurator::{self as ix, Configurer, InitFor},
    pau::state::LimitKind,
};

const MILLION: u64 = 1_000_000_000_000;

/// The limit to the endpoint: what names it, typed.
fn endpoint_limit() -> String {
    let at = World::facility();
    format!("{} --kind transfer --target {} --mint {}", at.pau, World::endpoint(), at.mint)
}

#[tokio::test]
async fn a_limit_is_raised_by_one_step_and_no_more() {
    let world = World::new("sorl");
    world.deploy().await;
    let (at, key) = (World::facility(), endpoint_limit());
    let shown = world.run(Role::Payer, &format!("limits show {key}")).await;
    let deployed = START + DELAY as i64;
    assert_eq!(shown.get("available"), Some(&Value::Tokens(0, 6)));
    assert_eq!(shown.get("full_at"), Some(&Value::Moment(deployed + DAY as i64)));
    assert_eq!(shown.get("highest_next_max"), Some(&Value::Tokens(125 * MILLION, 6)));
    assert_eq!(shown.get("next_raise_at"), Some(&Value::Moment(deployed + 64_800)));
    assert_eq!(shown.get("raise_possible_now"), Some(&Value::Flag(false)));

    let raise = |part: &str| format!("limits set {key} --raise {part}");
    let error = world.try_run(&[Role::Govops], &raise("20%")).await.unwrap_err();
    assert!(error.to_string().contains("next raise at 2025-01-14 18:00:00 UTC"), "{error}");
    world.cluster.advance(DAY).unwrap();
    let error = world.try_run(&[Role::Govops], &raise("30%")).await.unwrap_err();
    assert!(error.to_string().contains("at most 125,000,000 now"), "{error}");
    let args = SetRateLimitArgs { max: 120 * MILLION, slope: 120 * MILLION };
    let govops = Configurer::govops(&Role::Govops.key(), &at.scope, &at.pau);
    let limit = at.limit_key(LimitKind::Transfer, &World::endpoint());
    let expected = ix::set_rate_limit(&govops, &limit, Some(InitFor::Pau), args);
    assert_eq!(world.plan(Role::Govops, &raise("20%")).await.instructions, [expected]);
    world.run(Role::Govops, &raise("20%")).await;
    world.run(Role::Govops, &format!("limits set {key} --max 1M")).await;
    let shown = world.run(Role::Payer, &format!("limits show {}", limit.limit(&at.pau))).await;
    assert_eq!(shown.get("max"), Some(&Value::Tokens(MILLION, 6)));
    assert_eq!(shown.get("highest_next_max"), Some(&Value::Tokens(100 * MILLION, 6)), "back to the init");

    let error = world.try_run(&[Role::Warden], &raise("1%")).await.unwrap_err();
    assert!(error.to_string().contains("holds no cBEAM"), "{error}");
    let error = world.try_run(&[Role::Govops], &format!("limits set {key}")).await.unwrap_err();
    assert!(error.to_string().contains("--max, --slope or --raise"), "{error}");
    let error = world.try_run(&[Role::Payer], &format!("limits show {}", at.pau)).await.unwrap_err();
    assert!(error.to_string().contains("--kind, --target and --mint"), "{error}");
}

#[tokio::test]
async fn a_limit_is_paused_resumed_removed_and_added() {
    let world = World::new("limits");
    world.deploy().await;
    let key = endpoint_limit();
    world.run(Role::Govops, &format!("limits pause {key}")).await;
    let shown = world.run(Role::Payer, &format!("limits show {key}")).await;
    assert_eq!(shown.get("paused"), Some(&Value::Flag(true)));
    assert_eq!(shown.get("full_at"), Some(&Value::text("never as it is")));
    let remove = format!("limits remove {key}");
    let error = world.try_run(&[Role::Govops], &remove).await.unwrap_err();
    assert!(error.to_string().contains("only the council removes it"), "{error}");
    assert_eq!(world.refusal(Role::Govops, &format!("limits resume {key}")).await, "NotCouncil");
    world.run(Role::Council, &format!("limits resume {key}")).await;
    world.run(Role::Govops, &remove).await;
    let error = world.try_run(&[Role::Govops], &format!("limits add {key} --max 100.5M")).await.unwrap_err();
    assert!(error.to_string().contains("at most 100,000,000 now"), "{error}");
    world.run(Role::Govops, &format!("limits add {key} --slope 5M")).await;
    let shown = world.run(Role::Payer, &format!("limits show {key}")).await;
    assert_eq!(shown.get("max"), Some(&Value::Tokens(100 * MILLION, 6)), "as approved");
    assert_eq!(shown.get("slope_a_day"), Some(&Value::Tokens(5 * MILLION, 6)));
    let other = key.replace("transfer", "deposit");
    let error = world.try_run(&[Role::Govops], &format!("limits add {other}")).await.unwrap_err();
    assert!(error.to_string().contains("no init approves this limit"), "{error}");
}

#[tokio::test]
async fn operators_are_named_and_dismissed() {
    let world = World::new("operators");
    world.deploy().await;
    let (at, key) = (World::facility(), Role::Borrower.key());
    let pau = at.pau;
    world.run(Role::Govops, &format!("govops set-relayer {pau} {key}")).await;
    world.run(Role::Mom, &format!("govops remove-relayer {pau} {}", Role::Relayer.key())).await;
    world.run(Role::Govops, &format!("govops set-freezer {pau} {key}")).await;
    let shown = world.run(Role::Payer, &format!("pau show {pau}")).await;
    assert_eq!(shown.get("relayers"), Some(&Value::List(vec![key.to_string()])));
    assert_eq!(shown.get("freezer"), Some(&Value::text(key)));

    let controller = at.nfat_config();
    world.run(Role::Council, &format!("govops remove-controller {pau} {controller}")).await;
    world.run(Role::Govops, &format!("govops add-controller {pau} {controller}")).await;
    let error =
        world.try_run(&[Role::Govops], &format!("govops add-controller {pau} {key}")).await.unwrap_err();
    assert!(error.to_string().contains("as a controller of PAU"), "{error}");

    let book = world.key_file(Role::OwnBase);
    let opened =
        world.run(Role::Govops, &format!("govops open-vault {pau} --book {book} --mint {}", at.mint)).await;
    let proxy = addresses::proxy(&pau, &Role::OwnBase.key());
    assert_eq!(opened.get("proxy"), Some(&Value::text(proxy)));
    let release = format!("govops release-vault {pau} --book {} --mint {}", Role::OwnBase.key(), at.mint);
    let error = world.try_run(&[Role::Govops], &release).await.unwrap_err();
    assert!(error.to_string().contains("gov schedule permit release-vault"), "{error}");
}

#[tokio::test]
async fn an_action_needs_an_approval_and_its_end_does_not() {
    let world = World::new("approved-action");
    world.deploy().await;
    let (scope, pau) = (World::facility().scope, World::facility().pau);
    let endpoint = World::endpoint();
    let spec = format!(
        r#"{{ "program": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", "data_prefix": "03", "accounts": [
            {{ "role": "vault", "mint": "{}", "writable": true }},
            {{ "role": "pinned", "account": "{endpoint}", "writable": true }},
            {{ "role": "proxy", "signer": true }}] }}"#,
        Role::Mint.key()
    );
    let spec = world.file("action.json", &spec);
    let enable = format!("govops enable-action {pau} --spec {spec}");
    let error = world.try_run(&[Role::Govops], &enable).await.unwrap_err();
    assert!(error.to_string().contains("no init approves this action"), "{error}");
    let line = format!("gov schedule init-action --every-pau --spec {spec} --scope {scope}");
    let number = world.run(Role::Council, &line).await.get("number").unwrap().clone();
    world.cluster.advance(DELAY).unwrap();
    world.run(Role::Payer, &format!("gov execute {number} --scope {scope}")).await;
    world.run(Role::Govops, &enable).await;
    let show = format!("pau action show {pau} --spec {spec}");
    assert_eq!(world.run(Role::Payer, &show).await.get("enabled"), Some(&Value::Flag(true)));
    world.run(Role::Mom, &format!("govops disable-action {pau} --spec {spec}")).await;
    assert_eq!(world.run(Role::Payer, &show).await.get("enabled"), Some(&Value::Flag(false)));
}

#[tokio::test]
async fn many_halt_and_only_the_council_lets_go_on() {
    let world = World::new("halt");
    world.deploy().await;
    let (pau, at) = (World::facility().pau, World::facility().facility);
    world.run(Role::Warden, &format!("halt facility {at} deposit,claim")).await;
    world.run(Role::ScopeFreezer, &format!("halt facility {at} deploy")).await;
    let clear = format!("halt clear facility {at} claim");
    assert_eq!(world.refusal(Role::Warden, &clear).await, "NotCouncil");
    world.run(Role::Council, &clear).await;
    let shown = world.run(Role::Payer, &format!("facility show {at}")).await;
    assert_eq!(shown.get("halted"), Some(&Value::text("deposit, deploy")));
    let error = world.try_run(&[Role::Govops], &format!("halt facility {at} claim")).await.unwrap_err();
    assert!(error.to_string().contains("expected a warden, council, mom or freezer"), "{error}");

    world.run(Role::Beacon, &format!("book open {at}")).await;
    world.run(Role::Warden, &format!("halt book {at} 1 claim,deploy")).await;
    world.run(Role::Council, &format!("halt clear book {at} 1 claim")).await;
    let shown = world.run(Role::Payer, &format!("book state {at} 1")).await;
    assert_eq!(shown.get("halted"), Some(&Value::text("deploy")));

    let error = world.try_run(&[Role::Warden], &format!("halt pau {pau}")).await.unwrap_err();
    assert!(error.to_string().contains("which is none"), "the warden's Beam is over the facility: {error}");
    world.run(Role::Govops, &format!("halt pau {pau}")).await;
    assert_eq!(world.refusal(Role::Govops, &format!("halt clear pau {pau}")).await, "NotCouncil");
    world.run(Role::Council, &format!("halt clear pau {pau}")).await;
    let shown = world.run(Role::Payer, &format!("pau show {pau}")).await;
    assert_eq!(shown.get("frozen"), Some(&Value::Flag(false)));
}

#[tokio::test]
async fn the_conserver_takes_over_and_migrates_a_book() {
    let world = World::new("conserver");
    world.deploy().await;
    let (scope, pau, at) = (World::facility().scope, World::facility().pau, World::facility().facility);
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let take_over = format!("gov take-over {pau} --scope {scope}");
    assert_eq!(world.refusal(Role::Conserver, &take_over).await, "PauNotFrozen");
    let freezer = format!("govops set-freezer {pau} {}", Role::Warden.key());
    let error = world.try_run(&[Role::Conserver], &freezer).await.unwrap_err();
    assert!(error.to_string().contains("only after `halo gov take-over`"), "{error}");
    world.run(Role::Mom, &format!("halt pau {pau}")).await;
    world.run(Role::Conserver, &take_over).await;
    world.run(Role::Conserver, &freezer).await;
    assert_eq!(world.refusal(Role::Govops, &freezer).await, "Conserved");
    let beam = format!("beam show --target {at} --holder {}", Role::Beacon.key());
    let shown = world.run(Role::Payer, &beam).await;
    assert_eq!(shown.get("live"), Some(&Value::Flag(false)));
    assert!(shown.get("epoch").unwrap().to_string().contains("void, grant it again"), "{shown:?}");

    // The PAU to migrate to: of the same scope, with the facility as a controller.
    let base = world.key_file(Role::OwnBase);
    world.run(Role::Payer, &format!("pau init --base {base} --admin {scope}")).await;
    let there = World::own_pau();
    for addition in [
        format!("register-pau {there}"),
        format!("cbeam {there} {}", Role::Govops.key()),
        format!("init-controller {there} {at} --kinds transfer,claim"),
    ] {
        world.run(Role::Council, &format!("gov schedule {addition} --scope {scope}")).await;
    }
    world.cluster.advance(DELAY).unwrap();
    for number in 9..12 {
        world.run(Role::Payer, &format!("gov execute {number} --scope {scope}")).await;
    }
    world.run(Role::Govops, &format!("govops add-controller {there} {at}")).await;
    world.run(Role::Conserver, &format!("book migrate {at} 1 --to {there}")).await;
    let shown = world.run(Role::Payer, &format!("book state {at} 1")).await;
    assert_eq!(shown.get("pau"), Some(&Value::text(there)));
    let account = World::facility().under(&there).book(1).token_account;
    assert_eq!(shown.get("token_account"), Some(&Value::text(account)));

    world.run(Role::Council, &format!("gov hand-back {pau} --scope {scope}")).await;
    world.run(Role::Council, &format!("halt clear pau {pau}")).await;
    world.run(Role::Govops, &freezer).await;
    // A Beam follows the money: for the Book's new PAU it is granted under that PAU.
    let beacon = Role::Beacon.key();
    world.run(Role::Govops, &format!("beam revoke --target {at} --holder {beacon}")).await;
    let grant = format!("beam grant --target {at} --holder {beacon} --permissions book --expires 2026-01-01");
    world.run(Role::Govops, &format!("{grant} --pau {there}")).await;
    assert_eq!(world.run(Role::Payer, &beam).await.get("live"), Some(&Value::Flag(true)));
    let unwind = world.plan(Role::Beacon, &format!("book unwind {at} 1")).await;
    assert!(unwind.instructions[0].accounts.iter().any(|account| account.pubkey == there));
}

#[tokio::test]
async fn primes_and_the_buybox_can_be_changed() {
    let world = World::new("changes");
    world.deploy().await;
    let (scope, at, prime) = (World::facility().scope, World::facility().facility, Role::Prime.key());
    let approve = |max: &str| format!("facility prime approve {at} {prime} --max {max} --slope 1M");
    let error = world.try_run(&[Role::Govops], &approve("101M")).await.unwrap_err();
    assert!(error.to_string().contains("at most 100,000,000 now"), "{error}");
    world.run(Role::Govops, &approve("100M")).await;
    world.run(Role::Govops, &format!("facility prime set {at} {prime} --active false")).await;
    let deposit = format!("facility deposit {at} --amount 1");
    assert_eq!(world.refusal(Role::Prime, &deposit).await, "PrimeNotApproved");
    world.run(Role::Govops, &format!("facility prime set {at} {prime} --active true --max 50M")).await;
    world.run(Role::Prime, &deposit).await;
    let buybox = r#"{ "size": ["1", "2"], "duration_days": [1, 2], "apy_bps": [3, 4], "penalty_max_bps": 5, "grace_days": 6,
        "risk_tiers": [0], "asset_types": ["loan"], "jurisdictions": ["Switzerland"] }"#;
    let buybox = world.file("buybox.json", buybox);
    let set = format!("facility buybox {at} --buybox {buybox}");
    let error = world.try_run(&[Role::Govops], &set).await.unwrap_err();
    assert!(error.to_string().contains("nothing permits exactly this buybox"), "{error}");
    let permit = format!("gov schedule permit buybox {at} --buybox {buybox} --scope {scope}");
    world.run(Role::Council, &permit).await;
    world.cluster.advance(DELAY).unwrap();
    world.run(Role::Payer, &format!("gov execute 9 --scope {scope}")).await;
    world.run(Role::Govops, &set).await;
    let shown = world.run(Role::Payer, &format!("facility show {at}")).await;
    assert_eq!(shown.get("size_max"), Some(&Value::Tokens(2_000_000, 6)));
    assert_eq!(shown.get("risk_tiers"), Some(&Value::text("0")));
    assert!(world.try_run(&[Role::Govops], &set).await.is_err(), "the permit is used up");
}
