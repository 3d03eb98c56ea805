//! `halo pool redeem | settle | return | close-redemption | flag | remove-redemption`

use super::Pool;
use crate::{
    args::{address, Amount},
    output::Value,
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{pau::state::RateLimit, transport::Transport, view::AmmOperator};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Redeem {
    #[command(flatten)]
    pool: Pool,
    /// Token account of the issuer for which the PAU has a transfer limit
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    to: Pubkey,
    /// Of the asset, in tokens: 500k
    #[arg(long)]
    amount: Amount,
    /// Cash that is to come for it, in tokens: at least its worth less the pool's widest discount [default: all that it is
    /// worth at the price of now]
    #[arg(long, value_name = "AMOUNT")]
    expected: Option<Amount>,
}

impl Redeem {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.operator(session).await?;
        let amount = self.amount.units(seen.asset_decimals)?;
        let expected = match self.expected {
            Some(expected) => expected.units(seen.cash_decimals)?,
            None => self.pool.now(seen.most_expected(amount), seen.venue())?,
        };
        let limit = session.client.fetch_optional::<RateLimit>(&seen.redemption_limit(&self.to)).await?;
        let beacon = session.actor();
        let start = seen.initiate_redemption(&beacon, &self.to, limit.as_ref(), [amount, expected]);
        let start = self.pool.now(start, seen.venue())?;
        let mut plan = Plan::new("Redemption started", start);
        plan.facts = plan
            .facts
            .with("redemption", Value::Number(seen.next_redemption()))
            .with("asset", Value::Tokens(amount, seen.asset_decimals))
            .with("expected", Value::Tokens(expected, seen.cash_decimals))
            .with("due", Value::Moment(seen.due_of_next()));
        Ok(plan)
    }
}

/// A redemption of a pool.
#[derive(Debug, Clone, Copy, Args)]
pub struct OneRedemption {
    #[command(flatten)]
    pool: Pool,
    number: u64,
}

#[derive(Debug, Args)]
pub struct Settle {
    #[command(flatten)]
    redemption: OneRedemption,
    /// Cash, in tokens: 500k
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    from: Option<Pubkey>,
}

impl Settle {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneRedemption { pool, number } = self.redemption;
        let (seen, payer) = (pool.operator(session).await?, session.actor());
        let amount = self.amount.units(seen.cash_decimals)?;
        let source = self.from.unwrap_or_else(|| seen.venue().addresses().cash.account(&payer));
        let settle = pool.now(seen.settle_redemption(&payer, number, &source, amount), seen.venue())?;
        let done = pool.now(seen.settling(number, amount), seen.venue())?;
        let mut plan = Plan::new(format!("Cash of redemption #{number} came in"), settle);
        let missing = self.redemption.missing(&seen).saturating_sub(amount);
        plan.facts = plan
            .facts
            .with("still_expected", Value::Tokens(missing, seen.cash_decimals))
            .with("gain", Value::Tokens(done.gain, seen.cash_decimals))
            .with("closed", Value::Flag(done.closed));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Return {
    #[command(flatten)]
    redemption: OneRedemption,
    /// Token account that gives the asset [default: the acting key's associated one]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    from: Option<Pubkey>,
}

impl Return {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneRedemption { pool, number } = self.redemption;
        let (seen, payer) = (pool.operator(session).await?, session.actor());
        let source = self.from.unwrap_or_else(|| seen.venue().addresses().asset.account(&payer));
        let home = pool.now(seen.return_inventory(&payer, number, &source), seen.venue())?;
        Ok(Plan::new(format!("What was not redeemed of #{number} came home"), home))
    }
}

impl OneRedemption {
    /// Cash that is expected and has not come.
    fn missing(&self, seen: &AmmOperator) -> u64 {
        let open = seen.redemptions.iter().find(|redemption| redemption.number == self.number);
        open.map_or(0, |open| open.expected.saturating_sub(open.returned))
    }

    pub async fn close<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.operator(session).await?;
        let close = self.pool.now(seen.close_redemption(&session.actor(), self.number), seen.venue())?;
        let mut plan = Plan::new(format!("Redemption #{} closed", self.number), close);
        plan.facts = plan.facts.with("loss", Value::Tokens(self.missing(&seen), seen.cash_decimals));
        Ok(plan)
    }

    pub async fn flag<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.operator(session).await?;
        let flag = self.pool.now(seen.flag_overdue(&session.actor(), self.number), seen.venue())?;
        Ok(Plan::new(
            format!("Redemption #{} is late: the pool takes no more of the asset", self.number),
            flag,
        ))
    }

    pub async fn remove<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.operator(session).await?;
        let remove = self.pool.now(seen.remove_redemption(self.number), seen.venue())?;
        Ok(Plan::new(format!("Account of redemption #{} removed", self.number), remove))
    }
}
