//! The timelock by hand: what is scheduled, read, executed, cancelled and taken back.

use crate::world::{Role, World, DAY, DELAY, START};
use halo_cli::{Table, Value, View};
use halo_sdk::{
    addresses,
    configurator::{
        instructions::{InitializeScopeArgs, ScheduleArgs},
        state::{Grant, Payload, Role as ScopeRole},
        RELEASE_VAULT_DIGEST,
    },
    instructions::configurator as ix,
    pau::state::LimitKind,
};
use solana_pubkey::Pubkey;

const MILLION: u64 = 1_000_000_000_000;

fn table<'a>(view: &'a View, name: &str) -> &'a Table {
    match view.get(name) {
        Some(Value::Table(table)) => table,
        other => panic!("{name} is {other:?}"),
    }
}

fn states(view: &View) -> Vec<String> {
    table(view, "operations").rows.iter().map(|row| row.cells[1].to_string()).collect()
}

/// A scope and a PAU that it administers; returns both.
async fn scope_and_pau(world: &World) -> (Pubkey, Pubkey) {
    let [scope_base, pau_base] = [Role::ScopeBase, Role::PauBase].map(|base| world.key_file(base));
    let [mom, freezer, conserver] = [Role::Mom, Role::ScopeFreezer, Role::Conserver].map(|role| role.key());
    let line =
        format!("gov scope init --base {scope_base} --mom {mom} --freezer {freezer} --conserver {conserver}");
    let args = InitializeScopeArgs { mom, freezer, conserver };
    let expected =
        ix::initialize_scope(&Role::Payer.key(), &Role::ScopeBase.key(), &Role::Council.key(), args);
    assert_eq!(world.plan(Role::Council, &line).await.instructions, [expected]);
    world.run(Role::Council, &line).await;
    let (scope, pau) = (World::facility().scope, World::facility().pau);
    world.run(Role::Payer, &format!("pau init --base {pau_base} --admin {scope}")).await;
    (scope, pau)
}

#[tokio::test]
async fn every_addition_is_scheduled_as_the_builder_would() {
    let world = World::new("schedule");
    let (scope, pau) = scope_and_pau(&world).await;
    let (mint, endpoint, key) = (Role::Mint.key(), World::endpoint(), Role::Warden.key());
    let nobody = Pubkey::default();
    let limit =
        |max, slope| Grant::RateLimit { kind: LimitKind::Transfer, target: endpoint, mint, max, slope };
    let limit_line = format!("--kind transfer --target {endpoint} --mint {mint}");
    let controller = Grant::Controller { signer: key, book: nobody, kinds: LimitKind::Withdraw.bit() };
    let vault = addresses::book_vault(&pau, &key, &mint);
    let cases = [
        (format!("register-pau {pau}"), Payload::RegisterPau { pau }),
        (
            format!("init-limit --pau {pau} {limit_line} --max 100M --slope 50M"),
            Payload::AddInit { pau, grant: limit(100 * MILLION, 50 * MILLION) },
        ),
        (
            format!("init-limit --every-pau {limit_line} --max unlimited --slope 1M"),
            Payload::AddInit { pau: nobody, grant: limit(u64::MAX, MILLION) },
        ),
        (
            format!("init-controller {pau} {key} --kinds withdraw"),
            Payload::AddInit { pau, grant: controller },
        ),
        (
            format!("permit release-vault {pau} --book {key} --mint {mint}"),
            Payload::AddInit {
                pau: nobody,
                grant: Grant::Permit { target: vault, digest: RELEASE_VAULT_DIGEST },
            },
        ),
        (
            format!("permit digest {key} {}", "07".repeat(32)),
            Payload::AddInit { pau: nobody, grant: Grant::Permit { target: key, digest: [7; 32] } },
        ),
        (format!("cbeam {pau} {key}"), Payload::GrantCBeam { pau, govops: key }),
        (
            "parameters --delay 7d --step 10%".to_owned(),
            Payload::SetParameters { delay: 604_800, hop: 64_800, max_change_bps: 1_000 },
        ),
        (format!("role mom {key}"), Payload::SetRole { role: ScopeRole::Mom, key }),
    ];
    for (line, payload) in cases {
        let plan = world.plan(Role::Council, &format!("gov schedule {line} --after 3 --scope {scope}")).await;
        let args = ScheduleArgs { payload, predecessor: 3, config_version: 1 };
        let expected = ix::schedule(&Role::Payer.key(), &Role::Council.key(), &scope, 1, args);
        assert_eq!(plan.instructions, [expected], "{line}");
    }
}

