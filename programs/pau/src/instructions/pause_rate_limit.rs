use crate::{
    error::PauError,
    events::RateLimitPauseChanged,
    state::{Pau, RateLimit},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct PauseRateLimit<'info> {
    pub guardian: Signer<'info>,
    #[account(constraint = pau.load()?.is_guardian(guardian.key) @ PauError::NotGuardian)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Specification:
/// - shall stop every movement under this key and keep its values, so that ending an emergency needs no climb;
/// - what has accrued up to now is kept, nothing accrues from now on.
pub fn handler(ctx: Context<PauseRateLimit>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let accounts = &ctx.accounts;
        let mut limit = accounts.limit.load_mut()?;
        limit.pause(now)?;
        RateLimitPauseChanged {
            limit: accounts.limit.key(),
            sequence: limit.next_sequence(),
            actor: accounts.guardian.key(),
            pau: accounts.pau.key(),
            available: limit.available,
            paused: true,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
