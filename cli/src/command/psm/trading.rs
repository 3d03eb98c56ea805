//! `halo psm deposit | swap`

use super::{OnePsm, Token};
use crate::{
    args::{address, Amount},
    output::Value,
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    instructions::psm::{self as ix, Trader},
    psm::{
        instructions::{Quote, SwapArgs},
        state::Side,
    },
    transport::Transport,
};
use solana_pubkey::Pubkey;

/// Part of a quote by which what is paid may fall short of it: the rate goes on until the transaction lands.
const TOLERANCE: u64 = 1_000;

/// The least that is taken for a quote, where nobody says: a thousandth less.
pub fn least(quoted: u64) -> u64 {
    quoted.saturating_sub(quoted.div_ceil(TOLERANCE))
}

#[derive(Debug, Args)]
pub struct Deposit {
    #[command(flatten)]
    psm: OnePsm,
    #[arg(value_enum)]
    token: Token,
    /// In tokens: 1.5M
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

impl Deposit {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let ((at, state), side, me) = (self.psm.found(session).await?, self.token.into(), session.actor());
        let reserve = state.reserve(side);
        let amount = self.amount.units(reserve.decimals)?;
        let from = self.from.unwrap_or_else(|| at.token(side).account(&me));
        let mut plan = Plan::new("Added to the reserve", ix::deposit(&me, &at, side, &from, amount));
        let held = reserve.held.saturating_add(amount);
        plan.facts = plan.facts.with("held_after", Value::Tokens(held, reserve.decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Swap {
    #[command(flatten)]
    psm: OnePsm,
    /// What is sold; the other token is bought
    #[arg(long, value_enum)]
    sell: Token,
    /// Of what is sold, in tokens: 1.5M
    #[arg(long)]
    amount: Amount,
    /// Least that must be paid, in tokens [default: a thousandth less than is quoted]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
    /// Token account that receives [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Swap {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let ((at, state), sold) = (self.psm.found(session).await?, Side::from(self.sell));
        let amount_in = self.amount.units(state.reserve(sold).decimals)?;
        let quote: Quote = session.client.view_as(ix::quote(&at, sold, amount_in)).await?;
        let decimals = state.reserve(sold.other()).decimals;
        let min_out = match self.min {
            Some(min) => min.units(decimals)?,
            None => least(quote.amount_out),
        };
        let own = Trader::of(&session.actor(), &at, sold);
        let trader = Trader {
            source: self.from.unwrap_or(own.source),
            destination: self.to.unwrap_or(own.destination),
            ..own
        };
        let mut plan = Plan::new("Swapped", ix::swap(&trader, &at, SwapArgs { sold, amount_in, min_out }));
        plan.facts = plan
            .facts
            .with("quoted", Value::Tokens(quote.amount_out, decimals))
            .with("at_least", Value::Tokens(min_out, decimals))
            .with("payable_now", Value::Tokens(quote.payable, decimals));
        Ok(plan)
    }
}
