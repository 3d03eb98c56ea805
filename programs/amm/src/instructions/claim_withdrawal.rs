use crate::{
    error::AmmError,
    events::WithdrawalClaimed,
    state::{require_held, Pool, PoolWithdrawal},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{token::Move, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct ClaimWithdrawal<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = payout_account @ AmmError::WrongPoolAccount,
        has_one = cash_mint @ AmmError::WrongMint,
        has_one = cash_program @ AmmError::WrongTokenProgram,
    )]
    pub pool: AccountLoader<'info, Pool>,
    #[account(
        mut,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
    )]
    pub withdrawal: AccountLoader<'info, PoolWithdrawal>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub payout_account: UncheckedAccount<'info>,
    /// CHECK: the token program checks its mint; the owner chooses it.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub cash_mint: UncheckedAccount<'info>,
    pub cash_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall pay all that was set aside for this withdrawal, to whichever account its owner names;
/// - shall never be stopped: it asks neither price nor breaker, and the PAU has no part in it.
pub fn handler(ctx: Context<ClaimWithdrawal>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (amount, pool) = {
        let mut pool = accounts.pool.load_mut()?;
        let mut withdrawal = accounts.withdrawal.load_mut()?;
        require!(withdrawal.ticket.payable > 0, AmmError::NothingToClaim);
        let amount = withdrawal.ticket.claim(&mut pool.capital).explain::<AmmError>()?;
        // A copy: the token program is given the account, so nobody may hold it.
        (amount, *pool)
    };
    let movement = Move {
        token_program: &accounts.cash_program,
        mint: &accounts.cash_mint,
        decimals: pool.cash_decimals,
        from: &accounts.payout_account,
        to: &accounts.destination,
        authority: accounts.pool.as_ref(),
    };
    pool.sign(|seeds| movement.send::<AmmError>(amount, seeds))?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require_held(&accounts.payout_account, pool.capital.reserved)?;
        WithdrawalClaimed {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            withdrawal: accounts.withdrawal.key(),
            owner: accounts.owner.key(),
            destination: accounts.destination.key(),
            amount,
            reserved_after: pool.capital.reserved,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
