use crate::{
    error::AmmError,
    events::CapitalDeposited,
    state::{require_held, Feed, Pool, PoolPosition, Sources},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{token::Move, Explain};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct DepositArgs {
    /// Base units of cash, above zero.
    pub amount: u64,
    /// Least shares to take for it.
    pub min_shares: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Deposit<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = pau @ AmmError::WrongPau,
        has_one = cash_mint @ AmmError::WrongMint,
        has_one = cash_program @ AmmError::WrongTokenProgram,
        has_one = cash_account @ AmmError::WrongPoolAccount,
        has_one = asset_account @ AmmError::WrongPoolAccount,
    )]
    pub pool: AccountLoader<'info, Pool>,
    pub pau: AccountLoader<'info, Pau>,
    /// Absent when the pool has no reporters.
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    #[account(
        mut,
        has_one = pool @ AmmError::WrongPool,
        has_one = owner @ AmmError::NotOwner,
    )]
    pub position: AccountLoader<'info, PoolPosition>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub cash_mint: UncheckedAccount<'info>,
    pub cash_program: Interface<'info, TokenInterface>,
}

impl Deposit<'_> {
    /// Books the deposit at what the pool is worth now; returns the shares.
    fn book(&self, args: &DepositArgs) -> Result<u64> {
        require!(self.pau.load()?.frozen == 0, AmmError::PauFrozen);
        let mut pool = self.pool.load_mut()?;
        pool.require_open()?;
        require!(pool.breaker.latched == 0, AmmError::DepositsHalted);
        require_held(&self.asset_account, pool.capital.inventory)?;
        let sources = Sources::of(&self.feed, &self.price_update);
        let clock = Clock::get()?;
        let price = pool.accept_price(&sources, &clock)?;
        let mut capital = pool.capital;
        let value = capital.valuation(&pool.pricing, price).explain::<AmmError>()?;
        let after = value.entry.checked_add(args.amount).ok_or(AmmError::Overflow)?;
        require_gte!(pool.capacity, after, AmmError::PoolFull);
        let shares = capital.deposit(args.amount, &value).explain::<AmmError>()?;
        require_gte!(shares, args.min_shares, AmmError::SharesBelowMinimum);
        pool.capital = capital;
        let mut position = self.position.load_mut()?;
        position.shares = position.shares.checked_add(shares).ok_or(AmmError::Overflow)?;
        position.deposited_at = clock.unix_timestamp;
        Ok(shares)
    }

    fn take(&self, amount: u64) -> Result<()> {
        Move {
            token_program: &self.cash_program,
            mint: &self.cash_mint,
            decimals: self.pool.load()?.cash_decimals,
            from: &self.source,
            to: &self.cash_account,
            authority: &self.owner,
        }
        .send::<AmmError>(amount, &[])
    }
}

/// Specification:
/// - shall give shares at what the pool is worth with its inventory at the full price, rounded down, and none for less
///   than the owner asks;
/// - shall refuse above the pool's capacity, and while the breaker has latched anything or the PAU is frozen: whoever
///   enters then would pay for what is being looked into;
/// - shall note when: for an hour nothing of the position leaves;
/// - shall refuse while the vaults hold less than is on record: whoever enters then would pay for what is gone.
pub fn handler(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let shares = accounts.book(&args)?;
    accounts.take(args.amount)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require_held(&accounts.cash_account, pool.capital.usds)?;
        CapitalDeposited {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            owner: accounts.owner.key(),
            source: accounts.source.key(),
            amount: args.amount,
            shares,
            cash_after: pool.capital.usds,
            shares_after: pool.capital.shares,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
