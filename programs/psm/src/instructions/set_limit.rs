use crate::{events::LimitSet, instructions::Administer, state::Side};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetLimitArgs {
    /// The reserve that pays.
    pub side: Side,
    /// Most that can be available to swaps, base units; 0 for none, `u64::MAX` for no limit.
    pub max: u64,
    /// Refill in base units a day.
    pub slope: u64,
}

/// Specification:
/// - shall bound what swaps pay out of one reserve; lowering bites at once: what was swapped before the change is not
///   undone by what comes after it;
/// - shall give no burst: a limit that was raised has what it had.
pub fn handler(ctx: Context<Administer>, args: SetLimitArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut psm = accounts.psm.load_mut()?;
        let limit = &mut psm.reserve_mut(args.side).limit;
        limit.set(args.max, args.slope, now);
        let available = limit.available_at(now);
        psm.forget_swaps();
        LimitSet {
            psm: accounts.psm.key(),
            sequence: psm.next_sequence(),
            admin: accounts.admin.key(),
            side: args.side,
            max: args.max,
            slope: args.slope,
            available,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
