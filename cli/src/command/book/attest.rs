//! `halo book attest | deploying | at-rest | unwind | close | write-down`

use super::OneBook;
use crate::{
    args::{self, document_hash, duration, hash, seconds, Amount},
    session::{AtBook, Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses},
    facility::{instructions::AttestArgs, state::Attestation},
    instructions as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::{path::PathBuf, time::Duration};

#[derive(Debug, Args)]
pub struct Attest {
    #[command(flatten)]
    book: OneBook,
    #[arg(long, value_enum)]
    kind: args::Attestation,
    #[command(flatten)]
    content: Content,
    /// Where the document is
    #[arg(long)]
    uri: String,
    #[arg(long)]
    risk_tier: u8,
    /// How long the attestation holds: 7d
    #[arg(long, value_parser = duration, default_value = "7d")]
    valid_for: Duration,
    /// Before a deployment: within how long everything is deployed
    #[arg(long, value_parser = duration, required_if_eq("kind", "pre-deployment"))]
    timeframe: Option<Duration>,
    /// Of a default: what is recovered for all units, in tokens
    #[arg(long, value_name = "AMOUNT", required_if_eq("kind", "default"))]
    recovered: Option<Amount>,
}

/// The attested document, or its hash.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Content {
    /// The attested document; its SHA-256 is posted
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// SHA-256 of the attested document, 64 hexadecimal digits
    #[arg(long, value_name = "HASH", value_parser = hash)]
    content_hash: Option<[u8; 32]>,
}

impl Content {
    fn hash(&self) -> Result<[u8; 32]> {
        match (&self.document, self.content_hash) {
            (Some(path), _) => {
                let document =
                    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                Ok(document_hash(&document))
            }
            (None, hash) => hash.context("expected --document or --content-hash"),
        }
    }
}

impl Attest {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let AtBook { facility, book, state } = session.book_of(&self.book.facility, self.book.book).await?;
        let number = state.next_attestation();
        let now = session.client.unix_time().await?;
        let amount = match &self.recovered {
            Some(amount) => amount.units(session.decimals(&facility.mint).await?)?,
            None => 0,
        };
        let args = AttestArgs {
            kind: self.kind.into(),
            scope_hash: state.scope_hash(&book.book),
            content_hash: self.content.hash()?,
            uri: self.uri,
            risk_tier: self.risk_tier,
            valid_until: now.saturating_add(seconds(self.valid_for)),
            timeframe_seconds: self.timeframe.map_or(0, seconds),
            amount,
        };
        let attest = ix::facility::attest(&session.actor(), &facility, &book.book, number, args);
        let plan = Plan::new(format!("Attestation {number} posted"), attest)
            .fact("attestation", addresses::attestation(&book.book, number));
        Ok(plan.into())
    }
}

/// A change that needs an attestation.
#[derive(Debug, Args)]
pub struct Attested {
    #[command(flatten)]
    book: OneBook,
    /// Number of the attestation [default: the Book's latest]
    #[arg(long, value_name = "NUMBER")]
    attestation: Option<u64>,
}

impl Attested {
    pub async fn deploying<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, book, attestor, number) = self.read(session).await?;
        let actor = session.actor();
        let begin = ix::facility::begin_deploying(&actor, &attestor, &facility, &book.book, number);
        Ok(Plan::new("Deploying", begin).into())
    }

    pub async fn at_rest<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, book, attestor, number) = self.read(session).await?;
        let actor = session.actor();
        let rest = ix::facility::mark_at_rest(&actor, &attestor, &facility, &book.book, number);
        Ok(Plan::new("At rest", rest).into())
    }

    pub async fn write_down<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, book, attestor, number) = self.read(session).await?;
        let write_down = ix::facility::write_down(&session.actor(), &attestor, &facility, &book, number);
        Ok(Plan::new("Loss written down", write_down).into())
    }

    async fn read<T: Transport>(
        &self,
        session: &Session<T>,
    ) -> Result<(FacilityAddresses, BookAddresses, Pubkey, u64)> {
        let AtBook { facility, book, state } = session.book_of(&self.book.facility, self.book.book).await?;
        let number = self.attestation.unwrap_or(state.attestation_count);
        let attestation = addresses::attestation(&book.book, number);
        let attestation: Attestation = session
            .client
            .fetch(&attestation)
            .await
            .with_context(|| format!("attestation {number} of Book #{}", self.book.book))?;
        Ok((facility, book, attestation.attestor, number))
    }
}

/// Starts unwinding.
pub async fn unwind<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { facility, book, .. } = session.book_of(&book.facility, book.book).await?;
    Ok(Plan::new("Unwinding", ix::facility::begin_unwinding(&session.actor(), &facility, &book.book)).into())
}

/// Closes the Book.
pub async fn close<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { facility, book, .. } = session.book_of(&book.facility, book.book).await?;
    Ok(Plan::new("Book closed", ix::facility::close_book(&session.actor(), &facility, &book)).into())
}
