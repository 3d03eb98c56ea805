//! `halo nfat show | list | assert`

use super::{Found, Unit};
use crate::{
    args::{address, hex, Amount},
    command::{facility::Facility, view::units},
    output::{Value, View},
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    instructions as ix,
    nfat::instructions::{AssertUnitArgs, UnitState},
    transport::Transport,
    view,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Assert {
    #[command(flatten)]
    unit: Unit,
    /// Outstanding principal, in tokens
    #[arg(long)]
    principal: Amount,
    /// Credited and unpaid, in tokens
    #[arg(long)]
    funded: Amount,
    #[arg(long)]
    sequence: u64,
}

impl Assert {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let args = AssertUnitArgs {
            principal: self.principal.units(found.decimals)?,
            funded: self.funded.units(found.decimals)?,
            sequence: self.sequence,
        };
        Ok(Plan::new("The NFAT is as asserted", ix::nfat::assert_unit(&found.unit.nfat, args)))
    }
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    facility: Facility,
    /// Only those that this key has
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    owner: Option<Pubkey>,
}

impl List {
    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let found = match self.owner {
            Some(owner) => view::Holder::read(&session.client, &facility.facility, &owner).await?.units,
            None => view::Halo::read(&session.client, &facility.facility).await?.units,
        };
        View::default().with("units", Value::Table(units(&found, decimals))).document(&found)
    }
}

/// Shows one NFAT.
pub async fn show<T: Transport>(found: &Found, session: &Session<T>) -> Result<View> {
    let UnitState { outstanding_principal, funded, sequence } =
        session.client.view_as(ix::nfat::unit_state(&found.unit.nfat)).await?;
    let seen = view::Unit::read(&session.client, &found.facility.facility, &found.unit.nfat).await?;
    let nfat = &found.nfat;
    let tokens = |units: u64| Value::Tokens(units, found.decimals);
    let holder = seen.holder.map_or(Value::text("nobody: burnt in a wallet"), Value::text);
    let date = |date: Option<i64>| date.map_or(Value::text("sealed"), Value::Moment);
    Ok(View::default()
        .text("asset", found.unit.asset)
        .text("nfat", found.unit.nfat)
        .with("number", Value::Number(nfat.token_id))
        .with("book", Value::Number(found.book_id))
        .with("holder", holder)
        .text("depositor", nfat.depositor)
        .with("minted_at", Value::Moment(nfat.minted_at))
        .text("standing", seen.standing.name())
        .with("rank", Value::Number(nfat.rank.into()))
        .with("principal", tokens(nfat.principal))
        .with("outstanding_principal", tokens(outstanding_principal))
        .with("funded", tokens(funded))
        .with("funded_principal", tokens(nfat.funded_principal))
        .with("funded_interest", tokens(nfat.funded_interest))
        .with("funded_penalty", tokens(nfat.funded_penalty))
        .with("payable_now", tokens(seen.payable.map_or(0, |payable| payable.amount)))
        .text("payable_by", seen.payable.map_or("-", |payable| payable.by.name()))
        .with("paid_principal", tokens(nfat.paid_principal))
        .with("paid_interest", tokens(nfat.paid_interest))
        .with("paid_penalty", tokens(nfat.paid_penalty))
        .with("maturity", date(seen.maturity))
        .with("default_from", date(seen.default_from))
        .with("shortfall", tokens(seen.shortfall))
        .with("penalty_accrued", tokens(seen.penalty_accrued))
        .with("penalty_unpaid", tokens(seen.penalty_unpaid))
        .text("request", seen.request.map_or("none", |request| request.asks.name()))
        .with("requested", tokens(seen.request.map_or(0, |request| request.amount)))
        .with("payments_are_pushed", Value::Flag(seen.pushed))
        .with("payout_cap", tokens(nfat.payout_cap))
        .text("terms_hash", hex(&nfat.terms_hash))
        .with("sequence", Value::Number(sequence)))
}
