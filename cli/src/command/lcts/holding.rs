//! `halo lcts deploy | return`

use super::Unit;
use crate::{
    args::{address, Amount},
    output::Value,
    session::{Plan, Session},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    addresses,
    pau::state::{LimitKind, RateLimit},
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Deploy {
    #[command(flatten)]
    unit: Unit,
    /// Token account for which the PAU has a transfer limit
    #[arg(long, value_parser = address)]
    to: Pubkey,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
}

impl Deploy {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let operator = self.unit.operator(session).await?;
        let amount = self.amount.units(operator.decimals)?;
        let limit = addresses::limit(&operator.pau, LimitKind::Transfer, &self.to, &operator.mint);
        session.client.fetch_optional::<RateLimit>(&limit).await?.with_context(|| {
            format!(
                "no limit lets money go to {}: GovOps has to add one of kind transfer, with `halo limits add {}`",
                self.to, operator.pau
            )
        })?;
        let deploy = operator.deploy(&session.actor(), &self.to, amount);
        let mut plan = Plan::new("Deployed", self.unit.now(deploy, operator.decimals)?);
        let left = operator.holding.saturating_sub(amount);
        plan.facts = plan.facts.with("holding_after", Value::Tokens(left, operator.decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Return {
    #[command(flatten)]
    unit: Unit,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

impl Return {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let ((at, _), operator) = (self.unit.found(session).await?, self.unit.operator(session).await?);
        let (amount, payer) = (self.amount.units(operator.decimals)?, session.actor());
        let from = self.from.unwrap_or_else(|| at.cash(&payer));
        let home = operator.return_funds(&payer, &from, amount);
        let mut plan = Plan::new("Money came home", self.unit.now(home, operator.decimals)?);
        let held = operator.holding.saturating_add(amount);
        plan.facts = plan.facts.with("holding_after", Value::Tokens(held, operator.decimals));
        Ok(plan)
    }
}
