//! `halo nfat whitelist`

use crate::{
    args::{address, moment, Switch},
    command::facility::Facility,
    output::{Value, View},
    session::{Plan, Session, Work},
    table::{Row, Table},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    instructions as ix,
    nfat::state::{NfatConfig, WhitelistEntry},
    transport::{AccountFilter, Transport},
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Whitelist {
    /// Let a facility's NFATs go to admitted receivers only, or to everybody; a beacon with WHITELIST acts
    Mode(Mode),
    /// Let an address receive NFATs until a date; a beacon with WHITELIST acts
    Admit(Admit),
    /// Stop an address from receiving NFATs; what it has stays its own; a beacon with WHITELIST acts
    Remove(Receiver),
    /// Show the mode, and who is admitted until when
    List(Facility),
}

#[derive(Debug, Args)]
pub struct Mode {
    #[command(flatten)]
    facility: Facility,
    #[arg(value_enum)]
    mode: Switch,
}

#[derive(Debug, Args)]
pub struct Receiver {
    #[command(flatten)]
    facility: Facility,
    #[arg(value_parser = address)]
    receiver: Pubkey,
}

#[derive(Debug, Args)]
pub struct Admit {
    #[command(flatten)]
    receiver: Receiver,
    /// Date or Unix seconds from which the admission is void
    #[arg(long, value_parser = moment, value_name = "DATE")]
    until: i64,
}

impl Whitelist {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let beacon = session.actor();
        let plan = match self {
            Self::Mode(Mode { facility, mode }) => {
                let (facility, _) = session.facility(&facility.facility).await?;
                let set = ix::nfat::set_whitelist_mode(&beacon, &facility, mode.is_on());
                let title = if mode.is_on() { "Admitted receivers only" } else { "Everybody may receive" };
                Plan::new(title, set)
            }
            Self::Admit(Admit { receiver: Receiver { facility, receiver }, until }) => {
                let (facility, _) = session.facility(&facility.facility).await?;
                Plan::new("Receiver admitted", ix::nfat::admit_receiver(&beacon, &facility, &receiver, until))
                    .fact("entry", facility.whitelist_entry(&receiver))
            }
            Self::Remove(Receiver { facility, receiver }) => {
                let (facility, _) = session.facility(&facility.facility).await?;
                let entry = facility.whitelist_entry(&receiver);
                let entry: Option<WhitelistEntry> = session.client.fetch_optional(&entry).await?;
                let entry = entry.with_context(|| format!("{receiver} is not admitted"))?;
                let remove = ix::nfat::remove_receiver(&beacon, &facility, &receiver, &entry.rent_payer);
                Plan::new("Receiver removed", remove)
            }
            Self::List(facility) => return Ok(list(session, &facility.facility).await?.into()),
        };
        Ok(plan.into())
    }
}

async fn list<T: Transport>(session: &Session<T>, facility: &Pubkey) -> Result<View> {
    let (facility, _) = session.facility(facility).await?;
    let address = facility.nfat_config();
    let config: NfatConfig = session.client.fetch(&address).await?;
    let now = session.client.unix_time().await?;
    // By what they hold, not by where they hold it: listed by the node, told apart here.
    let entries = session.client.list::<WhitelistEntry>(AccountFilter::default()).await?;
    let mut entries: Vec<WhitelistEntry> =
        entries.into_iter().map(|(_, entry)| entry).filter(|entry| entry.config == address).collect();
    entries.sort_by_key(|entry| (entry.valid_until, entry.address));
    let row = |entry: &WhitelistEntry| Row {
        cells: vec![
            Value::text(entry.address),
            Value::Moment(entry.valid_until),
            Value::Flag(now < entry.valid_until),
        ],
        lines: vec![],
    };
    let table =
        Table { columns: vec!["receiver", "valid_until", "live"], rows: entries.iter().map(row).collect() };
    Ok(View::default()
        .with("admitted_receivers_only", Value::Flag(config.whitelist != 0))
        .with("receivers", Value::Table(table)))
}
