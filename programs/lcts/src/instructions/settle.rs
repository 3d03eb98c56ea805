use crate::{
    error::LctsError,
    instructions::settlement::{Capacities, Settle, Sides},
    state::Direction,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{settle_redeem, settle_subscribe};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SettleArgs {
    /// The queue that is settled; the other one is not touched.
    pub direction: Direction,
    /// Underlying that may be converted, base units. 0 unlocks the queue as it is.
    pub capacity: u64,
}

/// Specification:
/// - shall convert `min(capacity, all that waits)` at the exchange rate, within the unit's guardrails and what the
///   holding has, and share it among all members in proportion;
/// - shall leave nothing or at least the smallest residual, and finalize a generation that is drained;
/// - shall unlock what it does not finalize, also when it converts nothing;
/// - shall refuse what is not locked, after 16:00 UTC, and while the PAU is frozen or money of the holding is missing.
pub fn handler(ctx: Context<Settle>, args: SettleArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let wanted = match args.direction {
        Direction::Subscribe => Capacities { subscribe: args.capacity, redeem: 0 },
        Direction::Redeem => Capacities { subscribe: 0, redeem: args.capacity },
    };
    let (capped, rate) = accounts.terms(wanted)?;
    let side = accounts.side(args.direction)?;
    let mut totals = side.current()?;
    let (settled, sides) = match args.direction {
        Direction::Subscribe => {
            let settled = settle_subscribe(&mut totals, &rate, capped.subscribe).explain::<LctsError>()?;
            side.store(&totals, &settled.subscribe)?;
            (settled, Sides { subscribe: Some(side), redeem: None })
        }
        Direction::Redeem => {
            let settled = settle_redeem(&mut totals, &rate, capped.redeem).explain::<LctsError>()?;
            side.store(&totals, &settled.redeem)?;
            (settled, Sides { subscribe: None, redeem: Some(side) })
        }
    };
    let event = accounts.finish(&sides, &settled, &rate)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