#[tokio::test]
async fn an_operation_waits_and_takes_effect_once() {
    let world = World::new("operation");
    let (scope, pau) = scope_and_pau(&world).await;
    let scheduled =
        world.run(Role::Council, &format!("gov schedule register-pau {pau} --scope {scope}")).await;
    let due = START + DELAY as i64;
    assert_eq!(scheduled.get("due"), Some(&Value::Moment(due)));
    assert_eq!(scheduled.get("number"), Some(&Value::text(1)));
    let line = format!("gov execute 1 --scope {scope}");
    let error = world.try_run(&[Role::Payer], &line).await.unwrap_err();
    assert!(error.to_string().contains("operation 1 is due at 2025-01-14 00:00:00 UTC"), "{error}");

    let ops = world.run(Role::Payer, &format!("gov ops --scope {scope}")).await;
    let row = &table(&ops, "operations").rows[0];
    assert_eq!(row.cells[1], Value::text("pending"));
    assert_eq!(row.cells[2], Value::Moment(due));
    assert!(row.lines.contains(&("effect".to_owned(), "GovOps may configure this PAU".to_owned())));
    assert!(row.lines.contains(&("proposer".to_owned(), Role::Council.key().to_string())));

    world.cluster.advance(DELAY).unwrap();
    assert_eq!(states(&world.run(Role::Payer, &format!("gov ops --open --scope {scope}")).await), ["due"]);
    world.run(Role::Payer, &line).await;
    let error = world.try_run(&[Role::Payer], &line).await.unwrap_err();
    assert!(error.to_string().contains("came operation 1, which is executed"), "{error}");
    assert_eq!(states(&world.run(Role::Payer, &format!("gov ops --scope {scope}")).await), ["executed"]);
    let records = world.run(Role::Payer, &format!("gov records --scope {scope}")).await;
    let registration = addresses::registration(&scope, &pau);
    let row = &table(&records, "records").rows[0];
    assert_eq!(row.cells, [Value::Number(1), Value::text("PAU")]);
    assert!(row.lines.contains(&("record".to_owned(), registration.to_string())));

    world.run(Role::Payer, &format!("gov close 1 --scope {scope}")).await;
    assert!(states(&world.run(Role::Payer, &format!("gov ops --scope {scope}")).await).is_empty());
}

#[tokio::test]
async fn mom_cancels_while_the_timelock_is_paused() {
    let world = World::new("cancel");
    let (scope, pau) = scope_and_pau(&world).await;
    world.run(Role::Council, &format!("gov schedule register-pau {pau} --scope {scope}")).await;
    let close = format!("gov close 1 --scope {scope}");
    let error = world.try_run(&[Role::Payer], &close).await.unwrap_err();
    assert!(error.to_string().contains("can still take effect"), "{error}");
    world.run(Role::ScopeFreezer, &format!("gov pause --scope {scope}")).await;
    world.cluster.advance(DELAY).unwrap();
    let error = world.try_run(&[Role::Payer], &format!("gov execute 1 --scope {scope}")).await.unwrap_err();
    assert!(error.to_string().contains("the timelock is paused"), "{error}");
    let shown = world.run(Role::Payer, &format!("gov scope show --scope {scope}")).await;
    assert_eq!(shown.get("paused_since"), Some(&Value::Moment(START)));
    assert_eq!(shown.get("stood_still"), Some(&Value::Seconds(DELAY as i64)));
    assert_eq!(world.refusal(Role::Mom, &format!("gov resume --scope {scope}")).await, "NotCouncil");
    world.run(Role::Mom, &format!("gov cancel 1 --scope {scope}")).await;
    world.run(Role::Council, &format!("gov resume --scope {scope}")).await;
    assert_eq!(states(&world.run(Role::Payer, &format!("gov ops --scope {scope}")).await), ["cancelled"]);
}

