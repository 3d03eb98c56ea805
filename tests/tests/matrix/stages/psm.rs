//! Stages of the peg stability module.

use super::super::cast::Cast;
use halo_sdk::{
    halo_math::RAY,
    instructions::psm::{self as ix, Trader},
    psm::{
        instructions::{SetLimitArgs, SwapArgs},
        state::Side,
    },
};
use halo_tests::{matrix::Stage, world::ONE};

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = administration(cast);
    stages.extend(trading(cast));
    stages
}

fn administration(cast: &Cast) -> Vec<Stage> {
    let exchanges = &cast.exchanges;
    let (admin, running, paused) = (&exchanges.running.admin, &exchanges.running.at, &exchanges.paused.at);
    let new = exchanges.running.based_on(cast.fresh);
    let limit = SetLimitArgs { side: Side::Stable, max: ONE, slope: ONE };
    let member = &running.stable.account(&cast.portfolio.member);
    vec![
        Stage::new("psm.initialize_psm", new.initializing(&cast.a.world.roles().payer)),
        Stage::new("psm.set_rate", ix::set_rate(admin, running, RAY + 1)),
        Stage::new("psm.set_limit", ix::set_limit(admin, running, limit)),
        Stage::new("psm.pause", ix::pause(admin, running)),
        Stage::new("psm.unpause", ix::unpause(admin, paused)),
        Stage::new("psm.withdraw", ix::withdraw(admin, running, Side::Stable, member, ONE)),
    ]
}

fn trading(cast: &Cast) -> Vec<Stage> {
    let (psm, member) = (&cast.exchanges.running.at, &cast.portfolio.member);
    let swap = |sold| {
        let args = SwapArgs { sold, amount_in: ONE, min_out: ONE / 2 };
        ix::swap(&Trader::of(member, psm, sold), psm, args)
    };
    let source = psm.savings.account(member);
    vec![
        Stage::new("psm.deposit", ix::deposit(member, psm, Side::Savings, &source, ONE)),
        Stage::new("psm.swap", swap(Side::Stable)),
        Stage::new("psm.swap (savings)", swap(Side::Savings)),
        Stage::new("psm.quote", ix::quote(psm, Side::Stable, ONE)),
    ]
}
