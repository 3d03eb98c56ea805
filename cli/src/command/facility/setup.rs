//! `halo facility init | collection | buybox | lookup-table | halt`

use super::Facility;
use crate::{
    args::{self, address, Terms},
    deal::{self, BuyboxFile},
    output::{Value, View},
    session::{base_key, Plan, Session, Work},
};
use anyhow::{bail, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    facility::instructions::{InitializeFacilityArgs, OpenCollectionArgs},
    instructions as ix,
    pau::state::Pau,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_parser = address)]
    scope: Pubkey,
    #[arg(long, value_parser = address)]
    pau: Pubkey,
    /// Asset that is queued, held and paid
    #[arg(long, value_parser = address)]
    mint: Pubkey,
    /// JSON or TOML file with the bounds of deals
    #[arg(long, value_name = "FILE")]
    buybox: PathBuf,
    #[arg(long, value_enum, default_value = "disclosed")]
    terms: Terms,
    /// Key file that fixes the facility's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

impl Init {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let mint = session.mint(&self.mint).await?;
        let buybox = deal::read::<BuyboxFile>(&self.buybox)?.buybox(mint.decimals)?;
        let base = base_key(self.base.as_deref())?;
        let facility = FacilityAddresses {
            facility: addresses::facility(&base.pubkey()),
            scope: self.scope,
            pau: self.pau,
            mint: self.mint,
            token_program: mint.program.id(),
        };
        let args = InitializeFacilityArgs { buybox, terms_mode: self.terms.into() };
        let create = ix::facility::initialize_facility(
            &session.payer(),
            &base.pubkey(),
            &session.actor(),
            &facility,
            args,
        );
        let plan = Plan::new("Facility created", create)
            .fact("facility", facility.facility)
            .fact("queue_token_account", facility.queue_token_account())
            .signed_by(base);
        Ok(plan.into())
    }
}

#[derive(Debug, Args)]
pub struct Collection {
    #[command(flatten)]
    facility: Facility,
    /// Name that wallets show
    #[arg(long)]
    name: String,
    /// Where the collection's metadata is
    #[arg(long)]
    uri: String,
}

impl Collection {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let args = OpenCollectionArgs { name: self.name, uri: self.uri };
        let open = ix::facility::open_collection(&session.payer(), &session.actor(), &facility, args);
        Ok(Plan::new("Collection created", open).fact("collection", facility.collection()).into())
    }
}

#[derive(Debug, Args)]
pub struct Buybox {
    #[command(flatten)]
    facility: Facility,
    /// JSON or TOML file with the bounds of deals
    #[arg(long, value_name = "FILE")]
    buybox: PathBuf,
}

impl Buybox {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let buybox = deal::read::<BuyboxFile>(&self.buybox)?.buybox(decimals)?;
        Ok(Plan::new("Buybox replaced", ix::facility::set_buybox(&session.actor(), &facility, buybox)).into())
    }
}

/// Creates the table in as many transactions as it needs.
pub async fn lookup_table<T: Transport>(facility: &Pubkey, session: &Session<T>) -> Result<Work> {
    let (facility, _) = session.facility(facility).await?;
    let addresses = facility.lookup_table();
    if session.dry_run {
        bail!("a lookup table takes several transactions that build on each other: it has no dry run");
    }
    let table = halo_sdk::lookup_table::create(&session.client, &addresses).await?;
    let view = View::default()
        .text("lookup_table", table.key)
        .with("addresses", Value::Number(table.addresses.len() as u64));
    Ok(view.into())
}

#[derive(Debug, Subcommand)]
pub enum Halt {
    /// Halt at once; a warden or the PAU's administrator acts
    Set(Halted),
    /// Lift halts; the PAU's administrator acts
    Clear(Halted),
}

#[derive(Debug, Args)]
pub struct Halted {
    #[command(flatten)]
    facility: Facility,
    /// What to halt or to resume
    #[arg(value_enum, value_delimiter = ',', required = true)]
    what: Vec<args::Halt>,
}

impl Halt {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (Self::Set(halted) | Self::Clear(halted)) = &self;
        let (facility, _) = session.facility(&halted.facility.facility).await?;
        let bits = halted.what.iter().fold(0, |bits, what| bits | what.bit());
        let actor = session.actor();
        let plan = match self {
            Self::Set(_) => {
                let by_beam = session.client.fetch::<Pau>(&facility.pau).await?.admin != actor;
                Plan::new("Halted", ix::facility::set_halt(&actor, by_beam, &facility, bits))
            }
            Self::Clear(_) => Plan::new("Resumed", ix::facility::clear_halt(&actor, &facility, bits)),
        };
        Ok(plan.into())
    }
}
