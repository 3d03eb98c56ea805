//! A peg stability module, and entering a unit's queue through it.

use halo_sdk::{
    configurator::state::{Grant, Payload},
    halo_math::RAY,
    instructions::{
        lcts::{self, Conversion, Entry},
        psm::{self as ix, Trader},
    },
    lcts::{instructions::EnterWithUsdsArgs, state::Direction::Subscribe},
    psm::{instructions::SwapArgs, state::Side},
};
use halo_tests::{
    chain::Light,
    exchange::Exchange,
    liquid_unit::LiquidUnit,
    world::{World, ONE},
};
use solana_pubkey::Pubkey;

const RESERVE: u64 = 1_000 * ONE;

/// `member` pays in another token, the first time through a transit account that is not there yet.
pub async fn run(world: &mut World<Light>, unit: &LiquidUnit, member: &Pubkey) {
    let exchange = Exchange::named(world, "PSM");
    exchange.mint_to(world, member, 3 * RESERVE).await;
    exchange.open(world, member, RESERVE).await;
    let spec = exchange.converter(&unit.at);
    world.enact(Payload::AddInit { pau: unit.at.pau, grant: Grant::Action(spec.clone()) }).await;
    exchange.enable(world, &unit.at).await;
    let (at, admin) = (&exchange.at, &exchange.admin);
    for amount_in in [ONE, 2 * ONE] {
        let source = at.stable.account(member);
        let entry = Entry { source, ..unit.entry(world, Subscribe, member).await };
        let conversion =
            Conversion { mint: at.stable.mint, token_program: at.stable.token_program, spec: &spec };
        let args = EnterWithUsdsArgs { amount_in, min_amount: amount_in };
        let enter = lcts::enter_with_usds(&unit.side(Subscribe), &entry, &conversion, args);
        world.ok(&[enter], &[*member]).await;
    }
    world.ok(&[ix::set_rate(admin, at, RAY + 1), ix::quote(at, Side::Stable, ONE)], &[*admin]).await;
    for sold in [Side::Stable, Side::Savings] {
        let args = SwapArgs { sold, amount_in: ONE, min_out: ONE / 2 };
        world.ok(&[ix::swap(&Trader::of(member, at, sold), at, args)], &[*member]).await;
    }
    world.ok(&[ix::pause(admin, at), ix::unpause(admin, at)], &[*admin]).await;
    let take = ix::withdraw(admin, at, Side::Stable, &at.stable.account(member), ONE);
    world.ok(&[take], &[*admin]).await;
}
