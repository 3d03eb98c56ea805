use crate::state::RateLimit;
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct AvailableLimit<'info> {
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Specification: shall return what `charge` would accept in this slot; `u64::MAX` when unlimited, 0 while paused.
pub fn handler(ctx: Context<AvailableLimit>) -> Result<u64> {
    Ok(ctx.accounts.limit.load()?.available_at(Clock::get()?.unix_timestamp))
}
