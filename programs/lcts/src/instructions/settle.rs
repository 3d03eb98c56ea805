use crate::{
    instructions::settlement::{Capacities, Settle},
    state::Direction,
};
use anchor_lang::prelude::*;
use halo_math::{settle_pair, Generation};

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
/// - shall refuse what is not locked, and after 16:00 UTC.
pub fn handler(ctx: Context<Settle>, args: SettleArgs) -> Result<()> {
    let capacity = args.capacity;
    let event = match args.direction {
        Direction::Subscribe => {
            let wanted = Capacities { subscribe: capacity, redeem: 0 };
            ctx.accounts.execute(wanted, [true, false], |[subscribe, _], rate, capped| {
                settle_pair(subscribe, &mut Generation::default(), rate, capped.subscribe, 0)
            })
        }
        Direction::Redeem => {
            let wanted = Capacities { subscribe: 0, redeem: capacity };
            ctx.accounts.execute(wanted, [false, true], |[_, redeem], rate, capped| {
                settle_pair(&mut Generation::default(), redeem, rate, 0, capped.redeem)
            })
        }
    }?;
    halo_common::emit!(ctx, event);
    Ok(())
}
