//! `halo pool quote | sell | buy`

use super::{receiving, Pool, PRICE_DECIMALS};
use crate::{
    args::{address, duration, seconds, Amount},
    output::{Value, View},
    session::{Plan, Session},
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use halo_sdk::{
    amm::instructions::{QuoteArgs, QuoteView},
    amount::format_units,
    halo_math::{amm::Trade, mul_div, Rounding},
    instructions::amm as ix,
    transport::Transport,
    view::{TradeTerms, Trader},
};
use solana_pubkey::Pubkey;
use std::time::Duration;

/// What the trader does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// The asset for cash
    Sell,
    /// Cash for the asset
    Buy,
}

/// Which of the two amounts is fixed.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct Size {
    /// Exactly so much of the asset, in tokens: 100k
    #[arg(long)]
    amount: Option<Amount>,
    /// As much of the asset as exactly so much cash stands for, in tokens: 99.95k
    #[arg(long = "for", value_name = "AMOUNT")]
    cash: Option<Amount>,
}

impl Size {
    fn trade(&self, side: Side, view: &Trader) -> Result<Trade> {
        Ok(match (side, &self.amount, &self.cash) {
            (Side::Sell, Some(amount), _) => Trade::SellExactIn(amount.units(view.asset_decimals)?),
            (Side::Buy, Some(amount), _) => Trade::BuyExactOut(amount.units(view.asset_decimals)?),
            (Side::Sell, None, Some(cash)) => Trade::SellExactOut(cash.units(view.cash_decimals)?),
            (Side::Buy, None, Some(cash)) => Trade::BuyExactIn(cash.units(view.cash_decimals)?),
            (_, None, None) => anyhow::bail!("expected --amount or --for"),
        })
    }
}

#[derive(Debug, Args)]
pub struct Quote {
    #[command(flatten)]
    pool: Pool,
    #[arg(value_enum)]
    side: Side,
    #[command(flatten)]
    size: Size,
}

impl Quote {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let view = self.pool.trader(session).await?;
        let trade = self.size.trade(self.side, &view)?;
        let venue = view.venue();
        // What the PAU would stop, which the program's own view does not say.
        self.pool.now(view.quote(trade), venue)?;
        let args =
            QuoteArgs { sell: trade.is_sell(), amount: trade.amount(), exact_out: !trade.is_exact_in() };
        let asked = ix::quote(venue.addresses(), venue.price_update(), args);
        Ok(figures(&session.client.view_as(asked).await?, trade, &view))
    }
}

/// What a trade comes to.
fn figures(quote: &QuoteView, trade: Trade, view: &Trader) -> View {
    let (cash, asset) = (view.cash_decimals, view.asset_decimals);
    let tokens = |units| Value::Tokens(units, cash);
    let (gives, receives, paid, traded) = match trade.is_sell() {
        true => (asset, cash, quote.amount_out, quote.amount_in),
        false => (cash, asset, quote.amount_in, quote.amount_out),
    };
    View::default()
        .with("gives", Value::Tokens(quote.amount_in, gives))
        .with("receives", Value::Tokens(quote.amount_out, receives))
        .with("nav", Value::Tokens(quote.price, PRICE_DECIMALS))
        .with("effective_price", Value::Tokens(effective([paid, traded], view), PRICE_DECIMALS))
        .with("worth_at_nav", tokens(quote.value))
        .with("fee", tokens(quote.fee))
        .text("fee_bps", bps(quote.fee, quote.value))
        .with("of_it_spread", tokens(quote.spread_fee))
        .with("of_it_size", tokens(quote.size_fee))
        .with("of_it_inventory", tokens(quote.skew_fee))
}

/// Cash for one whole token of the asset, times 10^12.
fn effective([cash, asset]: [u64; 2], view: &Trader) -> u64 {
    let digits = u32::try_from(view.venue().state().pricing.pair.exponent).ok();
    let power = digits.and_then(|digits| 10_u64.checked_pow(digits)).unwrap_or(u64::MAX);
    mul_div(cash, power, asset.max(1), Rounding::Down).unwrap_or(u64::MAX)
}

/// A fee in basis points of a value, to a hundredth, rounded up.
fn bps(fee: u64, value: u64) -> String {
    let parts = mul_div(fee, 1_000_000, value.max(1), Rounding::Up).unwrap_or(u64::MAX);
    format_units(parts, 2)
}

#[derive(Debug, Args)]
pub struct Deal {
    #[command(flatten)]
    pool: Pool,
    #[command(flatten)]
    size: Size,
    /// How much worse than quoted it may be when it lands, in basis points
    #[arg(long, value_name = "BPS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(..=10_000))]
    slippage_bps: u64,
    /// How long it may take to land: 90s
    #[arg(long, value_name = "DURATION", default_value = "5m", value_parser = duration)]
    within: Duration,
    /// Token account that gives [default: the acting key's associated one]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    from: Option<Pubkey>,
    /// Token account that receives [default: the acting key's associated one, made where it is missing]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    to: Option<Pubkey>,
}

impl Deal {
    pub async fn plan<T: Transport>(self, side: Side, session: &Session<T>) -> Result<Plan> {
        let view = self.pool.trader(session).await?;
        let trade = self.size.trade(side, &view)?;
        let (venue, now) = (view.venue(), view.venue().now());
        let terms = TradeTerms {
            slippage_bps: self.slippage_bps,
            deadline: now.saturating_add(seconds(self.within)),
        };
        let at = venue.addresses();
        let (gives, receives) = if trade.is_sell() { (at.asset, at.cash) } else { (at.cash, at.asset) };
        let source = self.from.unwrap_or_else(|| gives.account(&session.actor()));
        let (destination, create) = receiving(session, &receives, self.to)?;
        let order = self.pool.now(view.order_between(trade, &terms, &source, &destination), venue)?;
        let (title, limited, decimals) = match (side, trade.is_exact_in()) {
            (Side::Sell, true) => ("Sold", "receives_at_least", view.cash_decimals),
            (Side::Sell, false) => ("Sold", "gives_at_most", view.asset_decimals),
            (Side::Buy, true) => ("Bought", "receives_at_least", view.asset_decimals),
            (Side::Buy, false) => ("Bought", "gives_at_most", view.cash_decimals),
        };
        let shown = QuoteView::from(&order.quote);
        let mut plan = Plan::of(title, create.into_iter().chain([order.instruction]).collect());
        plan.facts = figures(&shown, trade, &view)
            .with(limited, Value::Tokens(order.limit, decimals))
            .with("deadline", Value::Moment(terms.deadline));
        Ok(plan)
    }
}
