//! What somebody who trades with a pool wants to know, and what it signs.

use super::text;
use crate::{
    client::Client,
    error::Error,
    instructions::amm::{self as ix, Trader as Accounts},
    transport::Transport,
    venue::{PoolVenue, Refusal},
};
use amm::instructions::SwapArgs;
use halo_math::{
    amm::{Quote, Trade},
    mul_div, Rounding, BPS_PER_UNIT,
};
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A pool at a moment, for one trader. Prices are cash for one whole asset token, times 10^12; amounts are base units.
#[derive(Debug, Clone, Serialize)]
pub struct Trader {
    #[serde(serialize_with = "text::address")]
    pub pool: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub owner: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub cash_mint: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub asset_mint: Pubkey,
    pub cash_decimals: u8,
    pub asset_decimals: u8,
    /// What a trade starts from; none when nobody trades at the price of now.
    pub price: Option<u64>,
    /// What every trade pays, basis points.
    pub bid_bps: u64,
    pub ask_bps: u64,
    #[serde(skip)]
    venue: PoolVenue,
}

/// What a trader accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TradeTerms {
    /// How much worse than quoted the trade may be, basis points of the amount that is not fixed.
    pub slippage_bps: u64,
    /// Unix seconds after which it is refused.
    pub deadline: i64,
}

/// A trade that can be signed. Amounts in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub quote: Quote,
    /// The least that is taken, or the most that is given.
    pub limit: u64,
    /// Signer: the trader.
    pub instruction: Instruction,
}

impl TradeTerms {
    /// The least to take or the most to give for what was quoted. Both round in favour of the trade.
    pub fn limit(&self, quote: &Quote) -> u64 {
        let slippage = self.slippage_bps.min(BPS_PER_UNIT);
        let part = |amount| mul_div(amount, slippage, BPS_PER_UNIT, Rounding::Up).unwrap_or(u64::MAX);
        match quote.trade.is_exact_in() {
            true => quote.amount_out.saturating_sub(part(quote.amount_out)),
            false => quote.amount_in.saturating_add(part(quote.amount_in)),
        }
    }
}

impl Trader {
    /// Reads the pool at `pool` for `owner`; `price_update` is the account of the Pyth receiver, for a pool with a price by
    /// Pyth.
    ///
    /// # Errors
    /// When an account cannot be read, or the pool does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        pool: &Pubkey,
        owner: &Pubkey,
        price_update: Option<Pubkey>,
    ) -> Result<Self, Error> {
        Ok(Self::of(PoolVenue::read(client, pool, price_update).await?, owner))
    }

    /// The same from accounts that were read already.
    pub fn of(venue: PoolVenue, owner: &Pubkey) -> Self {
        let (at, state) = (venue.addresses(), venue.state());
        Self {
            pool: at.pool,
            owner: *owner,
            cash_mint: at.cash.mint,
            asset_mint: at.asset.mint,
            cash_decimals: state.cash_decimals,
            asset_decimals: state.asset_decimals,
            price: venue.price().ok().map(|price| price.get()),
            bid_bps: state.pricing.spread.bid_bps,
            ask_bps: state.pricing.spread.ask_bps,
            venue,
        }
    }

    pub fn venue(&self) -> &PoolVenue {
        &self.venue
    }

    /// What `trade` would come to now.
    ///
    /// # Errors
    /// When it would be refused.
    pub fn quote(&self, trade: Trade) -> Result<Quote, Refusal> {
        self.venue.quote_trade(trade)
    }

    /// Sells exactly `amount` of the asset, between the owner's associated token accounts.
    ///
    /// # Errors
    /// As [`Trader::quote`].
    pub fn sell(&self, amount: u64, terms: &TradeTerms) -> Result<Order, Refusal> {
        self.order(Trade::SellExactIn(amount), terms)
    }

    /// Buys exactly `amount` of the asset, between the owner's associated token accounts.
    ///
    /// # Errors
    /// As [`Trader::quote`].
    pub fn buy(&self, amount: u64, terms: &TradeTerms) -> Result<Order, Refusal> {
        self.order(Trade::BuyExactOut(amount), terms)
    }

    /// Any trade, between the owner's associated token accounts.
    ///
    /// # Errors
    /// As [`Trader::quote`].
    pub fn order(&self, trade: Trade, terms: &TradeTerms) -> Result<Order, Refusal> {
        let (gives, receives) = self.associated(&trade);
        self.order_between(trade, terms, &gives, &receives)
    }

    /// As [`Trader::order`] from the token account `source` to `destination`.
    ///
    /// # Errors
    /// As [`Trader::quote`].
    pub fn order_between(
        &self,
        trade: Trade,
        terms: &TradeTerms,
        source: &Pubkey,
        destination: &Pubkey,
    ) -> Result<Order, Refusal> {
        let quote = self.quote(trade)?;
        let limit = terms.limit(&quote);
        let accounts = Accounts {
            owner: self.owner,
            source: *source,
            destination: *destination,
            price_update: self.venue.price_update(),
        };
        let (amount, exact_out) = (trade.amount(), !trade.is_exact_in());
        let args = SwapArgs { amount, exact_out, limit, deadline: terms.deadline };
        let at = self.venue.addresses();
        let instruction = match trade.is_sell() {
            true => ix::sell(at, &accounts, args),
            false => ix::buy(at, &accounts, args),
        };
        Ok(Order { quote, limit, instruction })
    }

    /// The owner's associated token accounts: what gives and what receives.
    pub fn associated(&self, trade: &Trade) -> (Pubkey, Pubkey) {
        let at = self.venue.addresses();
        let [cash, asset] = [at.cash, at.asset].map(|token| token.account(&self.owner));
        match trade.is_sell() {
            true => (asset, cash),
            false => (cash, asset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use halo_math::amm::Price;

    #[test]
    fn slippage_lowers_what_is_taken_and_raises_what_is_given() {
        let quote = |trade| Quote {
            trade,
            price: Price::new(1).unwrap(),
            amount_in: 1_000,
            amount_out: 999,
            value: 1_000,
            fee: 1,
            spread_fee: 1,
            size_fee: 0,
            skew_fee: 0,
        };
        let limit = |slippage_bps, trade| TradeTerms { slippage_bps, deadline: 0 }.limit(&quote(trade));
        assert_eq!(limit(0, Trade::SellExactIn(1_000)), 999);
        assert_eq!(limit(50, Trade::SellExactIn(1_000)), 994);
        assert_eq!(limit(50, Trade::BuyExactOut(999)), 1_005);
        assert_eq!(limit(u64::MAX, Trade::BuyExactIn(1_000)), 0);
    }
}
