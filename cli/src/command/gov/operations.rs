//! `halo gov ops | execute | cancel | close`

use crate::{
    effects::payload_lines,
    output::{Value, View},
    session::{Plan, Session},
    table::{Row, Table},
};
use anyhow::{bail, Context, Result};
use clap::Args;
use halo_sdk::{
    addresses,
    configurator::state::{Operation, Scope},
    governance::{OperationView, ViewState},
    instructions::configurator as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;

/// Accounts that an RPC node gives at once.
const READ_AT_ONCE: usize = 100;

/// An operation by its number.
#[derive(Debug, Args)]
pub struct Number {
    /// Number of the operation; the first is 1
    number: u64,
}

#[derive(Debug, Args)]
pub struct List {
    /// Only what can still take effect
    #[arg(long)]
    open: bool,
}

/// Every operation of a scope that still has its account, in order. They are found by their numbers: whoever else
/// schedules in a scope of its own cannot make this longer.
pub async fn all<T: Transport>(
    session: &Session<T>,
    (address, scope): (&Pubkey, &Scope),
) -> Result<Vec<Operation>> {
    let numbers: Vec<u64> = (1..=scope.operation_count).collect();
    let mut operations = Vec::new();
    for chunk in numbers.chunks(READ_AT_ONCE) {
        let addresses: Vec<Pubkey> =
            chunk.iter().map(|number| addresses::operation(address, *number)).collect();
        let found: Vec<Option<Operation>> = session.client.fetch_many(&addresses).await?;
        operations.extend(found.into_iter().flatten());
    }
    Ok(operations)
}

impl Number {
    async fn read<T: Transport>(
        &self,
        session: &Session<T>,
        (address, scope): (&Pubkey, &Scope),
    ) -> Result<(Operation, OperationView)> {
        let account = addresses::operation(address, self.number);
        let operation: Option<Operation> = session.client.fetch_optional(&account).await?;
        let operation = operation.with_context(|| {
            format!(
                "operation {} does not exist: it was closed, or is not scheduled yet; the last has number {}",
                self.number, scope.operation_count
            )
        })?;
        let view = OperationView::new(scope, &operation, session.client.unix_time().await?);
        Ok((operation, view))
    }

    pub async fn execute<T: Transport>(self, session: &Session<T>, at: (&Pubkey, &Scope)) -> Result<Plan> {
        let (operation, view) = self.read(session, at).await?;
        if view.state == ViewState::Pending {
            let pause = if view.paused { ", and later: the timelock is paused" } else { "" };
            let due = Value::Moment(view.due_at);
            bail!("operation {} is due at {due}{pause}; now it is not", self.number);
        }
        if view.state != ViewState::Due {
            bail!("expected a due operation, came operation {}, which is {}", self.number, view.state);
        }
        if view.paused {
            bail!("the timelock is paused: nothing can be executed until the council resumes it");
        }
        let mut plan = Plan::new(
            format!("Operation {} has taken effect", self.number),
            ix::execute(&session.payer(), &operation),
        );
        plan.facts = lines(payload_lines(session, &operation.payload).await);
        Ok(plan)
    }

    pub async fn cancel<T: Transport>(self, session: &Session<T>, at: (&Pubkey, &Scope)) -> Result<Plan> {
        let (operation, _) = self.read(session, at).await?;
        let cancel = ix::cancel(&session.actor(), at.0, self.number);
        let mut plan = Plan::new(format!("Operation {} cancelled", self.number), cancel);
        plan.facts = lines(payload_lines(session, &operation.payload).await);
        Ok(plan)
    }

    pub async fn close<T: Transport>(self, session: &Session<T>, at: (&Pubkey, &Scope)) -> Result<Plan> {
        let (operation, view) = self.read(session, at).await?;
        if matches!(view.state, ViewState::Pending | ViewState::Due) {
            bail!("operation {} is {}: it can still take effect, and stays", self.number, view.state);
        }
        let (actor, payer) = (session.actor(), session.payer());
        if ![actor, payer].contains(&operation.rent_payer) {
            bail!(
                "expected {} to sign, which paid the rent of operation {} and gets it back, came {actor}",
                operation.rent_payer,
                self.number
            );
        }
        let close = ix::close_operation(&operation.rent_payer, at.0, self.number);
        Ok(Plan::new(format!("Operation {} closed", self.number), close))
    }
}

/// What an operation does as one text fact, a line a particular.
fn lines(lines: Vec<(String, String)>) -> View {
    let lines = lines.into_iter().map(|(label, value)| match label.as_str() {
        "effect" => value,
        _ => format!("{label}: {value}"),
    });
    View::default().with("effect", Value::List(lines.collect()))
}

impl List {
    pub async fn view<T: Transport>(
        self,
        session: &Session<T>,
        (address, scope): (&Pubkey, &Scope),
    ) -> Result<View> {
        let now = session.client.unix_time().await?;
        let mut rows = Vec::new();
        for operation in all(session, (address, scope)).await? {
            let view = OperationView::new(scope, &operation, now);
            let open = matches!(view.state, ViewState::Pending | ViewState::Due);
            if self.open && !open {
                continue;
            }
            // When it is due concerns nobody once it is over.
            let when = |at: i64| if open { Value::Moment(at) } else { Value::text("-") };
            let mut lines = payload_lines(session, &operation.payload).await;
            lines.push(("proposer".to_owned(), view.proposer.to_string()));
            let cells = vec![
                Value::Number(view.number),
                Value::text(view.state),
                when(view.due_at),
                when(view.expires_at),
                view.predecessor.map_or_else(|| Value::text("-"), Value::Number),
            ];
            rows.push(Row { cells, lines });
        }
        let columns = vec!["number", "state", "due", "expires", "predecessor"];
        let view = View::default();
        let view = match scope.paused_at() {
            Some(since) => view.with("paused_since", Value::Moment(since)),
            None => view,
        };
        Ok(view.with("operations", Value::Table(Table { columns, rows })))
    }
}
