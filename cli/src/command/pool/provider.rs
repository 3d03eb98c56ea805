//! `halo pool position | open-position | close-position | close-withdrawal`

use super::{share_decimals, Pool};
use crate::{
    args::address,
    output::{Value, View},
    session::{Plan, Session},
    table::{Row, Table},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    instructions::amm as ix,
    transport::Transport,
    venue::Refusal,
    view::{LiquidityProvider, WaitingWithdrawal},
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct OfOwner {
    #[command(flatten)]
    pool: Pool,
    /// Whose position [default: the acting key's]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    owner: Option<Pubkey>,
}

impl OfOwner {
    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<LiquidityProvider> {
        let owner = self.owner.unwrap_or_else(|| session.actor());
        self.pool.provider(session, &owner).await
    }

    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let seen = self.read(session).await?;
        let cash = |units| Value::Tokens(units, seen.cash_decimals);
        let shares = |units| Value::Tokens(units, share_decimals(seen.cash_decimals));
        let worth = |units: Option<u64>| units.map_or(Value::text("unknown without a price"), cash);
        let held = seen.position.map_or(0, |position| position.shares);
        let row = |waiting: &WaitingWithdrawal| Row {
            cells: vec![
                Value::Number(waiting.number),
                shares(waiting.shares),
                worth(waiting.worth),
                cash(waiting.payable),
                Value::Number(waiting.before),
                Value::Moment(waiting.requested_at),
            ],
            lines: vec![],
        };
        let columns = vec!["withdrawal", "shares", "worth", "to_claim", "served_before_it", "requested"];
        let rows: Vec<Row> = seen.withdrawals.iter().map(row).collect();
        let waiting = match rows.is_empty() {
            true => Value::List(vec![]),
            false => Value::Table(Table { columns, rows }),
        };
        let view = View::default()
            .text("owner", seen.owner)
            .with("shares", shares(held))
            .with("worth", worth(seen.position.map_or(Some(0), |position| position.worth)));
        let stays =
            seen.position.map(|position| position.free_from).filter(|until| seen.venue().now() < *until);
        let view = match stays {
            Some(until) => view.with("stays_until", Value::Moment(until)),
            None => view,
        };
        view.with("all_shares", shares(seen.shares))
            .with("shares_waiting", shares(seen.queued))
            .with("free_cash", cash(seen.free))
            .with("room", worth(seen.room))
            .with("withdrawals", waiting)
            .document(&seen)
    }

    pub async fn open<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.read(session).await?;
        let open = self.pool.now(seen.open(&session.payer()), seen.venue())?;
        let position = seen.venue().addresses().position(&seen.owner);
        Ok(Plan::new("Position opened", open).fact("position", position).fact("owner", seen.owner))
    }
}

/// Closes the acting key's empty position.
pub async fn close_position<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let seen = pool.provider(session, &session.actor()).await?;
    Ok(Plan::new("Position closed", pool.now(seen.close_position(), seen.venue())?))
}

/// A withdrawal of anybody.
#[derive(Debug, Args)]
pub struct OfTicket {
    #[command(flatten)]
    pool: Pool,
    number: u64,
}

impl OfTicket {
    pub async fn close<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (venue, number) = (self.pool.venue(session).await?, self.number);
        let found = venue.withdrawal(&session.client, number).await?;
        let ticket = self.pool.now(found.ok_or(Refusal::NoWithdrawal { number }), &venue)?;
        let over = ticket.ticket.is_over(&venue.state().queue);
        self.pool.now(over.then_some(()).ok_or(Refusal::WithdrawalNotOver { number }), &venue)?;
        let close = ix::close_withdrawal(venue.addresses(), ticket.id, &ticket.rent_payer);
        Ok(Plan::new(format!("Withdrawal #{number} closed"), close))
    }
}
