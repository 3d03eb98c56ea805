use crate::{
    error::PauError,
    events::RateLimitChanged,
    state::{Pau, RateLimit},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRateLimitArgs {
    /// Base units; 0 blocks, `u64::MAX` is unlimited.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetRateLimit<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Specification:
/// - shall refill at the old slope up to now, then change;
/// - a raise shall make nothing available at once; a cut shall bite at once;
/// - a paused limit shall stay paused.
pub fn handler(ctx: Context<SetRateLimit>, args: SetRateLimitArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let accounts = &ctx.accounts;
        let mut limit = accounts.limit.load_mut()?;
        let (max_before, slope_before) = (limit.max, limit.slope);
        limit.set(args.max, args.slope, now);
        RateLimitChanged {
            limit: accounts.limit.key(),
            sequence: limit.next_sequence(),
            admin: accounts.admin.key(),
            pau: accounts.pau.key(),
            max_before,
            max_after: limit.max,
            slope_before,
            slope_after: limit.slope,
            available: limit.available,
            removed: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
