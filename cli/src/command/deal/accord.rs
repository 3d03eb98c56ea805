//! `halo deal accord`

use crate::{
    args::{address, hash, hex, moment, Amount},
    command::{facility::Facility, view::accords},
    deal::Deal,
    governed::facility_configurer,
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    facility::state::{Accord, AccordTerms},
    instructions::{self as ix, facility::AccordParty},
    transport::Transport,
    view,
};
use solana_pubkey::Pubkey;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Propose terms to one Prime that take the buybox's place; GovOps acts
    Propose(Propose),
    /// Make an accord binding, by naming every figure of it; its Prime acts
    Accept(Accept),
    /// End an accord; its Prime or GovOps acts
    Cancel(Cancel),
    /// Show a facility's accords
    Show(Show),
}

/// The figures of an accord, which both sides name.
#[derive(Debug, Args)]
struct Figures {
    /// JSON or TOML file with the terms agreed on, their salt beside it
    #[arg(long, value_name = "FILE", required_unless_present = "terms_hash", conflicts_with = "terms_hash")]
    terms: Option<PathBuf>,
    /// Hash of the terms agreed on, 64 hexadecimal digits
    #[arg(long, value_name = "HASH", value_parser = hash, requires_all = ["max", "payout_cap"])]
    terms_hash: Option<[u8; 32]>,
    /// Most that may be claimed in total, in tokens [default: the terms' principal]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Amount>,
    /// Least amount of one claim, in tokens [default: all of it]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
    /// Most that may be paid for everything claimed, in tokens [default: what the terms pay at most]
    #[arg(long, value_name = "AMOUNT")]
    payout_cap: Option<Amount>,
    /// Rank of the units, 0 to 3, above 0 in a shared Book only
    #[arg(long, default_value_t = 0)]
    rank: u8,
    /// Let the units share a Book with others
    #[arg(long)]
    share_book: bool,
    /// Days after a maturity before anybody may declare a default
    #[arg(long, value_name = "DAYS")]
    grace_days: u16,
    /// Date or Unix seconds from which nothing more can be claimed
    #[arg(long, value_parser = moment, value_name = "DATE")]
    until: i64,
}

#[derive(Debug, Args)]
pub struct Propose {
    #[command(flatten)]
    facility: Facility,
    #[arg(long, value_parser = address)]
    prime: Pubkey,
    #[command(flatten)]
    figures: Figures,
}

#[derive(Debug, Args)]
pub struct Accept {
    #[command(flatten)]
    facility: Facility,
    #[command(flatten)]
    figures: Figures,
}

#[derive(Debug, Args)]
pub struct Cancel {
    #[command(flatten)]
    facility: Facility,
    /// Hash of the accord's terms, 64 hexadecimal digits
    #[arg(value_parser = hash)]
    terms_hash: [u8; 32],
    /// The Prime, when GovOps acts [default: the acting key]
    #[arg(long, value_parser = address)]
    prime: Option<Pubkey>,
}

#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    facility: Facility,
    /// Only those with this Prime
    #[arg(long, value_parser = address)]
    prime: Option<Pubkey>,
}

impl Figures {
    /// Reads them; `open` reads the file with the terms.
    fn read(&self, decimals: u8, open: impl FnOnce(&Path) -> Result<Deal>) -> Result<AccordTerms> {
        let deal = self.terms.as_deref().map(open).transpose()?;
        let units =
            |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.units(decimals)).transpose();
        let summary = deal.as_ref().map(|deal| &deal.summary);
        let hash = deal.as_ref().map(|deal| deal.hash).or(self.terms_hash);
        let max = units(&self.max)?.or(summary.map(|summary| summary.principal)).context("expected --max")?;
        let payout_cap = units(&self.payout_cap)?.or(summary.map(|summary| summary.max_payout));
        Ok(AccordTerms {
            terms_hash: hash.context("expected --terms or --terms-hash")?,
            payout_cap: payout_cap.context("expected --payout-cap")?,
            min_amount: units(&self.min)?.unwrap_or(max),
            max_amount: max,
            rank: self.rank,
            share_book: self.share_book,
            grace_days: self.grace_days,
            expires_at: self.until,
        })
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Propose(propose) => propose.execute(session).await,
            Self::Accept(accept) => accept.execute(session).await,
            Self::Cancel(cancel) => cancel.execute(session).await,
            Self::Show(show) => show.execute(session).await,
        }
    }
}

impl Propose {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let (decimals, keep) = (session.decimals(&facility.mint).await?, !session.dry_run);
        let terms = self.figures.read(decimals, |path| Deal::open(path, None, decimals, keep))?;
        let (_, configurer) = facility_configurer(session, &facility).await?;
        let propose =
            ix::facility::propose_accord(&session.payer(), &configurer, &facility, &self.prime, terms);
        let plan = Plan::new("Accord proposed: the Prime has to accept it", propose)
            .fact("accord", addresses::accord(&facility.facility, &self.prime, &terms.terms_hash))
            .fact("terms_hash", hex(&terms.terms_hash));
        Ok(plan.into())
    }
}

impl Accept {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let terms = self.figures.read(decimals, |path| Deal::known(path, None, decimals))?;
        let accept = ix::facility::accept_accord(&session.actor(), &facility, terms);
        Ok(Plan::new("Accord accepted: it binds both sides", accept).into())
    }
}

impl Cancel {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let prime = self.prime.unwrap_or_else(|| session.actor());
        let address = addresses::accord(&facility.facility, &prime, &self.terms_hash);
        let accord: Accord = session.client.fetch(&address).await?;
        let configurer = if prime == session.actor() {
            None
        } else {
            Some(facility_configurer(session, &facility).await?.1)
        };
        let by = configurer.as_ref().map_or(AccordParty::Prime, AccordParty::Configurer);
        let cancel = ix::facility::cancel_accord(by, &facility, &prime, &self.terms_hash, &accord.proposer);
        Ok(Plan::new("Accord ended", cancel).into())
    }
}

impl Show {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let found = view::accords(&session.client, &facility.facility, self.prime.as_ref()).await?;
        let table = Value::Table(accords(&found, decimals));
        Ok(View::default().with("accords", table).document(&found)?.into())
    }
}
