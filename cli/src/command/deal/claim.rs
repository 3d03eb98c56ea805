//! `halo deal claim`

use crate::{
    args::{address, hash, hex, Amount},
    command::book::OneBook,
    deal::Deal,
    session::{AtBook, Plan, Session, Work},
};
use anyhow::{bail, Result};
use clap::Args;
use halo_sdk::{
    addresses,
    facility::{
        instructions::{ClaimArgs, ClaimTerms},
        state::{Accord, Facility, QueuePosition, TermsMode},
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
    #[arg(long, value_name = "FILE", required_unless_present = "accord", conflicts_with = "accord")]
    terms: Option<PathBuf>,
    /// File with the salt, 64 hexadecimal digits [default: beside the terms, .salt; made when it is missing]
    #[arg(long, value_name = "FILE", requires = "terms")]
    salt: Option<PathBuf>,
    /// Let the Book have other units: they share its fate
    #[arg(long, conflicts_with = "accord")]
    share_book: bool,
    /// Rank of the unit in a shared Book, 0 to 3: a loss falls on the most junior first
    #[arg(long, default_value_t = 0, conflicts_with = "accord")]
    rank: u8,
    /// Claim under the accord on the terms with this hash, which fixes rank and sharing, 64 hexadecimal digits
    #[arg(long, value_name = "HASH", value_parser = hash, requires = "amount")]
    accord: Option<[u8; 32]>,
    /// Under an accord: how much is claimed, in tokens
    #[arg(long, requires = "accord")]
    amount: Option<Amount>,
}

/// What is claimed on which terms.
struct Struck {
    amount: u64,
    share_book: bool,
    rank: u8,
    terms: ClaimTerms,
    terms_hash: [u8; 32],
    salt_file: Option<PathBuf>,
}

impl Claim {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, state) = session.facility(&self.book.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let struck = match (&self.terms, &self.accord, &self.amount) {
            (Some(terms), ..) => self.on(terms, &state, decimals, !session.dry_run)?,
            (None, Some(hash), Some(amount)) => {
                let address = addresses::accord(&facility.facility, &self.prime, hash);
                under(&session.client.fetch(&address).await?, amount.units(decimals)?)
            }
            _ => bail!("expected --terms, or --accord with --amount"),
        };
        let config: NfatConfig = session.client.fetch(&facility.nfat_config()).await?;
        let position = addresses::position(&facility.facility, &self.prime);
        let position: QueuePosition = session.client.fetch(&position).await?;
        let args = ClaimArgs {
            amount: struck.amount,
            max_shares: struck.amount,
            position_sequence: position.sequence,
            share_book: struck.share_book,
            rank: struck.rank,
            terms: struck.terms,
        };
        let unit = facility.unit(config.next_token_id);
        let AtBook { facility, book, .. } = session.book(&facility, self.book.book).await?;
        let claim = ix::facility::claim(&session.actor(), &self.prime, &facility, &book, &unit, args);
        let plan = Plan::new(format!("Claimed, NFAT #{} minted", config.next_token_id), claim)
            .fact("asset", unit.asset)
            .fact("nfat", unit.nfat)
            .fact("terms_hash", hex(&struck.terms_hash));
        Ok(match struck.salt_file {
            Some(path) => plan.fact("salt_file", path.display()).into(),
            None => plan.into(),
        })
    }

    /// A claim on the terms of a file, in the form that the facility takes.
    fn on(&self, terms: &std::path::Path, facility: &Facility, decimals: u8, keep: bool) -> Result<Struck> {
        let deal = Deal::open(terms, self.salt.as_deref(), decimals, keep)?;
        let terms = if facility.terms_mode == TermsMode::Sealed as u8 {
            ClaimTerms::Sealed { terms_hash: deal.hash }
        } else {
            ClaimTerms::Disclosed { terms: deal.terms, salt: deal.salt }
        };
        Ok(Struck {
            amount: deal.summary.principal,
            share_book: self.share_book,
            rank: self.rank,
            terms,
            terms_hash: deal.hash,
            salt_file: Some(deal.salt_path),
        })
    }
}

/// A claim as an accord has fixed it.
fn under(accord: &Accord, amount: u64) -> Struck {
    Struck {
        amount,
        share_book: accord.share_book != 0,
        rank: accord.rank,
        terms: ClaimTerms::Accord { terms_hash: accord.terms_hash },
        terms_hash: accord.terms_hash,
        salt_file: None,
    }
}
