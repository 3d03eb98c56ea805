//! `halo pool show`

use super::{depth, refusal, share_decimals, svg, Pool, PRICE_DECIMALS};
use crate::{
    calendar,
    output::{Value, View},
    session::Session,
    table::{Row, Table},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    amm::instructions::PoolView,
    instructions::amm as ix,
    transport::Transport,
    venue::DepthChart,
    view::{AmmOperator, PoolTask, RedemptionSeen},
};
use serde::Serialize;
use std::{fs, path::PathBuf};

#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    pool: Pool,
    /// Also draw what trades of any size cost, as a picture in this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// A pool, and what trades of different sizes come to.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    pool: &'a AmmOperator,
    depth: Option<DepthChart>,
}

impl Show {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let seen = self.pool.operator(session).await?;
        let venue = seen.venue();
        let chart = match venue.depth() {
            Ok(chart) => Some(chart),
            // A picture of nothing is asked for: say why there is nothing.
            Err(refused) if self.svg.is_some() => return Err(refusal::explain(refused, venue)),
            Err(_) => None,
        };
        let mut view = state(&self.pool, &seen, session).await?;
        if let Some(chart) = &chart {
            view = view
                .with("selling_costs", Value::List(depth::lines(&chart.sell, venue)))
                .with("buying_costs", Value::List(depth::lines(&chart.buy, venue)));
            if let Some(path) = &self.svg {
                let picture = svg::draw(&seen, chart);
                fs::write(path, picture).with_context(|| format!("cannot write {}", path.display()))?;
                view = view.text("picture", path.display());
            }
        }
        view.document(&Shown { pool: &seen, depth: chart })
    }
}

/// What a pool has and what is due.
async fn state<T: Transport>(pool: &Pool, seen: &AmmOperator, session: &Session<T>) -> Result<View> {
    let cash = |units: u64| Value::Tokens(units, seen.cash_decimals);
    let asset = |units: u64| Value::Tokens(units, seen.asset_decimals);
    let shares = |units: u64| Value::Tokens(units, share_decimals(seen.cash_decimals));
    let view = View::default()
        .text("pool", seen.pool)
        .text("scope", seen.scope)
        .text("pau", seen.pau)
        .text("cash_mint", seen.cash_mint)
        .text("asset_mint", seen.asset_mint)
        .text("trading", trading(seen))
        .text("price_from", sources(seen));
    let view = match seen.price {
        Some(price) => {
            // What the program says itself, of its own clock and accounts.
            let asked = ix::pool_state(seen.venue().addresses(), seen.venue().price_update());
            let state: PoolView = session.client.view_as(asked).await?;
            view.with("nav", Value::Tokens(price, PRICE_DECIMALS))
                .with("worth_to_enter", cash(state.entry_value))
                .with("worth_to_leave", cash(state.exit_value))
        }
        None => view.text("nav", no_price(seen)),
    };
    let view = match (seen.published_at, seen.fresh_until) {
        (Some(published), Some(until)) => {
            view.with("published", Value::Moment(published)).with("fresh_until", Value::Moment(until))
        }
        _ => view,
    };
    let view = match [seen.cash_missing, seen.asset_missing] {
        [0, 0] => view,
        [money, tokens] => view.with("cash_missing", cash(money)).with("asset_missing", asset(tokens)),
    };
    Ok(view
        .text("bid", format!("{} bps below NAV", seen.bid_bps))
        .text("ask", format!("{} bps above NAV", seen.ask_bps))
        .with("cash", cash(seen.cash))
        .with("set_aside", cash(seen.reserved))
        .with("inventory", asset(seen.inventory))
        .with("at_the_issuer", asset(seen.pending))
        .with("expected_for_it", cash(seen.expected))
        .with("capacity", cash(seen.capacity))
        .with("shares", shares(seen.shares))
        .with("shares_waiting", shares(seen.queued))
        .with("fees_earned", cash(seen.fees))
        .with("gains", cash(seen.gains))
        .with("losses", cash(seen.losses))
        .with("redemptions", redemptions(seen))
        .with("due_now", Value::List(seen.due.iter().map(|task| words(task, pool, seen)).collect())))
}

