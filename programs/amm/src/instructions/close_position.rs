use crate::{
    error::AmmError,
    events::PositionClosed,
    state::{Pool, PoolPosition},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct ClosePosition<'info> {
    pub owner: Signer<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        close = rent_payer,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
        has_one = rent_payer @ AmmError::WrongRentPayer,
    )]
    pub position: AccountLoader<'info, PoolPosition>,
    /// CHECK: the position names it; it gets the rent back.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall close a position without shares.
pub fn handler(ctx: Context<ClosePosition>) -> Result<()> {
    let accounts = &ctx.accounts;
    require_eq!(accounts.position.load()?.shares, 0, AmmError::NotEmpty);
    let event = PositionClosed {
        pool: accounts.pool.key(),
        sequence: accounts.pool.load_mut()?.next_sequence(),
        position: accounts.position.key(),
        owner: accounts.owner.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
