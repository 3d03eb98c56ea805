use crate::{
    error::AmmError,
    events::WithdrawalFilled,
    state::{require_held, Feed, Pool, PoolWithdrawal, Sources},
};
use anchor_lang::prelude::*;
use halo_common::{direct, Explain};
use halo_math::amm::{Filled, Valuation};
use pau::{client::BookDraw, program::Pau as PauProgram, state::RateLimit};

#[event_cpi]
#[derive(Accounts)]
pub struct FillWithdrawal<'info> {
    #[account(
        mut,
        has_one = payout_account @ AmmError::WrongPoolAccount,
        has_one = asset_account @ AmmError::WrongPoolAccount,
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
    /// CHECK: the pool names it.
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub cash_mint: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub cash_program: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

impl FillWithdrawal<'_> {
    /// Prices the first that waits, as far as cash is free and may pass.
    fn book(&self) -> Result<Filled> {
        let clock = Clock::get()?;
        let mut pool = self.pool.load_mut()?;
        require_held(&self.asset_account, pool.capital.inventory)?;
        let value = self.value(&mut pool, &clock)?;
        let most = self.most(clock.unix_timestamp)?;
        let mut withdrawal = self.withdrawal.load_mut()?;
        let Pool { queue, capital, .. } = &mut *pool;
        queue.fill(capital, &mut withdrawal.ticket, &value, most).explain::<AmmError>()
    }

    /// What the pool is worth. Cash alone needs no price, so a price that is gone for good keeps nobody in.
    fn value(&self, pool: &mut Pool, clock: &Clock) -> Result<Valuation> {
        if let Some(value) = pool.capital.cash_alone() {
            return Ok(value);
        }
        let sources = Sources::of(&self.feed, &self.price_update);
        let price = pool.accept_price(&sources, clock)?;
        pool.capital.valuation(&pool.pricing, price).explain::<AmmError>()
    }

    /// What the PAU lets pass now. Where that is nothing at all it says so itself, when it is asked for the cash.
    ///
    /// SECURITY: whoever fills brings the limit. Another one than the pool's is refused with the cash, and without cash
    /// nothing is filled.
    fn most(&self, now: i64) -> Result<u64> {
        let limit = direct::read::<RateLimit>(&self.limit, AmmError::WrongPoolAccount)?;
        Ok(match limit.available_at(now) {
            0 => u64::MAX,
            available => available,
        })
    }

    /// Has the PAU send the cash to the account from which its owner takes it, under the pool's WITHDRAW limit.
    fn set_aside(&self, amount: u64) -> Result<()> {
        let draw = BookDraw {
            signer: self.pool.as_ref(),
            controller: &self.controller,
            pau: &self.pau,
            limit: &self.limit,
            vault: &self.cash_vault,
            proxy: &self.proxy,
            token_account: &self.cash_account,
            destination: &self.payout_account,
            mint: &self.cash_mint,
            token_program: &self.cash_program,
            event_authority: &self.pau_event_authority,
            program: &self.pau_program,
        };
        let pool = *self.pool.load()?;
        pool.sign(|seeds| draw.withdraw(self.pool.key(), amount, seeds))
    }
}

/// Specification:
/// - shall be open to anyone, and serve the first that waits alone;
/// - shall pay for its shares what they are worth to who leaves, with the inventory at the narrowest bid, as far as cash
///   is free and the PAU's limit lets it pass; the rest waits on, so that a large one keeps nobody waiting for ever;
/// - shall ask for no price when the pool has cash alone;
/// - shall refuse while the vaults hold less than is on record, until that is written down: the first out would be paid for
///   what is gone, at the cost of the others;
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
