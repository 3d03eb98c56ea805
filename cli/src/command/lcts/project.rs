//! `halo lcts project`

use super::{rate, OneQueue};
use crate::{
    args::{address, Amount, Ceiling},
    calendar, chart,
    output::{Value, View},
    session::Session,
    table::{Row, Table},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    transport::Transport,
    view::{ProjectedDay, Projection, ProjectionEnd, Subscriber},
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Project {
    #[command(flatten)]
    queue: OneQueue,
    /// Underlying that each settlement converts, in tokens, or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    capacity: Ceiling,
    /// As if so much entered now, in tokens [default: nothing]
    #[arg(long)]
    amount: Option<Amount>,
    /// Whose position [default: the acting key's]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    owner: Option<Pubkey>,
    /// Most days that are shown
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
}

impl Project {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let OneQueue { unit, queue } = self.queue;
        let (_, state) = unit.found(session).await?;
        let decimals = state.decimals;
        let owner = self.owner.unwrap_or_else(|| session.actor());
        let entered = self.amount.map_or(Ok(0), |amount| amount.units(decimals))?;
        let capacity = self.capacity.units(decimals)?;
        let subscriber = Subscriber::read(&session.client, &unit.unit, &owner).await?;
        let projected = subscriber.project(queue.into(), capacity, entered, self.days.into());
        let projection = unit.now(projected, decimals)?;
        View::default()
            .text("owner", owner)
            .text("rate", rate::show(projection.rate))
            .with("capacity_a_day", Value::Tokens(projection.capacity, decimals))
            .with("waiting", Value::Tokens(projection.waiting, decimals))
            .with("days", Value::Table(table(&projection.days, decimals)))
            .with("received_so_far", Value::List(received(&projection.days, decimals)))
            .text("end", end(&projection, decimals))
            .document(&projection)
    }
}

fn table(days: &[ProjectedDay], decimals: u8) -> Table {
    let tokens = |units| Value::Tokens(units, decimals);
    let row = |day: &ProjectedDay| Row {
        cells: vec![
            Value::text(calendar::date(day.settled_by)),
            tokens(day.capacity),
            tokens(day.converted),
            tokens(day.received),
            tokens(day.received_so_far),
            tokens(day.waiting),
        ],
        lines: vec![],
    };
    let columns = vec!["day", "capacity", "queue_converts", "received", "so_far", "still_waiting"];
    Table { columns, rows: days.iter().map(row).collect() }
}

fn received(days: &[ProjectedDay], decimals: u8) -> Vec<String> {
    let row = |day: &ProjectedDay| {
        let text = Value::Tokens(day.received_so_far, decimals).to_string();
        (calendar::date(day.settled_by), day.received_so_far, text)
    };
    chart::bars(&days.iter().map(row).collect::<Vec<_>>())
}

fn end(projection: &Projection, decimals: u8) -> String {
    let left = projection.days.last().map_or(projection.waiting, |day| day.waiting);
    let left = Value::Tokens(left, decimals);
    match projection.end {
        ProjectionEnd::Converted => "everything is converted".to_owned(),
        ProjectionEnd::Stalled => {
            format!("the last settlement converts nothing: {left} wait for capacity, room or cash")
        }
        ProjectionEnd::GoesOn => format!("{left} still wait after these days"),
    }
}
