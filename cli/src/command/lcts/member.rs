//! `halo lcts claim | exit | close`

use super::OneQueue;
use crate::{
    args::address,
    output::Value,
    session::{Plan, Session},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::QueueSide,
    instructions::lcts::Destinations,
    token::{create_associated_token_account, TokenProgram},
    transport::Transport,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Where a side of a queue pays its member.
struct Payee {
    account: Pubkey,
    /// Creates the associated account where it is missing; none when another one was named.
    create: Option<Instruction>,
}

impl Payee {
    /// `named`, or the acting key's associated account.
    fn of<T: Transport>(session: &Session<T>, side: &QueueSide, named: Option<Pubkey>) -> Result<Self> {
        if let Some(account) = named {
            return Ok(Self { account, create: None });
        }
        let (payer, owner) = (session.payer(), session.actor());
        let program = TokenProgram::from_id(&side.token_program)
            .with_context(|| format!("expected a token program, came {}", side.token_program))?;
        let create = create_associated_token_account(&payer, &owner, &side.mint, program);
        Ok(Self { account: side.token_account(&owner), create: Some(create) })
    }
}

#[derive(Debug, Args)]
pub struct Claim {
    #[command(flatten)]
    queue: OneQueue,
    /// Token account that is paid [default: the acting key's associated one, made where it is missing]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Claim {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneQueue { unit, queue } = self.queue;
        let ((at, state), subscriber) = (unit.found(session).await?, unit.subscriber(session).await?);
        let direction = queue.into();
        let to = Payee::of(session, &at.queue(direction).reward, self.to)?;
        let claim = unit.now(subscriber.claim_to(&to.account, direction), state.decimals)?;
        let claimable = subscriber.place(direction).held.as_ref().map_or(0, |held| held.claimable);
        let mut plan = Plan::of("Earnings paid", to.create.into_iter().chain([claim]).collect());
        plan.facts = plan.facts.with("paid", Value::Tokens(claimable, state.decimals));
        Ok(plan.fact("to", to.account))
    }
}

#[derive(Debug, Args)]
pub struct Exit {
    #[command(flatten)]
    queue: OneQueue,
    /// Token account for what was not converted [default: the acting key's associated one, made where it is missing]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Token account for what was converted [default: the same for the other mint]
    #[arg(long, value_parser = address)]
    rewards_to: Option<Pubkey>,
}

impl Exit {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneQueue { unit, queue } = self.queue;
        let ((at, state), subscriber) = (unit.found(session).await?, unit.subscriber(session).await?);
        let direction = queue.into();
        let place = at.queue(direction);
        let input = Payee::of(session, &place.input, self.to)?;
        let reward = Payee::of(session, &place.reward, self.rewards_to)?;
        let to = Destinations { input: input.account, reward: reward.account };
        let exit = unit.now(subscriber.exit_to(&to, direction), state.decimals)?;
        let held = subscriber.place(direction).held.as_ref();
        let pays = held.and_then(|held| held.on_exit()).unwrap_or_default();
        let steps = input.create.into_iter().chain(reward.create).chain([exit]).collect();
        let mut plan = Plan::of("Left the queue", steps);
        plan.facts = plan
            .facts
            .with("not_converted", Value::Tokens(pays.underlying, state.decimals))
            .with("earned", Value::Tokens(pays.rewards, state.decimals));
        Ok(plan.fact("to", to.input).fact("rewards_to", to.reward))
    }
}

/// Closes the acting key's empty position.
pub async fn close<T: Transport>(queue: &OneQueue, session: &Session<T>) -> Result<Plan> {
    let subscriber = queue.unit.subscriber(session).await?;
    let close = subscriber.close(queue.queue.into());
    Ok(Plan::new("Position closed", queue.unit.now(close, 0)?))
}
