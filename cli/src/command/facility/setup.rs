//! `halo facility init | collection | buybox | lookup-table`

use super::Facility;
use crate::{
    args::{address, Terms},
    deal::{self, BuyboxFile},
    governed::{facility_configurer, Governed},
    output::{Value, View},
    session::{base_key, Plan, Session, Work},
};
use anyhow::{bail, Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    configurator::state,
    facility::instructions::{InitializeFacilityArgs, OpenCollectionArgs},
    instructions as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Init {
    /// A registered PAU; the facility obeys its scope
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
        let governed = Governed::read(session, &self.pau).await?;
        let configurer = governed.configurer(session).await?;
        let base = base_key(self.base.as_deref())?;
        let facility = FacilityAddresses {
            facility: addresses::facility(&base.pubkey()),
            scope: governed.scope_address,
            pau: self.pau,
            mint: self.mint,
            token_program: mint.program.id(),
        };
        let args = InitializeFacilityArgs { buybox, terms_mode: self.terms.into() };
        let create =
            ix::facility::initialize_facility(&session.payer(), &base.pubkey(), &configurer, &facility, args);
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
        let (_, configurer) = facility_configurer(session, &facility).await?;
        let open = ix::facility::open_collection(&session.payer(), &configurer, &facility, args);
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
        let (_, configurer) = facility_configurer(session, &facility).await?;
        let digest = ix::facility::buybox_digest(&buybox);
        let permit = addresses::permit(&facility.scope, &facility.facility, &digest);
        let permit: Option<state::Init> = session.client.fetch_optional(&permit).await?;
        let permit = permit.with_context(|| {
            format!(
                "nothing permits exactly this buybox: the council has to, with `halo gov schedule permit buybox {} \
                 --buybox {}`",
                facility.facility,
                self.buybox.display()
            )
        })?;
        let set = ix::facility::set_buybox(&configurer, &facility, buybox, &permit.rent_payer);
        Ok(Plan::new("Buybox replaced", set).into())
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
