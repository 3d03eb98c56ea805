//! `halo book hold | collect`

use super::OneBook;
use crate::{
    args::address,
    session::{AtBook, Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses},
    facility::{
        instructions::CollectKind,
        state::{Book, Holding},
    },
    instructions::{
        self as ix,
        facility::{HeldUnit, HeldUnitRent},
    },
    nfat::state::Nfat,
    transport::Transport,
    view,
};
use solana_pubkey::Pubkey;

/// An NFAT that a Book holds.
#[derive(Debug, Args)]
pub struct Held {
    /// The Book that holds it
    #[command(flatten)]
    book: OneBook,
    /// Number of the NFAT
    #[arg(long, value_name = "NUMBER")]
    nfat: u64,
    /// Facility whose NFAT it is [default: the Book's own]
    #[arg(long, value_parser = address, value_name = "FACILITY")]
    of: Option<Pubkey>,
}

#[derive(Debug, Args)]
pub struct Hold {
    #[command(flatten)]
    held: Held,
}

#[derive(Debug, Args)]
pub struct Collect {
    #[command(flatten)]
    held: Held,
    /// What is collected
    #[arg(long, value_enum)]
    kind: Collected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Collected {
    /// Interest and penalties
    Interest,
    /// Everything credited; the NFAT stays
    Tranche,
    /// Everything; the NFAT ends
    Redemption,
}

impl From<Collected> for CollectKind {
    fn from(collected: Collected) -> Self {
        match collected {
            Collected::Interest => Self::Interest,
            Collected::Tranche => Self::Tranche,
            Collected::Redemption => Self::Redemption,
        }
    }
}

/// Both ends of a holding.
struct Found {
    at: AtBook,
    child_facility: FacilityAddresses,
    child_book: BookAddresses,
    record: Nfat,
}

impl Found {
    fn unit(&self) -> HeldUnit<'_> {
        HeldUnit {
            facility: &self.at.facility,
            book: &self.at.book,
            child_facility: &self.child_facility,
            child_book: &self.child_book,
            asset: self.record.asset,
        }
    }
}

impl Held {
    async fn find<T: Transport>(&self, session: &Session<T>) -> Result<Found> {
        let at = session.book_of(&self.book.facility, self.book.book).await?;
        let (child_facility, _) = session.facility(&self.of.unwrap_or(self.book.facility)).await?;
        let located = view::locate(&session.client, &child_facility, self.nfat).await;
        let (_, record) = located.with_context(|| format!("NFAT #{}", self.nfat))?;
        let child: Book = session.client.fetch(&record.book).await?;
        let child_facility = child_facility.under(&child.pau);
        let child_book = child_facility.book(child.book_id);
        Ok(Found { at, child_facility, child_book, record })
    }
}

impl Hold {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let found = self.held.find(session).await?;
        let hold = ix::facility::hold_unit(&session.actor(), &found.unit());
        let plan = Plan::new(format!("NFAT #{} held by Book #{}", self.held.nfat, self.held.book.book), hold)
            .fact("holding", addresses::holding(&found.record.asset));
        Ok(plan.into())
    }
}

impl Collect {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let found = self.held.find(session).await?;
        let holding = addresses::holding(&found.record.asset);
        let holding: Holding = session.client.fetch(&holding).await?;
        let rent = HeldUnitRent { holding: holding.rent_payer, nfat: found.record.rent_payer };
        let collect = ix::facility::collect_unit(&found.unit(), &rent, self.kind.into());
        Ok(Plan::new(format!("Collected from NFAT #{}", self.held.nfat), collect).into())
    }
}
