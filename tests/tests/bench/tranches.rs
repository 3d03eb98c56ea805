//! What keeps a unit honest: a junior that bears losses, checks that halt, and guardrails that rise by steps.

use halo_sdk::{
    configurator::state::Payload,
    instructions::lcts as ix,
    lcts::instructions::{SetGuardrailsArgs, UnitView},
};
use halo_tests::{
    chain::{Chain, Light},
    liquid_unit::{LiquidUnit, GUARDRAILS},
    world::{World, ONE, WIDE},
};

/// `unit` has shares and money in its holding, and half of its first capacity.
pub async fn run(world: &mut World<Light>, unit: &LiquidUnit) {
    let junior = LiquidUnit::named(world, "junior unit").below(unit);
    for grant in junior.grants(WIDE).into_iter().chain(unit.raises()) {
        world.enact(Payload::AddInit { pau: unit.at.pau, grant }).await;
    }
    junior.initialize(world).await;
    junior.add_controller(world).await;
    world.ok(&[ix::subordinate(&junior.at, &unit.at.unit)], &[]).await;
    let unit = unit.above(&junior);
    let (beacon, council, govops) = (world.roles().beacon, world.roles().council, world.configurer());
    world.ok(&[ix::haircut(&beacon, &unit.at, &junior.at.unit, ONE)], &[beacon]).await;
    let capacity = GUARDRAILS.capacity / 2 + ONE;
    let inits = ix::GuardrailInits { amounts: Some(unit.at.pau), yield_cap: Some(unit.at.pau) };
    let higher = SetGuardrailsArgs { capacity, yield_cap_bps: 90, ..GUARDRAILS };
    world.ok(&[ix::raise_guardrails(&govops, &unit.at, inits, higher)], &[govops.signer]).await;
    let before = unit.rob(world);
    world.ok(&[ix::check_unit(&unit.at)], &[]).await;
    world.chain.set_account(&unit.at.holding(), before);
    world.ok(&[ix::clear_unit_halt(&council, &unit.at)], &[council]).await;
    world.ok(&[ix::unit_state(&unit.at)], &[]).await;
    let view: UnitView = world.client.view_as(ix::unit_state(&unit.at)).await.expect("a unit");
    assert!(!view.halted && view.supply > 0, "{view:?}");
}
