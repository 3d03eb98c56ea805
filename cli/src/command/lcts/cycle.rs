//! `halo lcts lock | settle | settle-pair | unlock | rate`

use super::{rate, OneQueue, Unit};
use crate::{
    args::Ceiling,
    output::{Value, View},
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    lcts::{instructions::SettlePairArgs, state::Direction},
    transport::Transport,
    view::{queue_name, Settling},
};

/// Locks both queues.
pub async fn lock<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let operator = unit.operator(session).await?;
    let lock = unit.now(operator.lock(&session.actor()), operator.decimals)?;
    let mut plan = Plan::new("Queues locked", lock);
    for queue in &operator.queues {
        let name = match queue.direction {
            Direction::Subscribe => "subscribing",
            Direction::Redeem => "redeeming",
        };
        plan.facts = plan.facts.with(name, Value::Tokens(queue.waiting, operator.decimals));
    }
    Ok(plan)
}

/// What a settlement does, before it is sent.
fn facts(done: &Settling, decimals: u8) -> View {
    let tokens = |units: u64| Value::Tokens(units, decimals);
    View::default()
        .with("matched", tokens(done.matched))
        .with("subscribed", tokens(done.subscribed))
        .with("shares_minted", tokens(done.minted))
        .with("shares_burnt", tokens(done.burnt))
        .with("paid", tokens(done.paid))
        .with("into_holding", tokens(done.into_holding))
        .with("out_of_holding", tokens(done.out_of_holding))
        .with("supply_after", tokens(done.supply_after))
        .with("holding_after", tokens(done.holding_after))
}

#[derive(Debug, Args)]
pub struct Settle {
    #[command(flatten)]
    queue: OneQueue,
    /// Underlying that may be converted, in tokens, or "unlimited"; 0 unlocks the queue as it is
    #[arg(long, value_name = "AMOUNT")]
    capacity: Ceiling,
}

impl Settle {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneQueue { unit, queue } = self.queue;
        let (operator, direction) = (unit.operator(session).await?, Direction::from(queue));
        let decimals = operator.decimals;
        let capacity = self.capacity.units(decimals)?;
        let done = unit.now(operator.settling(direction, capacity), decimals)?;
        let settle = unit.now(operator.settle(&session.actor(), direction, capacity), decimals)?;
        let mut plan = Plan::new("Queue settled", settle);
        plan.facts = facts(&done, decimals);
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct SettlePair {
    #[command(flatten)]
    unit: Unit,
    /// Underlying that may come to the holding beside what is netted, in tokens, or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    subscribe_capacity: Ceiling,
    /// Underlying that may leave the holding beside what is netted, in tokens, or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    redeem_capacity: Ceiling,
}

impl SettlePair {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let operator = self.unit.operator(session).await?;
        let decimals = operator.decimals;
        let args = SettlePairArgs {
            subscribe_capacity: self.subscribe_capacity.units(decimals)?,
            redeem_capacity: self.redeem_capacity.units(decimals)?,
        };
        let done = self.unit.now(operator.settling_pair(&args), decimals)?;
        let settle = self.unit.now(operator.settle_pair(&session.actor(), args), decimals)?;
        let mut plan = Plan::new("Queues netted and settled", settle);
        plan.facts = facts(&done, decimals);
        Ok(plan)
    }
}

/// Unlocks a queue that was not settled in time.
pub async fn unlock<T: Transport>(queue: &OneQueue, session: &Session<T>) -> Result<Plan> {
    let (unit, direction) = (&queue.unit, queue.queue.into());
    let operator = unit.operator(session).await?;
    let unlock = unit.now(operator.unlock_overdue(direction), operator.decimals)?;
    Ok(Plan::new(format!("The {} queue is open again", queue_name(direction)), unlock))
}

#[derive(Debug, Args)]
pub struct SetRate {
    #[command(flatten)]
    unit: Unit,
    /// Underlying that a share is worth: 1.0002
    #[arg(value_parser = rate::parse)]
    rate: u128,
}

impl SetRate {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let operator = self.unit.operator(session).await?;
        let set = self.unit.now(operator.set_rate(&session.actor(), self.rate), operator.decimals)?;
        Ok(Plan::new("Rate set", set)
            .fact("before", rate::show(operator.rate))
            .fact("after", rate::show(self.rate)))
    }
}
