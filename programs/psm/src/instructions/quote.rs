use crate::{
    error::PsmError,
    state::{Psm, Side},
};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct QuoteArgs {
    /// What would be sold.
    pub sold: Side,
    /// Base units of it.
    pub amount_in: u64,
}

/// What a swap would pay, and what any swap could.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Base units of the other token.
    pub amount_out: u64,
    /// Most that swaps can be paid of it now: 0 while paused.
    pub payable: u64,
    /// Stable tokens for one savings token now, ray.
    pub chi: u128,
}

#[derive(Accounts)]
pub struct QuoteSwap<'info> {
    pub psm: AccountLoader<'info, Psm>,
}

/// Specification: shall return what a swap of this amount would pay in this second, and whether it could.
pub fn handler(ctx: Context<QuoteSwap>, args: QuoteArgs) -> Result<Quote> {
    let psm = ctx.accounts.psm.load()?;
    let now = Clock::get()?.unix_timestamp;
    let chi = psm.rate.chi_at(now).explain::<PsmError>()?;
    let payable = match psm.paused {
        0 => psm.reserve(args.sold.other()).payable(now),
        _ => 0,
    };
    Ok(Quote { amount_out: psm.worth(args.sold, args.amount_in, chi)?, payable, chi })
}
