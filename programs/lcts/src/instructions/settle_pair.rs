use crate::{
    error::LctsError,
    instructions::settlement::{Capacities, Settle, Sides},
    state::Direction,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::settle_pair;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SettlePairArgs {
    /// Underlying that may come to the holding beside what is netted, base units.
    pub subscribe_capacity: u64,
    /// Underlying that may leave the holding beside what is netted, base units.
    pub redeem_capacity: u64,
}

/// Specification:
/// - shall first convert the queues into each other: what subscribers bring pays redeemers, and never passes through the
///   holding;
/// - shall convert the rest of either within its capacity, the unit's guardrails and what the holding has;
/// - a queue that is not locked shall take no part; one of them must be locked.
pub fn handler(ctx: Context<Settle>, args: SettlePairArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let wanted = Capacities { subscribe: args.subscribe_capacity, redeem: args.redeem_capacity };
    let (capped, rate) = accounts.terms(wanted)?;
    let (subscribe, redeem) = (accounts.side(Direction::Subscribe)?, accounts.side(Direction::Redeem)?);
    let (mut subscribers, mut redeemers) = (subscribe.current()?, redeem.current()?);
    let settled = settle_pair(&mut subscribers, &mut redeemers, &rate, capped.subscribe, capped.redeem)
        .explain::<LctsError>()?;
    subscribe.store(&subscribers, &settled.subscribe)?;
    redeem.store(&redeemers, &settled.redeem)?;
    let sides = Sides { subscribe: Some(subscribe), redeem: Some(redeem) };
    let event = accounts.finish(&sides, &settled, &rate)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
