//! `halo pool deposit | withdraw | fill | claim | cancel`

use super::{receiving, share_decimals, Pool};
use crate::{
    args::{address, Amount},
    output::Value,
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{transport::Transport, venue::Refusal};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Deposit {
    #[command(flatten)]
    pool: Pool,
    /// Cash, in tokens: 10M
    #[arg(long)]
    amount: Amount,
    /// How many fewer shares than now may come when it lands, in basis points
    #[arg(long, value_name = "BPS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(..=10_000))]
    slippage_bps: u64,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    from: Option<Pubkey>,
}

impl Deposit {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let owner = session.actor();
        let seen = self.pool.provider(session, &owner).await?;
        let amount = self.amount.units(seen.cash_decimals)?;
        let source = self.from.unwrap_or_else(|| seen.venue().addresses().cash.account(&owner));
        let entry = seen.deposit_from(&session.payer(), &source, amount, self.slippage_bps);
        let entry = self.pool.now(entry, seen.venue())?;
        let shares = |units| Value::Tokens(units, share_decimals(seen.cash_decimals));
        let mut plan = Plan::of("Deposited", entry.instructions);
        plan.facts =
            plan.facts.with("shares", shares(entry.shares)).with("shares_at_least", shares(entry.min_shares));
        Ok(plan)
    }
}

#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
struct Shares {
    /// So many shares
    #[arg(long)]
    shares: Option<Amount>,
    /// All shares of the position
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    pool: Pool,
    #[command(flatten)]
    shares: Shares,
}

impl Withdraw {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.provider(session, &session.actor()).await?;
        let decimals = share_decimals(seen.cash_decimals);
        let held = seen.position.map_or(0, |position| position.shares);
        let shares = self.shares.shares.map_or(Ok(held), |shares| shares.units(decimals))?;
        let request = seen.request_withdrawal(&session.payer(), shares);
        let mut plan = Plan::new("Withdrawal requested", self.pool.now(request, seen.venue())?);
        let number = seen.next_number();
        let before = number.saturating_sub(seen.venue().state().queue.served).saturating_sub(1);
        plan.facts = plan
            .facts
            .with("withdrawal", Value::Number(number))
            .with("shares", Value::Tokens(shares, decimals))
            .with("served_before_it", Value::Number(before));
        Ok(plan)
    }
}

/// Prices the first withdrawal that waits.
pub async fn fill<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let venue = pool.venue(session).await?;
    let number = pool.now(venue.first_waiting(), &venue)?;
    let waiting = venue.withdrawal(&session.client, number).await?.ok_or(Refusal::NoWithdrawal { number });
    let waiting = pool.now(waiting, &venue)?;
    let fill = pool.now(venue.fill_withdrawal(&waiting), &venue)?;
    let mut plan = Plan::new(format!("Withdrawal #{number} served"), fill);
    let filled = pool.now(venue.filling(&waiting), &venue)?;
    let decimals = venue.state().cash_decimals;
    plan.facts = plan
        .facts
        .with("shares", Value::Tokens(filled.shares, share_decimals(decimals)))
        .with("set_aside", Value::Tokens(filled.usds, decimals))
        .with("done", Value::Flag(filled.done));
    Ok(plan)
}

/// A withdrawal of the acting key.
#[derive(Debug, Clone, Copy, Args)]
pub struct OneWithdrawal {
    #[command(flatten)]
    pool: Pool,
    number: u64,
}

impl OneWithdrawal {
    pub async fn cancel<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.provider(session, &session.actor()).await?;
        let cancel = self.pool.now(seen.cancel_withdrawal(self.number), seen.venue())?;
        let waiting = seen.withdrawals.iter().find(|waiting| waiting.number == self.number);
        let shares = waiting.map_or(0, |waiting| waiting.shares);
        let mut plan = Plan::new(format!("Withdrawal #{} cancelled", self.number), cancel);
        let decimals = share_decimals(seen.cash_decimals);
        plan.facts = plan.facts.with("shares_back", Value::Tokens(shares, decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Claim {
    #[command(flatten)]
    withdrawal: OneWithdrawal,
    /// Token account that is paid [default: the acting key's associated one, made where it is missing]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    to: Option<Pubkey>,
}

impl Claim {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneWithdrawal { pool, number } = self.withdrawal;
        let seen = pool.provider(session, &session.actor()).await?;
        let (to, create) = receiving(session, &seen.venue().addresses().cash, self.to)?;
        let claim = pool.now(seen.claim_withdrawal_to(number, &to), seen.venue())?;
        let waiting = seen.withdrawals.iter().find(|waiting| waiting.number == number);
        let paid = waiting.map_or(0, |waiting| waiting.payable);
        let mut plan =
            Plan::of(format!("Withdrawal #{number} paid"), create.into_iter().chain([claim]).collect());
        plan.facts = plan.facts.with("paid", Value::Tokens(paid, seen.cash_decimals));
        Ok(plan.fact("to", to))
    }
}
