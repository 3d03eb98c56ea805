use crate::instructions::settlement::{Capacities, Settle};
use anchor_lang::prelude::*;
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
    let wanted = Capacities { subscribe: args.subscribe_capacity, redeem: args.redeem_capacity };
    let event = ctx.accounts.execute(wanted, [true, true], |[subscribe, redeem], rate, capped| {
        settle_pair(subscribe, redeem, rate, capped.subscribe, capped.redeem)
    })?;
    halo_common::emit!(ctx, event);
    Ok(())
}
