use crate::state::RateLimit;
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct AvailableLimit<'info> {
    pub limit: AccountLoader<'info, RateLimit>,
}

/// Specification: shall return what `charge` would accept in this slot; `u64::MAX` when unlimited.
pub fn handler(ctx: Context<AvailableLimit>) -> Result<u64> {
    let limit = ctx.accounts.limit.load()?;
    Ok(limit.bucket().available_at(Clock::get()?.unix_timestamp))
}
