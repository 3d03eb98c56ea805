//! Stages of the liquidity constrained tokens. It is 13:00 UTC.

mod members;

use super::super::cast::{portfolio::SHARE, Cast};
use halo_sdk::{
    instructions::{configurator::Configurer, lcts as ix},
    lcts::{
        instructions::{SetGuardrailsArgs, SettlePairArgs},
        share_mint::ShareMetadata,
        state::Direction::{Redeem, Subscribe},
    },
};
use halo_tests::{
    liquid_unit::{LiquidUnit, GUARDRAILS, PAR},
    matrix::Stage,
    world::ONE,
};

pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = administration(cast);
    stages.extend(days(cast).await);
    stages.extend(holding(cast));
    stages.extend(members::stages(cast).await);
    stages.extend(members::views(cast));
    stages
}

/// By the GovOps in A, and in B by the conserver.
fn administration(cast: &Cast) -> Vec<Stage> {
    let (a, b, units) = (&cast.a.world, &cast.b.world, &cast.portfolio.units);
    let payer = &a.roles().payer;
    let new = |facility| LiquidUnit::at(facility, cast.fresh);
    let described = ShareMetadata {
        name: "Matrix".into(),
        symbol: "MTRX".into(),
        uri: "https://example.com/matrix.json".into(),
    };
    let lower = SetGuardrailsArgs { capacity: GUARDRAILS.capacity / 2, ..GUARDRAILS };
    let higher = SetGuardrailsArgs { capacity: GUARDRAILS.capacity + ONE, yield_cap_bps: 90, ..GUARDRAILS };
    let inits = ix::GuardrailInits { amounts: Some(a.facility.pau), yield_cap: Some(a.facility.pau) };
    let guard = |by: &Configurer, unit: &LiquidUnit| ix::set_guardrails(by, &unit.at, lower);
    vec![
        Stage::new("lcts.initialize_unit", new(&a.facility).initializing(payer, &a.configurer())),
        Stage::new(
            "lcts.initialize_unit (described)",
            new(&a.facility).initializing_as(payer, &a.configurer(), Some(described)),
        ),
        Stage::new("lcts.initialize_unit (conserver)", new(&b.facility).initializing(payer, &b.conserver())),
        Stage::new("lcts.set_guardrails", guard(&a.configurer(), &units.open)),
        Stage::new(
            "lcts.set_guardrails (raise)",
            ix::raise_guardrails(&a.configurer(), &units.open.at, inits, higher),
        ),
        Stage::new("lcts.set_guardrails (conserver)", guard(&b.conserver(), &units.foreign)),
        Stage::new("lcts.open_queue", ix::open_queue(payer, &units.bare.at, Redeem)),
        Stage::new("lcts.open_queue (subscribe)", ix::open_queue(payer, &units.foreign.at, Subscribe)),
        Stage::new("lcts.open_holding", ix::open_holding(payer, &units.bare.at)),
    ]
}

/// What a beacon does in a day, and what anybody may when it has not.
async fn days(cast: &Cast) -> Vec<Stage> {
    let (world, units) = (&cast.a.world, &cast.portfolio.units);
    let (beacon, locked) = (&world.roles().beacon, &units.locked);
    let overdue = units.overdue.side(Subscribe);
    let pair = || SettlePairArgs { subscribe_capacity: SHARE / 4, redeem_capacity: SHARE / 4 };
    vec![
        Stage::new("lcts.lock", units.open.locking(world).await),
        Stage::new("lcts.settle_subscribe", locked.settling(world, Subscribe, SHARE / 4).await),
        Stage::new("lcts.settle_redeem", locked.settling(world, Redeem, SHARE / 4).await),
        Stage::new("lcts.settle_redeem (junior)", units.junior.settling(world, Redeem, SHARE / 4).await),
        Stage::new("lcts.settle_pair", locked.settling_pair(world, pair()).await),
        Stage::new("lcts.settle_pair (junior)", units.junior.settling_pair(world, pair()).await),
        Stage::new("lcts.unlock_overdue", ix::unlock_overdue(&units.overdue.at, &overdue, 1)),
        Stage::new("lcts.set_rate", ix::set_rate(beacon, &locked.at, PAR + PAR / 1_000)),
        Stage::new("lcts.set_rate (lower)", ix::set_rate(beacon, &units.open.at, PAR / 2)),
        Stage::new("lcts.set_rate (junior)", ix::set_rate(beacon, &units.junior.at, PAR / 2)),
        Stage::new("lcts.haircut", ix::haircut(beacon, &locked.at, &units.junior.at.unit, ONE)),
    ]
}

fn holding(cast: &Cast) -> Vec<Stage> {
    let (world, units) = (&cast.a.world, &cast.portfolio.units);
    let (open, council) = (&units.open.at, &world.roles().council);
    let home = world.facility.token_account(&world.borrower);
    vec![
        Stage::new("lcts.deploy", ix::deploy(&world.roles().beacon, open, &world.endpoint, ONE)),
        Stage::new("lcts.subordinate", ix::subordinate(&units.spare.at, &open.unit)),
        Stage::new("lcts.check_unit", ix::check_unit(open)),
        Stage::new("lcts.check_unit (junior)", ix::check_unit(&units.junior.at)),
        Stage::new("lcts.clear_halt", ix::clear_unit_halt(council, &units.overdue.at)),
        Stage::new("lcts.return_funds", ix::return_funds(&world.borrower, open, &home, ONE)),
        Stage::new(
            "lcts.return_funds (halted)",
            ix::return_funds(&world.borrower, &units.overdue.at, &home, ONE),
        ),
    ]
}