fn no_price(seen: &AmmOperator) -> String {
    match seen.venue().price() {
        Ok(_) => String::new(),
        Err(refused) => format!("none: {}", refusal::explain(refused, seen.venue())),
    }
}

fn trading(seen: &AmmOperator) -> &'static str {
    match (seen.open, seen.frozen, seen.latched) {
        (false, ..) => "no: the vaults were never opened",
        (_, true, _) => "no: the PAU is frozen",
        (_, _, 0) => "both ways",
        (_, _, 1) => "the pool sells and does not buy",
        (_, _, 2) => "the pool buys and does not sell",
        _ => "no: both sides are stopped",
    }
}

fn sources(seen: &AmmOperator) -> String {
    match (seen.feed, seen.venue().has_pyth()) {
        (Some(feed), false) => format!("reporters of feed {feed}"),
        (Some(feed), true) => format!("reporters of feed {feed}, held against Pyth"),
        (None, _) => "Pyth".to_owned(),
    }
}

fn redemptions(seen: &AmmOperator) -> Value {
    if seen.redemptions.is_empty() {
        return Value::List(vec![]);
    }
    let row = |redemption: &RedemptionSeen| Row {
        cells: vec![
            Value::Number(redemption.number),
            Value::Tokens(redemption.amount, seen.asset_decimals),
            Value::Tokens(redemption.expected, seen.cash_decimals),
            Value::Tokens(redemption.returned, seen.cash_decimals),
            Value::Moment(redemption.due),
            Value::text(state_of(redemption, seen.cash_decimals)),
        ],
        lines: vec![],
    };
    let columns = vec!["redemption", "asset", "expected", "returned", "due", "state"];
    Value::Table(Table { columns, rows: seen.redemptions.iter().map(row).collect() })
}

fn state_of(redemption: &RedemptionSeen, decimals: u8) -> String {
    let words = match (redemption.closed, redemption.overdue, redemption.flagged) {
        (true, ..) if redemption.lost != 0 => {
            return format!("closed, {} given up", Value::Tokens(redemption.lost, decimals))
        }
        (true, ..) => "paid",
        (false, false, _) => "in time",
        (false, true, false) => "late",
        (false, true, true) => "late, and flagged",
    };
    words.to_owned()
}

/// What is due, how, and who does it.
fn words(task: &PoolTask, pool: &Pool, seen: &AmmOperator) -> String {
    let at = pool.pool;
    match *task {
        PoolTask::OpenCustody => format!("open the vaults: `halo pool open-custody {at}`, anyone"),
        PoolTask::CheckPool => {
            format!("the vaults lack something: stop the pool over it with `halo pool check {at}`, anyone")
        }
        PoolTask::WriteDown => {
            format!("take what the vaults lack off the record: `halo pool write-down {at}`, the council")
        }
        PoolTask::PostPrice => match seen.feed {
            Some(feed) => format!("post a price: `halo pool feed post {feed}`, a reporter"),
            None => "post a newer update of Pyth, anyone".to_owned(),
        },
        PoolTask::TripBreaker => format!("stop trading over the price: `halo pool trip {at}`, anyone"),
        PoolTask::FillWithdrawal { number } => {
            format!("set cash aside for withdrawal #{number}: `halo pool fill {at}`, anyone")
        }
        PoolTask::FlagOverdue { number } => {
            format!("say that redemption #{number} is late: `halo pool flag {at} {number}`, anyone")
        }
        PoolTask::SettleOrClose { number } => {
            let due = seen.redemptions.iter().find(|known| known.number == number).map(|known| known.due);
            format!(
                "redemption #{number} was due at {}: `halo pool settle {at} {number}` by whoever has the cash, or `halo \
                 pool close-redemption {at} {number}`, a beacon",
                calendar::moment(due.unwrap_or_default())
            )
        }
    }
}
