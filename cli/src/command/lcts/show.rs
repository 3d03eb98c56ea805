//! `halo lcts show`

use super::{rate, Unit};
use crate::{
    calendar,
    command::view::headroom,
    output::{Value, View},
    session::Session,
    table::{Row, Table},
};
use anyhow::Result;
use halo_sdk::{
    instructions::lcts as ix,
    lcts::instructions::UnitView,
    token::{decode_metadata, MintMetadata},
    transport::Transport,
    view::{queue_name, Door, Due, QueueSeen, UnitOperator},
};
use serde::Serialize;

/// Shows a unit.
pub async fn unit<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<View> {
    let ((at, _), seen) = (unit.found(session).await?, unit.operator(session).await?);
    let rate: u128 = session.client.view_as(ix::exchange_rate(&at)).await?;
    let state: UnitView = session.client.view_as(ix::unit_state(&at)).await?;
    let account = session.client.transport().get_account(&seen.share_mint).await?;
    let shares = account.as_ref().and_then(decode_metadata);
    let tokens = |units: u64| Value::Tokens(units, seen.decimals);
    let due = seen.due.iter().map(|due| words(due, unit)).collect();
    View::default()
        .text("unit", seen.unit)
        .text("scope", seen.scope)
        .text("pau", seen.pau)
        .text("mint", seen.mint)
        .text("share_mint", seen.share_mint)
        .text("shares", shares.as_ref().map_or("without a name".to_owned(), named))
        .text("tranche", tranche(&seen))
        .text("goes_on", going(&seen))
        .text("holding_token_account", at.holding())
        .text("rate", rate::show(rate))
        .text("highest_rate_today", rate::show(seen.rate_ceiling))
        .text("yield_cap", format!("{} % a day", percent(seen.yield_cap_bps.into())))
        .text("sells_shares", sells(&seen))
        .with("supply", tokens(state.supply))
        .with("worth", tokens(state.worth))
        .with("capacity", tokens(seen.capacity))
        .with("room", tokens(state.room))
        .with("holding", tokens(state.holding))
        .with("out", tokens(state.out))
        .with("most_worth_after_a_raise", tokens(seen.worth_ceiling))
        .with("deployed", tokens(seen.deployed))
        .with("returned", tokens(seen.returned))
        .with("redeem_limit", tokens(seen.redeem_limit))
        .with("redeemable_now", tokens(state.redeemable))
        .with("payable_now", headroom(seen.payment_limit, seen.decimals))
        .with("next_lock_from", Value::Moment(seen.locks_from))
        .with("queues", Value::Table(queues(&seen.queues, seen.decimals)))
        .with("due_now", Value::List(due))
        .document(&Shown { unit: &seen, shares: shares.as_ref() })
}

/// A unit, and what its shares say of themselves.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    unit: &'a UnitOperator,
    shares: Option<&'a MintMetadata>,
}

fn named(shares: &MintMetadata) -> String {
    let MintMetadata { name, symbol, uri } = shares;
    if uri.is_empty() {
        return format!("{name} ({symbol})");
    }
    format!("{name} ({symbol}), {uri}")
}

/// Who bears a loss of the holding first.
fn tranche(unit: &UnitOperator) -> String {
    match unit.partner {
        None => "the only one over its holding".to_owned(),
        Some(senior) if unit.junior => format!("junior of {senior}, whose losses it bears first"),
        Some(junior) => format!("senior of {junior}, which bears losses first"),
    }
}

/// Whether anything stops it.
fn going(unit: &UnitOperator) -> &'static str {
    match (unit.frozen, unit.halted) {
        (false, false) => "yes",
        (true, _) => "no: its PAU is frozen; claims and exits go on",
        (false, true) => "no: money is missing; claims and exits go on",
    }
}

/// Whether a settlement may sell shares.
fn sells(unit: &UnitOperator) -> String {
    unit.sells_from.map_or("yes".to_owned(), |from| {
        format!("no: the rate was cut by more than a twentieth; from {} on", calendar::moment(from))
    })
}

/// Basis points as a percentage.
pub(super) fn percent(bps: u64) -> Value {
    Value::Tokens(bps, 2)
}

/// What is due, who does it, and how.
fn words(due: &Due, unit: &Unit) -> String {
    let at = unit.unit;
    let name = |direction| queue_name(direction);
    match *due {
        Due::Unlock { direction, since } => format!(
            "unlock the {0} queue, overdue since {1}: `halo lcts unlock {at} {0}`, anyone",
            name(direction),
            calendar::moment(since)
        ),
        Due::Settle { direction, by } => {
            format!("settle the {} queue by {}: a beacon with SETTLE", name(direction), calendar::moment(by))
        }
        Due::SetRate { by } => format!("raise the rate by {}: a beacon with RATE", calendar::moment(by)),
        Due::Lock { by } => format!("lock the queues by {}: a beacon with LOCK", calendar::moment(by)),
        Due::OpenQueue { direction } => {
            format!("open the {0} queue: `halo lcts open-queue {at} {0}`, anyone", name(direction))
        }
        Due::OpenHolding => format!("open the holding: `halo lcts open-holding {at}`, anyone"),
        Due::CloseGeneration { direction, number } => {
            format!(
                "close a spent generation: `halo lcts close-generation {at} {} {number}`, anyone",
                name(direction)
            )
        }
    }
}

/// Until when, or since when, a door is as it is.
pub(super) fn until(door: Door) -> Value {
    match door {
        Door::Open { locks_from: at } | Door::Locked { until: at } | Door::Overdue { since: at } => {
            Value::Moment(at)
        }
        Door::Missing => Value::text("-"),
    }
}

/// One row a queue.
fn queues(queues: &[QueueSeen], decimals: u8) -> Table {
    let tokens = |units| Value::Tokens(units, decimals);
    let row = |queue: &QueueSeen| Row {
        cells: vec![
            Value::text(queue_name(queue.direction)),
            Value::text(queue.door.name()),
            until(queue.door),
            Value::Number(queue.current),
            tokens(queue.waiting),
            tokens(queue.waiting_worth),
            tokens(queue.owed),
        ],
        lines: vec![],
    };
    let columns = vec!["queue", "door", "until", "generation", "waiting", "worth", "owed"];
    Table { columns, rows: queues.iter().map(row).collect() }
}
