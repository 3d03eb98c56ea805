//! `halo lcts haircut | subordinate | check | clear-halt`

use super::{rate, Unit};
use crate::{
    args::{address, Amount},
    output::Value,
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::transport::Transport;
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Haircut {
    /// The senior unit, which has the holding
    #[command(flatten)]
    unit: Unit,
    /// What the holding lost, in tokens: 1.5M
    #[arg(long)]
    loss: Amount,
}

impl Haircut {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let operator = self.unit.operator(session).await?;
        let decimals = operator.decimals;
        let amount = self.loss.units(decimals)?;
        let loss = self.unit.now(operator.loss(amount), decimals)?;
        let haircut = self.unit.now(operator.haircut(&session.actor(), amount), decimals)?;
        let mut plan = Plan::new("Loss borne", haircut);
        plan.facts = plan
            .facts
            .with("junior_lost", Value::Tokens(loss.junior_lost, decimals))
            .with("senior_lost", Value::Tokens(loss.senior_lost, decimals));
        Ok(plan
            .fact("junior_rate", rate::show(loss.junior_rate))
            .fact("senior_rate", rate::show(loss.senior_rate)))
    }
}

#[derive(Debug, Args)]
pub struct Subordinate {
    #[command(flatten)]
    unit: Unit,
    /// Unit whose holding the other one stands over from then on
    #[arg(value_parser = address)]
    senior: Pubkey,
}

impl Subordinate {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let operator = self.unit.operator(session).await?;
        Ok(Plan::new("Made the junior", operator.subordinate(&self.senior)).fact("senior", self.senior))
    }
}

/// Holds the holding against what is recorded.
pub async fn check<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let operator = unit.operator(session).await?;
    Ok(Plan::new("Unit checked", unit.now(operator.check(), operator.decimals)?))
}

/// Lets a halted unit go on.
pub async fn clear_halt<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let operator = unit.operator(session).await?;
    Ok(Plan::new("The unit goes on", operator.clear_halt(&session.actor())))
}
