use crate::{
    error::AmmError,
    events::WithdrawalClosed,
    state::{Pool, PoolWithdrawal},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct CloseWithdrawal<'info> {
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        close = rent_payer,
        has_one = pool @ AmmError::WrongPool,
        has_one = rent_payer @ AmmError::WrongRentPayer,
    )]
    pub withdrawal: AccountLoader<'info, PoolWithdrawal>,
    /// CHECK: the withdrawal names it; it gets the rent back.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall close a withdrawal that the queue has passed and that was paid; anyone may, the rent goes to who
/// paid it.
pub fn handler(ctx: Context<CloseWithdrawal>) -> Result<()> {
    let accounts = &ctx.accounts;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let withdrawal = accounts.withdrawal.load()?;
        require!(withdrawal.ticket.is_over(&pool.queue), AmmError::NotEmpty);
        WithdrawalClosed {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            withdrawal: accounts.withdrawal.key(),
            owner: withdrawal.owner,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
