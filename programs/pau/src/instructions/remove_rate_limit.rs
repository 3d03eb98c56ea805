use crate::{
    error::PauError,
    events::RateLimitChanged,
    state::{Pau, RateLimit},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveRateLimit<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, close = rent_payer, has_one = pau @ PauError::WrongPau, has_one = rent_payer @ PauError::WrongRentPayer)]
    pub limit: AccountLoader<'info, RateLimit>,
    /// CHECK: receives the rent of the limit, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall end every movement under this key: no limit account, no movement.
pub fn handler(ctx: Context<RemoveRateLimit>) -> Result<()> {
    let event = {
        let accounts = &ctx.accounts;
        let mut limit = accounts.limit.load_mut()?;
        RateLimitChanged {
            limit: accounts.limit.key(),
            sequence: limit.next_sequence(),
            admin: accounts.admin.key(),
            pau: accounts.pau.key(),
            max_before: limit.max,
            max_after: 0,
            slope_before: limit.slope,
            slope_after: 0,
            available: 0,
            removed: true,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
