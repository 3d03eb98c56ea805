//! `halo view attestor`

use super::Seen;
use crate::{
    args::hex,
    output::{Value, View},
    session::Session,
    table::{Row, Table},
};
use anyhow::Result;
use halo_sdk::{
    transport::Transport,
    view::{Attestor, Posted, Task, Wait},
};

pub async fn view<T: Transport>(seen: &Seen, session: &Session<T>) -> Result<View> {
    let (facility, key, decimals) = seen.read(session).await?;
    let attestor = Attestor::read(&session.client, &facility, &key).await?;
    let tasks = Table {
        columns: vec!["book", "phase", "class", "units", "waits_for"],
        rows: attestor.tasks.iter().map(task).collect(),
    };
    let posted = Table {
        columns: vec!["book", "number", "kind", "issued_at", "valid_until", "amount", "used", "live"],
        rows: attestor.posted.iter().map(|one| posted(one, decimals)).collect(),
    };
    View::default()
        .text("attestor", key)
        .with("tasks", Value::Table(tasks))
        .with("posted", Value::Table(posted))
        .document(&attestor)
}

fn task(Task { book, waits_for }: &Task) -> Row {
    let waits: Vec<String> = waits_for.iter().map(wait).collect();
    let waits = if waits.is_empty() { "nothing".to_owned() } else { waits.join(", ") };
    Row {
        cells: vec![
            Value::Number(book.number),
            Value::text(book.phase.name()),
            Value::text(book.crr_class.name()),
            Value::Number(book.units),
            Value::text(waits),
        ],
        lines: vec![("scope hash".to_owned(), hex(&book.scope_hash))],
    }
}

fn wait(wait: &Wait) -> String {
    match (wait.due_at, wait.overdue) {
        (None, _) => wait.kind.name().to_owned(),
        (Some(due), false) => format!("{} by {}", wait.kind.name(), Value::Moment(due)),
        (Some(due), true) => format!("{}, overdue since {}", wait.kind.name(), Value::Moment(due)),
    }
}

fn posted(posted: &Posted, decimals: u8) -> Row {
    Row {
        cells: vec![
            Value::Number(posted.book),
            Value::Number(posted.number),
            Value::text(posted.kind.name()),
            Value::Moment(posted.issued_at),
            Value::Moment(posted.valid_until),
            Value::Tokens(posted.amount, decimals),
            Value::Flag(posted.consumed),
            Value::Flag(posted.live),
        ],
        lines: vec![],
    }
}
