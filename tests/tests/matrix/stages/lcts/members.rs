//! What the members of a queue do, and what anybody can ask.

use super::super::super::cast::{portfolio::Portfolio, Cast};
use halo_sdk::{
    addresses::ReserveToken,
    instructions::lcts::{self as ix, Conversion, Entry},
    lcts::{
        instructions::EnterWithUsdsArgs,
        state::Direction::{Redeem, Subscribe},
    },
};
use halo_tests::{liquid_unit::LiquidUnit, matrix::Stage, world::ONE};

/// The open unit's subscribe queue has finalized its first generation, and its redeem queue too.
pub async fn stages(cast: &Cast) -> Vec<Stage> {
    let (world, payer) = (&cast.a.world, &cast.a.world.roles().payer);
    let Portfolio { units, member, early, .. } = &cast.portfolio;
    let (open, redeem) = (&units.open, units.open.side(Redeem));
    vec![
        converted(cast, "lcts.enter_with_usds", &units.open).await,
        converted(cast, "lcts.enter_with_usds (first)", &units.bare).await,
        Stage::new("lcts.enter", open.entering(world, Subscribe, member, ONE).await),
        Stage::new("lcts.enter (first)", units.bare.entering(world, Subscribe, member, ONE).await),
        Stage::new("lcts.enter (finalized)", open.entering(world, Subscribe, early, ONE).await),
        Stage::new("lcts.enter (dormant)", open.entering(world, Redeem, member, ONE).await),
        Stage::new("lcts.claim", open.claiming(Subscribe, member, Some(2))),
        Stage::new("lcts.claim (finalized)", open.claiming(Subscribe, early, Some(1))),
        Stage::new("lcts.claim (credited)", open.claiming(Subscribe, member, None)),
        Stage::new("lcts.exit", open.leaving(Subscribe, member, 2)),
        Stage::new("lcts.close_position", ix::close_position(&redeem, member, payer)),
        Stage::new("lcts.close_generation", ix::close_generation(&redeem, 1, payer)),
    ]
}

/// Paid in another token, which the PSM changes: through a transit account that the open unit does not have yet.
async fn converted(cast: &Cast, name: &str, unit: &LiquidUnit) -> Stage {
    let (member, queue) = (&cast.portfolio.member, unit.side(Subscribe));
    let (psm, spec) = (&cast.exchanges.running.at, cast.exchanges.running.converter(&unit.at));
    let source = psm.stable.account(member);
    let entry = Entry { source, ..unit.entry(&cast.a.world, Subscribe, member).await };
    let ReserveToken { mint, token_program } = psm.stable;
    let conversion = Conversion { mint, token_program, spec: &spec };
    let args = EnterWithUsdsArgs { amount_in: ONE, min_amount: ONE / 2 };
    let enter = ix::enter_with_usds(&queue, &entry, &conversion, args);
    let names = [
        "called trader",
        "called PSM",
        "called source",
        "called destination",
        "called vault in",
        "called vault out",
        "called mint in",
        "called mint out",
        "called program in",
        "called program out",
        "called event_authority",
        "called program",
    ];
    let writable = spec.accounts.iter().map(|rule| rule.writable);
    let rest: Vec<(&str, bool)> = names.into_iter().zip(writable).collect();
    Stage::new(name, enter).with_rest(&rest)
}

pub fn views(cast: &Cast) -> Vec<Stage> {
    let Portfolio { units, member, .. } = &cast.portfolio;
    let (open, queue) = (&units.open.at, units.open.side(Subscribe));
    vec![
        Stage::new("lcts.exchange_rate", ix::exchange_rate(open)),
        Stage::new("lcts.unit_state", ix::unit_state(open)),
        Stage::new("lcts.unit_state (junior)", ix::unit_state(&units.junior.at)),
        Stage::new("lcts.generation_state", ix::generation_state(&queue, 2)),
        Stage::new("lcts.position_state", ix::position_state(&queue, member, Some(2))),
    ]
}
