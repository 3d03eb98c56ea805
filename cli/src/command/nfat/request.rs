//! `halo nfat request-redeem | request-interest | cancel-request | set-push | declare-default`

use super::{Found, Unit};
use crate::{
    args::{Amount, Switch},
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{addresses::FacilityAddresses, instructions as ix, transport::Transport};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Request {
    #[command(flatten)]
    unit: Unit,
    /// Least that the holder takes, in tokens
    #[arg(long)]
    amount: Amount,
}

#[derive(Debug, Args)]
pub struct SetPush {
    #[command(flatten)]
    unit: Unit,
    /// Whether anybody may send the acting holder what is credited
    #[arg(value_enum)]
    push: Switch,
}

/// A builder of a request: holder, facility, asset, amount.
type Ask = fn(&Pubkey, &FacilityAddresses, &Pubkey, u64) -> Instruction;

impl Request {
    pub async fn redeem<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        self.ask(session, "Early redemption asked for", ix::nfat::request_redeem).await
    }

    pub async fn interest<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        self.ask(session, "Interest asked for", ix::nfat::request_interest).await
    }

    async fn ask<T: Transport>(self, session: &Session<T>, title: &str, ask: Ask) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let amount = self.amount.units(found.decimals)?;
        Ok(Plan::new(title, ask(&session.actor(), &found.facility, &found.unit.asset, amount)))
    }
}

/// Takes a request back.
pub async fn cancel<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let found = unit.find(session).await?;
    let cancel = ix::nfat::cancel_request(&session.actor(), &found.facility, &found.unit.asset);
    Ok(Plan::new("Request taken back", cancel))
}

impl SetPush {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Found { facility, unit, .. } = self.unit.find(session).await?;
        let enabled = self.push.is_on();
        let set = ix::nfat::set_push(&session.actor(), &facility, &unit.asset, enabled);
        let title = if enabled { "Payments may be sent to you" } else { "Payments wait until you take them" };
        Ok(Plan::new(title, set))
    }
}

/// Declares an overdue unit in default.
pub async fn declare_default<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let found = unit.find(session).await?;
    let declare = ix::nfat::declare_default(&session.actor(), &found.book, &found.unit.nfat);
    Ok(Plan::new("Declared in default", declare))
}
