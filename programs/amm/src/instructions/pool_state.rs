use crate::{error::AmmError, instructions::PricedView, state::Sources};
use anchor_lang::prelude::*;
use halo_common::Explain;

/// What a pool has, what that is worth and what it trades at.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolView {
    /// Cash for one whole asset token, times 10^12.
    pub price: u64,
    pub bid_bps: u64,
    pub ask_bps: u64,
    /// Base units of cash that belong to the shares, and that belong to filled withdrawals.
    pub cash: u64,
    pub reserved: u64,
    /// Base units of the asset here and at the issuer, and the cash expected for the latter.
    pub inventory: u64,
    pub pending: u64,
    pub expected: u64,
    pub shares: u64,
    /// Shares that wait to be withdrawn.
    pub queued: u64,
    /// What all shares are worth to whoever deposits and to whoever withdraws, base units of cash.
    pub entry_value: u64,
    pub exit_value: u64,
    /// Bits of what the breaker has latched: 1 the pool takes no more of the asset, 2 it gives none.
    pub latched: u64,
    /// Base units of cash and asset that are on record and not in the vaults. While there are any nobody trades, enters
    /// or is paid for shares, and the values above are those of the record.
    pub cash_missing: u64,
    pub asset_missing: u64,
}

/// Specification: shall return what the pool has by its record, what that is worth at the price of this moment, and what
/// of it the vaults lack.
pub fn handler(ctx: Context<PricedView>) -> Result<PoolView> {
    let accounts = &ctx.accounts;
    let pool = accounts.pool.load()?;
    let sources = Sources::of(&accounts.feed, &accounts.price_update);
    let price = pool.find_price(&sources, &Clock::get()?)?.explain::<AmmError>()?;
    let value = pool.capital.valuation(&pool.pricing, price).explain::<AmmError>()?;
    let [cash_missing, asset_missing] = accounts.missing(&pool)?;
    Ok(PoolView {
        price: price.get(),
        bid_bps: pool.pricing.spread.bid_bps,
        ask_bps: pool.pricing.spread.ask_bps,
        cash: pool.capital.usds,
        reserved: pool.capital.reserved,
        inventory: pool.capital.inventory,
        pending: pool.capital.pending,
        expected: pool.capital.expected,
        shares: pool.capital.shares,
        queued: pool.capital.queued,
        entry_value: value.entry,
        exit_value: value.exit,
        latched: pool.breaker.latched,
        cash_missing,
        asset_missing,
    })
}
