use crate::{
    error::AmmError,
    events::WithdrawalCancelled,
    state::{Pool, PoolPosition, PoolWithdrawal},
};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[event_cpi]
#[derive(Accounts)]
pub struct CancelWithdrawal<'info> {
    pub owner: Signer<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
    )]
    pub position: AccountLoader<'info, PoolPosition>,
    #[account(
        mut,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
    )]
    pub withdrawal: AccountLoader<'info, PoolWithdrawal>,
}

/// Specification: shall give the owner back the shares that were not filled; whatever was filled stays claimable.
pub fn handler(ctx: Context<CancelWithdrawal>) -> Result<()> {
    let accounts = &ctx.accounts;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let mut withdrawal = accounts.withdrawal.load_mut()?;
        let mut position = accounts.position.load_mut()?;
        let Pool { queue, capital, .. } = &mut *pool;
        let shares = queue.cancel(capital, &mut withdrawal.ticket).explain::<AmmError>()?;
        position.shares = position.shares.checked_add(shares).ok_or(AmmError::Overflow)?;
        WithdrawalCancelled {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            withdrawal: accounts.withdrawal.key(),
            owner: accounts.owner.key(),
            shares,
            queued_after: pool.capital.queued,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
