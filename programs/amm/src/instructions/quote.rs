use crate::{
    error::AmmError,
    state::{Feed, Pool, Sources},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use halo_math::amm::{Quote, Trade};

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct QuoteArgs {
    /// Whether the trader sells to the pool; else buys from it.
    pub sell: bool,
    /// Base units of the side that is exact, above zero.
    pub amount: u64,
    /// Whether `amount` is what the trader receives instead of what the trader gives.
    pub exact_out: bool,
}

impl QuoteArgs {
    pub fn trade(&self) -> Trade {
        match (self.sell, self.exact_out) {
            (true, false) => Trade::SellExactIn(self.amount),
            (true, true) => Trade::SellExactOut(self.amount),
            (false, false) => Trade::BuyExactIn(self.amount),
            (false, true) => Trade::BuyExactOut(self.amount),
        }
    }
}

/// What a trade would come to now.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteView {
    pub amount_in: u64,
    pub amount_out: u64,
    /// Cash for one whole asset token, times 10^12, before any discount.
    pub price: u64,
    /// What the trade is worth at that price, base units of cash.
    pub value: u64,
    /// What the pool keeps of it, and for what.
    pub fee: u64,
    pub spread_fee: u64,
    pub size_fee: u64,
    pub skew_fee: u64,
}

impl From<&Quote> for QuoteView {
    fn from(quote: &Quote) -> Self {
        Self {
            amount_in: quote.amount_in,
            amount_out: quote.amount_out,
            price: quote.price.get(),
            value: quote.value,
            fee: quote.fee,
            spread_fee: quote.spread_fee,
            size_fee: quote.size_fee,
            skew_fee: quote.skew_fee,
        }
    }
}

/// Accounts of a view that needs the price.
#[derive(Accounts)]
pub struct PricedView<'info> {
    pub pool: AccountLoader<'info, Pool>,
    /// Absent when the pool has no reporters.
    pub feed: Option<AccountLoader<'info, Feed>>,
    /// CHECK: read as an account of the Pyth receiver; absent when the pool has no Pyth feed.
    pub price_update: Option<UncheckedAccount<'info>>,
    /// CHECK: the pool names it.
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_account: UncheckedAccount<'info>,
}

impl PricedView<'_> {
    /// Cash and asset that are on record and not in the vaults. Before these are opened nothing is on record.
    pub fn missing(&self, pool: &Pool) -> Result<[u64; 2]> {
        if pool.require_open().is_err() {
            return Ok([0, 0]);
        }
        require_keys_eq!(self.cash_account.key(), pool.cash_account, AmmError::WrongPoolAccount);
        require_keys_eq!(self.asset_account.key(), pool.asset_account, AmmError::WrongPoolAccount);
        let cash = balance(&self.cash_account).explain::<AmmError>()?;
        let asset = balance(&self.asset_account).explain::<AmmError>()?;
        Ok(pool.capital.missing(cash, asset))
    }
}

/// Specification: shall return exactly what the trade would give at this moment, and refuse what it would refuse, but for
/// the limits of the PAU.
pub fn handler(ctx: Context<PricedView>, args: QuoteArgs) -> Result<QuoteView> {
    let accounts = &ctx.accounts;
    let clock = Clock::get()?;
    let pool = accounts.pool.load()?;
    let sources = Sources::of(&accounts.feed, &accounts.price_update);
    let price = pool.find_price(&sources, &clock)?.explain::<AmmError>()?;
    let trade = args.trade();
    pool.breaker.check(&trade).explain::<AmmError>()?;
    let quote = pool
        .pricing
        .quote(trade, price, &pool.capital, &pool.flows, clock.unix_timestamp)
        .explain::<AmmError>()?;
    pool.pricing.check_trade(&quote, &pool.capital).explain::<AmmError>()?;
    require!(accounts.missing(&pool)? == [0, 0], AmmError::Insolvent);
    Ok(QuoteView::from(&quote))
}
