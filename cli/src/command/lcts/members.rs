//! `halo lcts queue | generation | position | close-generation`

use super::{
    rate,
    show::{percent, until},
    OneQueue, Unit,
};
use crate::{
    args::address,
    output::{Value, View},
    session::{Plan, Session},
    table::{Row, Table},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    halo_math::GenerationState,
    instructions::lcts as ix,
    lcts::instructions::{GenerationView, PositionView},
    transport::Transport,
    view::{queue_name, Place, Subscriber},
};
use solana_pubkey::Pubkey;

/// Shows a queue with its generations.
pub async fn queue<T: Transport>(queue: &OneQueue, session: &Session<T>) -> Result<View> {
    let seen = queue.unit.operator(session).await?;
    let decimals = seen.decimals;
    let found = seen.queue(queue.queue.into()).context("a unit has two queues")?;
    let tokens = |units| Value::Tokens(units, decimals);
    let rows = found.generations.iter().map(|generation| Row {
        cells: vec![
            Value::Number(generation.number),
            Value::text(generation.state.name()),
            tokens(generation.waiting),
            tokens(generation.rewards_owed),
            Value::Flag(generation.spent),
        ],
        lines: vec![("rent payer".to_owned(), generation.rent_payer.to_string())],
    });
    let columns = vec!["generation", "state", "waiting", "owed_to_members", "can_be_closed"];
    View::default()
        .text("queue", found.queue)
        .text("door", found.door.name())
        .with("until", until(found.door))
        .with("current_generation", Value::Number(found.current))
        .with("waiting", tokens(found.waiting))
        .with("worth", tokens(found.waiting_worth))
        .with("owed", tokens(found.owed))
        .with("generations", Value::Table(Table { columns, rows: rows.collect() }))
        .document(found)
}

#[derive(Debug, Args)]
pub struct OneGeneration {
    #[command(flatten)]
    queue: OneQueue,
    /// Number of the generation; the first is 1
    number: u64,
}

impl OneGeneration {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let (at, unit) = self.queue.unit.found(session).await?;
        let place = at.queue(self.queue.queue.into());
        let view = ix::generation_state(&place, self.number);
        let seen: GenerationView = session.client.view_as(view).await?;
        let state = GenerationState::from_u64(seen.state.into())?;
        Ok(View::default()
            .text("generation", place.generation(self.number))
            .with("number", Value::Number(seen.number))
            .text("state", state.name())
            .text("shares", seen.shares)
            .with("waiting", Value::Tokens(seen.underlying, unit.decimals))
            .text("reward_per_share_e18", seen.reward_per_share)
            .with("owed_to_members", Value::Tokens(seen.rewards_owed, unit.decimals)))
    }

    /// Closes it.
    pub async fn close<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let OneQueue { unit, queue } = self.queue;
        let operator = unit.operator(session).await?;
        let close = operator.close_generation(queue.into(), self.number);
        Ok(Plan::new("Generation closed", unit.now(close, operator.decimals)?))
    }
}

#[derive(Debug, Args)]
pub struct Position {
    #[command(flatten)]
    unit: Unit,
    /// Whose position [default: the acting key's]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    owner: Option<Pubkey>,
}

impl Position {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let (at, unit) = self.unit.found(session).await?;
        let owner = self.owner.unwrap_or_else(|| session.actor());
        let seen = Subscriber::read(&session.client, &self.unit.unit, &owner).await?;
        let mut rows = Vec::new();
        for place in [&seen.subscribe, &seen.redeem] {
            let Some(held) = &place.held else { continue };
            let view = ix::position_state(&at.queue(place.direction), &owner, held.generation);
            rows.push(row(place, &session.client.view_as(view).await?, unit.decimals));
        }
        let columns =
            vec!["queue", "door", "until", "generation", "part", "not_converted", "earned", "claimable_now"];
        View::default()
            .text("owner", owner)
            .text("rate", rate::show(seen.rate))
            .with("positions", Value::Table(Table { columns, rows }))
            .document(&seen)
    }
}

/// What the program says of a position, beside what the door lets through.
fn row(place: &Place, says: &PositionView, decimals: u8) -> Row {
    let tokens = |units| Value::Tokens(units, decimals);
    let held = place.held.as_ref();
    let generation = match held.and_then(|held| Some((held.generation?, held.state))) {
        Some((number, state)) => format!("{number} {}", state.name()),
        None => "-".to_owned(),
    };
    Row {
        cells: vec![
            Value::text(queue_name(place.direction)),
            Value::text(place.door.name()),
            until(place.door),
            Value::text(generation),
            Value::text(format!("{} %", percent(held.map_or(0, |held| held.part_bps())))),
            tokens(says.underlying),
            tokens(says.rewards),
            tokens(held.map_or(0, |held| held.claimable)),
        ],
        lines: vec![],
    }
}