#[tokio::test]
async fn what_was_approved_is_taken_back_at_once() {
    let world = World::new("back");
    world.deploy().await;
    let at = World::facility();
    let (scope, pau) = (at.scope, at.pau);
    let key = at.limit_key(LimitKind::Claim, &at.facility);
    let init = key.init(&scope, &pau);
    let line = format!("gov remove-init {init} --scope {scope}");
    assert_eq!(world.refusal(Role::ScopeFreezer, &line).await, "NotRemover");
    world.run(Role::Mom, &line).await;
    let limit = format!("{pau} --kind claim --target {} --mint {}", at.facility, at.mint);
    world.cluster.advance(DAY).unwrap();
    let error = world.try_run(&[Role::Govops], &format!("limits set {limit} --raise 1%")).await.unwrap_err();
    assert!(error.to_string().contains("no init approves a raise"), "{error}");
    world.run(Role::Govops, &format!("limits set {limit} --max 1M")).await;
    world.run(Role::Council, &format!("gov unregister {pau} --scope {scope}")).await;
    let error = world.try_run(&[Role::Govops], &format!("limits set {limit} --max 1")).await.unwrap_err();
    assert!(error.to_string().contains("is not registered"), "{error}");
}

#[tokio::test]
async fn a_wait_in_vain_is_refused_and_so_is_no_scope() {
    let world = World::new("vain");
    let (scope, _) = scope_and_pau(&world).await;
    let line = format!("gov schedule parameters --delay 1h --scope {scope}");
    let error = world.try_run(&[Role::Council], &line).await.unwrap_err();
    assert!(error.to_string().contains("this can never be executed"), "{error}");
    let error = world.try_run(&[Role::Council], "gov pause").await.unwrap_err();
    assert!(error.to_string().contains("--scope or HALO_SCOPE"), "{error}");
    let error = world.try_run(&[Role::Payer], &format!("gov execute 5 --scope {scope}")).await.unwrap_err();
    assert!(error.to_string().contains("operation 5 does not exist"), "{error}");
}

#[tokio::test]
async fn nothing_administrative_is_signed_with_a_durable_nonce() {
    let world = World::new("nonce");
    let (scope, pau) = scope_and_pau(&world).await;
    let line = format!("gov schedule register-pau {pau} --scope {scope}");
    let mut plan = world.plan(Role::Council, &line).await;
    let nonce = Pubkey::new_unique();
    plan.instructions
        .insert(0, solana_system_interface::instruction::advance_nonce_account(&nonce, &Role::Council.key()));
    let error = world.send(&[Role::Council], plan).await.unwrap_err();
    assert!(error.to_string().contains("came a durable nonce"), "{error}");
    assert!(states(&world.run(Role::Payer, &format!("gov ops --scope {scope}")).await).is_empty());
}

#[tokio::test]
async fn what_is_signed_is_read_back_in_words() {
    let world = World::new("effects");
    world.deploy().await;
    let at = World::facility();
    let effects = |view: View| match view.get("effects") {
        Some(Value::List(effects)) => effects.clone(),
        other => panic!("effects are {other:?}"),
    };
    let key = format!("{} --kind claim --target {} --mint {}", at.pau, at.facility, at.mint);
    let lowered = world.document(Role::Govops, &format!("limits set {key} --max 5M")).await;
    let limit = at.claim_limit();
    let expected = format!(
        "changes a rate limit\n  max    5,000,000\n  slope  1,000,000,000 a day\n  PAU    {}\n  limit  {limit}",
        at.pau
    );
    assert_eq!(effects(lowered), [expected]);

    let line = format!("gov schedule init-limit --every-pau --kind deposit --target {} --mint {} --max 7M --slope 1M --scope {}", at.facility, at.mint, at.scope);
    let scheduled = effects(world.document(Role::Council, &line).await);
    assert!(scheduled[0].starts_with("schedules behind the timelock\n"), "{scheduled:?}");
    for expected in
        ["a limit on deposits is approved", "7,000,000", "1,000,000 a day", "every registered PAU"]
    {
        assert!(scheduled[0].contains(expected), "no {expected:?} in {}", scheduled[0]);
    }
}
