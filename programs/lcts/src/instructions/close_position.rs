use crate::{
    error::LctsError,
    events::PositionClosed,
    state::{LctsPosition, LctsQueue},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct ClosePosition<'info> {
    pub owner: Signer<'info>,
    #[account(mut)]
    pub queue: AccountLoader<'info, LctsQueue>,
    #[account(
        mut,
        close = rent_payer,
        has_one = queue @ LctsError::WrongQueue,
        has_one = owner @ LctsError::NotOwner,
        has_one = rent_payer @ LctsError::WrongRentPayer,
    )]
    pub position: AccountLoader<'info, LctsPosition>,
    /// CHECK: receives the rent; the position names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall close a position to which nothing is owed, and give its rent back.
pub fn handler(ctx: Context<ClosePosition>) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(accounts.position.load()?.held.is_empty(), LctsError::NotEmpty);
    let event = PositionClosed {
        queue: accounts.queue.key(),
        sequence: accounts.queue.load_mut()?.next_sequence(),
        owner: accounts.owner.key(),
        rent_payer: accounts.rent_payer.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
