use crate::{
    error::PauError,
    events::RateLimitPauseChanged,
    state::{Pau, RateLimit},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct ResumeRateLimit<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Specification:
/// - shall let the limit go on from the values it was paused with: the pause itself gives nothing;
/// - shall be the administrator's alone; whoever may pause may not resume.
pub fn handler(ctx: Context<ResumeRateLimit>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let accounts = &ctx.accounts;
        let mut limit = accounts.limit.load_mut()?;
        limit.resume(now)?;
        RateLimitPauseChanged {
            limit: accounts.limit.key(),
            sequence: limit.next_sequence(),
            actor: accounts.admin.key(),
            pau: accounts.pau.key(),
            available: limit.available,
            paused: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
