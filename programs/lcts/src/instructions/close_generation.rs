use crate::{
    error::LctsError,
    events::GenerationClosed,
    state::{LctsGeneration, LctsQueue},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct CloseGeneration<'info> {
    #[account(mut)]
    pub queue: AccountLoader<'info, LctsQueue>,
    #[account(
        mut,
        close = rent_payer,
        has_one = queue @ LctsError::WrongGeneration,
        has_one = rent_payer @ LctsError::WrongRentPayer,
    )]
    pub generation: AccountLoader<'info, LctsGeneration>,
    /// CHECK: receives the rent; the generation names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall close a finalized generation whose members were all credited, and give its rent back.
pub fn handler(ctx: Context<CloseGeneration>) -> Result<()> {
    let accounts = &ctx.accounts;
    let totals = accounts.generation.load()?.totals;
    require!(totals.is_spent(), LctsError::NotEmpty);
    let event = GenerationClosed {
        queue: accounts.queue.key(),
        sequence: accounts.queue.load_mut()?.next_sequence(),
        generation: totals.number,
        rent_payer: accounts.rent_payer.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
