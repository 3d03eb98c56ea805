use crate::{
    error::AmmError,
    events::WithdrawalFilled,
    state::{require_held, Feed, Pool, PoolWithdrawal, Sources},
};
use anchor_lang::prelude::*;
use halo_common::{cpi, Explain};
use halo_math::amm::Filled;
use pau::{instructions::DrawArgs, program::Pau as PauProgram, state::LimitKind};

#[event_cpi]
#[derive(Accounts)]
pub struct FillWithdrawal<'info> {
    #[account(
        mut,
        has_one = payout_account @ AmmError::WrongPoolAccount,
        has_one = cash_vault @ AmmError::WrongPoolAccount,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub pool: AccountLoader<'info, Pool>,
    /// Absent when the pool has no reporters.
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    /// The first that waits.
    #[account(mut, has_one = pool @ AmmError::WrongPool)]
    pub withdrawal: AccountLoader<'info, PoolWithdrawal>,
    /// CHECK: the pool names it.
    pub pau: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub cash_vault: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub payout_account: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub cash_mint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub cash_program: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl FillWithdrawal<'_> {
    /// Prices the first that waits, as far as cash is free.
    fn book(&self) -> Result<Filled> {
        let mut pool = self.pool.load_mut()?;
        let sources =
            Sources { feed: self.feed.as_ref().map(AsRef::as_ref), update: self.price_update.as_deref() };
        let price = pool.accept_price(&sources, &Clock::get()?)?;
        let value = pool.capital.valuation(&pool.pricing, price).explain::<AmmError>()?;
        let mut withdrawal = self.withdrawal.load_mut()?;
        let Pool { queue, capital, .. } = &mut *pool;
        queue.fill(capital, &mut withdrawal.ticket, &value).explain::<AmmError>()
    }

    /// Has the PAU send the cash to the account from which its owner takes it, under the pool's WITHDRAW limit.
    fn set_aside(&self, amount: u64) -> Result<()> {
        let accounts = pau::cpi::accounts::Draw {
            signer: self.pool.to_account_info(),
            controller: self.controller.to_account_info(),
            pau: self.pau.to_account_info(),
            limit: self.limit.to_account_info(),
            vault: self.cash_vault.to_account_info(),
            proxy: self.proxy.to_account_info(),
            token_account: self.cash_account.to_account_info(),
            destination: self.payout_account.to_account_info(),
            mint: self.cash_mint.to_account_info(),
            token_program: self.cash_program.to_account_info(),
            event_authority: self.pau_event_authority.to_account_info(),
            program: self.pau_program.to_account_info(),
        };
        let args = DrawArgs { kind: LimitKind::Withdraw, target: self.pool.key(), amount };
        let pool = *self.pool.load()?;
        pool.sign(|seeds| {
            cpi::call(self.pau_program.key(), &accounts, &pau::instruction::Draw { args }, seeds)
        })
    }
}

/// Specification:
/// - shall be open to anyone, and serve the first that waits alone;
/// - shall pay for its shares what they are worth to who leaves, with the inventory at the widest bid, as far as cash is
///   free; the rest waits on;
/// - shall move the cash to where only its owner can take it and nobody can stop it.
pub fn handler(ctx: Context<FillWithdrawal>) -> Result<()> {
    let accounts = &ctx.accounts;
    let filled = accounts.book()?;
    if filled.usds > 0 {
        accounts.set_aside(filled.usds)?;
    }
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require_held(&accounts.cash_account, pool.capital.usds)?;
        require_held(&accounts.payout_account, pool.capital.reserved)?;
        WithdrawalFilled {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            withdrawal: accounts.withdrawal.key(),
            shares: filled.shares,
            amount: filled.usds,
            done: filled.done,
            cash_after: pool.capital.usds,
            shares_after: pool.capital.shares,
            reserved_after: pool.capital.reserved,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
