//! One trade against the pool, whichever way and whichever side of it is exact.

use crate::{
    error::AmmError,
    events::Swapped,
    state::{require_held, Pool, Side, Sources},
};
use anchor_lang::prelude::*;
use halo_common::{cpi, direct, rwa_mint::check_asset_transfer, token::Move, Explain};
use halo_math::amm::Trade;
use pau::{instructions::SwapArgs as PauSwapArgs, program::Pau as PauProgram};

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SwapArgs {
    /// Base units of the side that is exact, above zero.
    pub amount: u64,
    /// Whether `amount` is what the trader receives instead of what the trader gives.
    pub exact_out: bool,
    /// The other side: the least that the trader takes, or the most that the trader gives.
    pub limit: u64,
    /// Unix seconds after which the trade is refused.
    pub deadline: i64,
}

impl SwapArgs {
    /// What a trader sells to the pool.
    pub fn sell(&self) -> Trade {
        match self.exact_out {
            false => Trade::SellExactIn(self.amount),
            true => Trade::SellExactOut(self.amount),
        }
    }

    /// What a trader buys from the pool.
    pub fn buy(&self) -> Trade {
        match self.exact_out {
            false => Trade::BuyExactIn(self.amount),
            true => Trade::BuyExactOut(self.amount),
        }
    }
}

/// `in` is what the trader gives: of a sale the asset, of a purchase the cash.
#[event_cpi]
#[derive(Accounts)]
pub struct Swap<'info> {
    pub trader: Signer<'info>,
    /// CHECK: the handler reads it as a pool, which must be this program's.
    #[account(mut)]
    pub pool: UncheckedAccount<'info>,
    /// CHECK: read as the feed that the pool names; absent when the pool has no reporters.
    pub feed: Option<UncheckedAccount<'info>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub account_in: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub mint_in: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub program_in: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub vault_out: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub account_out: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub mint_out: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub program_out: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub pau: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub controller: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit_in: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    #[account(mut)]
    pub limit_out: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the PAU checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// A trade in the books: what must move now, and what is told of it then.
struct Booked {
    comes: Side,
    leaves: Side,
    /// The pool's base and bump, by which it signs.
    signer: (Pubkey, u8),
    event: Swapped,
}

impl Swap<'_> {
    /// Price, slippage, caps, then the books: everything that needs the pool alone.
    fn book(&self, trade: Trade, limit: u64, clock: &Clock) -> Result<Booked> {
        let mut pool = direct::write::<Pool>(&self.pool, AmmError::WrongPool)?;
        pool.require_open()?;
        require_keys_eq!(self.pau.key(), pool.pau, AmmError::WrongPau);
        let sources = Sources { feed: self.feed.as_deref(), update: self.price_update.as_deref() };
        let price = pool.accept_price(&sources, clock)?;
        pool.breaker.check(&trade).explain::<AmmError>()?;
        let now = clock.unix_timestamp;
        let quote =
            pool.pricing.quote(trade, price, &pool.capital, &pool.flows, now).explain::<AmmError>()?;
        quote.check_slippage(limit).explain::<AmmError>()?;
        let Pool { pricing, capital, flows, .. } = &mut *pool;
        pricing.execute(&quote, capital, flows, now).explain::<AmmError>()?;
        let (comes, leaves) = pool.sides(&trade);
        let event = Swapped {
            pool: self.pool.key(),
            sequence: pool.next_sequence(),
            trader: self.trader.key(),
            sold: trade.is_sell(),
            amount_in: quote.amount_in,
            amount_out: quote.amount_out,
            price: quote.price.get(),
            fee: quote.fee,
            cash_after: pool.capital.usds,
            inventory_after: pool.capital.inventory,
        };
        Ok(Booked { comes, leaves, signer: (pool.base, pool.bump), event })
    }

    /// Takes what the trader gives; it has arrived when this returns.
    fn take(&self, side: &Side, amount: u64) -> Result<()> {
        require_keys_eq!(self.account_in.key(), side.account, AmmError::WrongPoolAccount);
        require_keys_eq!(self.mint_in.key(), side.mint, AmmError::WrongMint);
        require_keys_eq!(self.program_in.key(), side.program, AmmError::WrongTokenProgram);
        Move {
            token_program: &self.program_in,
            mint: &self.mint_in,
            decimals: side.decimals,
            from: &self.source,
            to: &self.account_in,
            authority: &self.trader,
        }
        .send::<AmmError>(amount, &[])
    }

    /// Has the PAU charge both limits and send what the trader receives; it proves the arrival.
    fn give(&self, Booked { leaves: side, signer: (base, bump), event, .. }: &Booked) -> Result<()> {
        require_keys_eq!(self.vault_out.key(), side.vault, AmmError::WrongPoolAccount);
        require_keys_eq!(self.mint_out.key(), side.mint, AmmError::WrongMint);
        let accounts = pau::accounts::Swap {
            signer: self.pool.key(),
            controller: self.controller.key(),
            pau: self.pau.key(),
            limit_in: self.limit_in.key(),
            limit_out: self.limit_out.key(),
            vault: self.vault_out.key(),
            proxy: self.proxy.key(),
            token_account: self.account_out.key(),
            destination: self.destination.key(),
            mint: self.mint_out.key(),
            token_program: self.program_out.key(),
            event_authority: self.pau_event_authority.key(),
            program: self.pau_program.key(),
        };
        let infos = [
            self.pool.to_account_info(),
            self.controller.to_account_info(),
            self.pau.to_account_info(),
            self.limit_in.to_account_info(),
            self.limit_out.to_account_info(),
            self.vault_out.to_account_info(),
            self.proxy.to_account_info(),
            self.account_out.to_account_info(),
            self.destination.to_account_info(),
            self.mint_out.to_account_info(),
            self.program_out.to_account_info(),
            self.pau_event_authority.to_account_info(),
            self.pau_program.to_account_info(),
        ];
        let args = PauSwapArgs {
            mint_in: self.mint_in.key(),
            amount_in: event.amount_in,
            amount_out: event.amount_out,
        };
        let seeds: &[&[u8]] = &[crate::POOL_SEED, base.as_ref(), &[*bump]];
        let call = pau::instruction::Swap { args };
        cpi::call_with(self.pau_program.key(), &accounts, &infos, &call, &[seeds])
    }
}

/// Specification:
/// - shall trade at the price that the pool's sources give now, and at none that is stale, out of step, out of bounds
///   or contradicted;
/// - shall round against the trader, and refuse what is worse than the trader's limit or after its deadline;
/// - shall refuse beyond the inventory cap (what is at the issuer counts), the size of one trade, the cash that is free,
///   and both of the PAU's limits;
/// - shall refuse while the breaker has latched this side;
/// - shall receive before it pays, both proved by what arrived, and leave in the vaults at least what is on record.
pub fn handler(ctx: Context<Swap>, args: SwapArgs, trade: Trade) -> Result<()> {
    let accounts = &ctx.accounts;
    let clock = Clock::get()?;
    require_gte!(args.deadline, clock.unix_timestamp, AmmError::DeadlinePassed);
    let asset = if trade.is_sell() { &accounts.mint_in } else { &accounts.mint_out };
    check_asset_transfer(asset).explain::<AmmError>()?;
    let booked = accounts.book(trade, args.limit, &clock)?;
    accounts.take(&booked.comes, booked.event.amount_in)?;
    accounts.give(&booked)?;
    require_held(&accounts.account_in, booked.comes.recorded)?;
    require_held(&accounts.account_out, booked.leaves.recorded)?;
    halo_common::emit!(ctx, booked.event);
    Ok(())
}
