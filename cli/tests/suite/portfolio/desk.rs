//! What every case starts from: a unit with both queues and a holding, and two people with 50,000 each. It is noon.

use crate::world::{Role, World, DELAY};
use halo_cli::{Paint, Value, View};
use halo_sdk::{
    addresses::{self, LctsAddresses, Tranche},
    instructions::{configurator::Configurer, lcts as ix},
    lcts::{
        instructions::{InitializeUnitArgs, SetGuardrailsArgs},
        share_mint::ShareMetadata,
        state::Direction,
    },
    token::TokenProgram,
};
use solana_pubkey::Pubkey;

/// One token.
pub const ONE: u64 = 1_000_000;
pub const HOUR: u64 = 3_600;
/// 2025-01-28 16:00 UTC, by when the first lock is settled.
pub const DEADLINE: i64 = 1_738_080_000;

pub fn unit() -> LctsAddresses {
    let at = World::facility();
    LctsAddresses {
        unit: addresses::unit(&Role::UnitBase.key()),
        scope: at.scope,
        pau: at.pau,
        mint: at.mint,
        token_program: at.token_program,
        share_program: TokenProgram::Token2022.id(),
        tranche: Tranche::Sole,
    }
}

/// `lcts COMMAND` with `@` for the unit.
pub fn line(command: &str) -> String {
    format!("lcts {command}").replace('@', &unit().unit.to_string())
}

/// `line` acted by `role`.
pub async fn act(world: &World, role: Role, command: &str) -> View {
    world.run(role, &line(command)).await
}

/// What `command` of `role` is refused with before anything is signed.
pub async fn refused(world: &World, role: Role, command: &str) -> String {
    let error = world.try_run(&[role], &line(command)).await.expect_err(command);
    format!("{error:#}").replace(&unit().unit.to_string(), "@")
}

/// What is shown of `command` to a person.
pub async fn page(world: &World, role: Role, command: &str) -> String {
    act(world, role, command).await.render(Paint::plain())
}

pub fn tokens(view: &View, name: &str) -> u64 {
    match view.get(name) {
        Some(Value::Tokens(units, 6)) => *units,
        other => panic!("{name}: {other:?}"),
    }
}

/// Token accounts of `owner` for the underlying and for the shares, base units; 0 for one that is not there.
pub fn wallet(world: &World, owner: Role) -> [u64; 2] {
    let at = unit();
    [at.cash(&owner.key()), at.shares(&owner.key())]
        .map(|account| world.cluster.token_balance(&account).unwrap_or_default())
}

/// The council schedules `additions`, and anybody executes them after the delay.
pub async fn enact(world: &World, additions: &[String]) {
    let scope = unit().scope;
    let mut numbers = Vec::new();
    for addition in additions {
        let scheduled = world.run(Role::Council, &format!("gov --scope {scope} schedule {addition}")).await;
        numbers.push(scheduled.get("number").expect("a number").to_string());
    }
    world.cluster.advance(DELAY).unwrap();
    for number in numbers {
        world.run(Role::Payer, &format!("gov --scope {scope} execute {number}")).await;
    }
}

/// The council approves the unit as a controller and its limit; the GovOps makes both real.
async fn govern(world: &World) {
    let LctsAddresses { unit, pau, mint, .. } = unit();
    let limit = format!("--kind withdraw --target {unit} --mint {mint} --max 1M --slope 1M");
    let additions = [
        format!("init-controller {pau} {unit} --kinds withdraw,transfer --book {unit}"),
        format!("init-limit --pau {pau} {limit}"),
    ];
    enact(world, &additions).await;
    world.run(Role::Govops, &format!("govops add-controller {pau} {unit}")).await;
    world.run(Role::Govops, &format!("limits add {pau} {limit}")).await;
}

/// Creates the unit as the builders would, and opens what belongs to it.
async fn create(world: &World) {
    let (at, payer) = (unit(), Role::Payer.key());
    let base = world.key_file(Role::UnitBase);
    let init = format!(
        "lcts init --pau {} --mint {} --capacity 100k --redeem-limit 20k --yield-cap 0.5% --name Portfolio-A \
         --symbol PFA --uri https://a.example --base {base}",
        at.pau, at.mint
    );
    let shares =
        ShareMetadata { name: "Portfolio-A".into(), symbol: "PFA".into(), uri: "https://a.example".into() };
    let guardrails =
        SetGuardrailsArgs { capacity: 100_000 * ONE, redeem_limit: 20_000 * ONE, yield_cap_bps: 50 };
    let args = InitializeUnitArgs { rate: 1_000_000_000_000_000_000, guardrails, metadata: Some(shares) };
    let govops = Configurer::govops(&Role::Govops.key(), &at.scope, &at.pau);
    let expected = ix::initialize_unit(&payer, &Role::UnitBase.key(), &govops, &at, args);
    assert_eq!(world.plan(Role::Govops, &init).await.instructions, [expected]);
    world.run(Role::Govops, &init).await;
    for (name, direction) in [("subscribe", Direction::Subscribe), ("redeem", Direction::Redeem)] {
        let open = line(&format!("open-queue @ {name}"));
        let expected = ix::open_queue(&payer, &at, direction);
        assert_eq!(world.plan(Role::Payer, &open).await.instructions, [expected]);
        world.run(Role::Payer, &open).await;
    }
    let open = line("open-holding @");
    assert_eq!(world.plan(Role::Payer, &open).await.instructions, [ix::open_holding(&payer, &at)]);
    world.run(Role::Payer, &open).await;
    grant(world, &at.unit).await;
}

/// The council gives the beacon every right over a unit.
pub async fn grant(world: &World, unit: &Pubkey) {
    let (beacon, rights) = (Role::Beacon.key(), "lock,settle,rate,deploy");
    let grant = format!("beam grant --target {unit} --holder {beacon} --permissions {rights}");
    world.run(Role::Council, &format!("{grant} --expires 2026-01-01")).await;
}

/// The unit at noon of 2025-01-28.
pub async fn open(name: &str) -> World {
    let world = World::new(name);
    world.deploy().await;
    govern(&world).await;
    create(&world).await;
    for owner in [Role::Alice, Role::Bob] {
        world.cluster.mint_tokens(&Role::Mint.key(), &owner.key(), 50_000 * ONE).unwrap();
    }
    world.cluster.warp_to(DEADLINE - 4 * HOUR as i64).unwrap();
    world
}

/// The same an hour later: Alice has subscribed with 10,000 and Bob with 30,000, and the queues are locked.
pub async fn locked(name: &str) -> World {
    let world = open(name).await;
    act(&world, Role::Alice, "enter @ subscribe --amount 10k").await;
    act(&world, Role::Bob, "enter @ subscribe --amount 30k").await;
    world.cluster.advance(HOUR).unwrap();
    act(&world, Role::Beacon, "lock @").await;
    world
}
