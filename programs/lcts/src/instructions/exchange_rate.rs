use crate::state::Unit;
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct ExchangeRateOf<'info> {
    pub unit: AccountLoader<'info, Unit>,
}

/// Specification: shall return the underlying that 10^18 shares are worth, base units.
pub fn handler(ctx: Context<ExchangeRateOf>) -> Result<u128> {
    Ok(ctx.accounts.unit.load()?.rate.rate())
}
