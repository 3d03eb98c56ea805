//! `halo facility claim`

use super::OneBook;
use crate::{
    args::{address, hex},
    deal::Deal,
    session::{AtBook, Plan, Session, Work},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    addresses,
    facility::{
        instructions::{ClaimArgs, ClaimTerms},
        state::{QueuePosition, TermsMode},
    },
    instructions as ix,
    nfat::state::NfatConfig,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Claim {
    #[command(flatten)]
    book: OneBook,
    /// Whose deposit is claimed
    #[arg(long, value_parser = address)]
    prime: Pubkey,
    /// JSON or TOML file with the deal's terms; the amount is their principal
    #[arg(long, value_name = "FILE")]
    terms: PathBuf,
    /// File with the salt, 64 hexadecimal digits [default: beside the terms, .salt; made when it is missing]
    #[arg(long, value_name = "FILE")]
    salt: Option<PathBuf>,
    /// Let the Book have other units: they share its fate
    #[arg(long)]
    share_book: bool,
}

impl Claim {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, state) = session.facility(&self.book.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let deal = Deal::open(&self.terms, self.salt.as_deref(), decimals, !session.dry_run)?;
        let config: NfatConfig = session.client.fetch(&facility.nfat_config()).await?;
        let position = addresses::position(&facility.facility, &self.prime);
        let position: QueuePosition = session.client.fetch(&position).await?;
        let amount = deal.summary.principal;
        let terms = if state.terms_mode == TermsMode::Sealed as u8 {
            ClaimTerms::Sealed { terms_hash: deal.hash, payout_cap: deal.summary.max_payout }
        } else {
            ClaimTerms::Disclosed { terms: deal.terms, salt: deal.salt }
        };
        let args = ClaimArgs {
            amount,
            max_shares: amount,
            position_sequence: position.sequence,
            share_book: self.share_book,
            terms,
        };
        let unit = facility.unit(config.next_token_id);
        let AtBook { facility, book, .. } = session.book(&facility, self.book.book).await?;
        let claim = ix::facility::claim(&session.actor(), &self.prime, &facility, &book, &unit, args);
        let plan = Plan::new(format!("Claimed, NFAT #{} minted", config.next_token_id), claim)
            .fact("asset", unit.asset)
            .fact("nfat", unit.nfat)
            .fact("terms_hash", hex(&deal.hash))
            .fact("salt_file", deal.salt_path.display());
        Ok(plan.into())
    }
}
