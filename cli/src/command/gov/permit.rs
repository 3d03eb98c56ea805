//! `halo gov schedule permit`: what somebody may do exactly once.

use crate::{
    args::{address, hash},
    command::nfat::Unit,
    deal::{self, BuyboxFile},
    session::Session,
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    configurator::{state::Grant, RELEASE_VAULT_DIGEST},
    instructions::{facility::buybox_digest, nfat::remint_digest},
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Permit {
    /// A facility may take exactly this buybox
    Buybox(Buybox),
    /// Relayers may use a Book that only controllers could
    ReleaseVault(ReleaseVault),
    /// An NFAT that was burnt in a wallet may be minted anew, for exactly this owner
    Remint(Remint),
    /// An account may do what a digest names, in the form of its program
    Digest(Digest),
}

#[derive(Debug, Args)]
pub struct Buybox {
    #[arg(value_parser = address)]
    facility: Pubkey,
    /// JSON or TOML file with the bounds of deals
    #[arg(long, value_name = "FILE")]
    buybox: PathBuf,
}

#[derive(Debug, Args)]
pub struct ReleaseVault {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Address of the Book
    #[arg(long, value_parser = address)]
    book: Pubkey,
    #[arg(long, value_parser = address)]
    mint: Pubkey,
}

#[derive(Debug, Args)]
pub struct Remint {
    #[command(flatten)]
    unit: Unit,
    /// Who gets the new asset
    #[arg(long, value_parser = address)]
    owner: Pubkey,
}

#[derive(Debug, Args)]
pub struct Digest {
    #[arg(value_parser = address)]
    target: Pubkey,
    /// 64 hexadecimal digits
    #[arg(value_parser = hash)]
    digest: [u8; 32],
}

impl Permit {
    pub async fn grant<T: Transport>(self, session: &Session<T>) -> Result<Grant> {
        Ok(match self {
            Self::Buybox(Buybox { facility, buybox }) => {
                let (facility, _) = session.facility(&facility).await?;
                let decimals = session.decimals(&facility.mint).await?;
                let buybox = deal::read::<BuyboxFile>(&buybox)?.buybox(decimals)?;
                Grant::Permit { target: facility.facility, digest: buybox_digest(&buybox) }
            }
            Self::ReleaseVault(ReleaseVault { pau, book, mint }) => {
                let target = addresses::book_vault(&pau, &book, &mint);
                Grant::Permit { target, digest: RELEASE_VAULT_DIGEST }
            }
            Self::Remint(Remint { unit, owner }) => {
                let found = unit.find(session).await?;
                let digest = remint_digest(&found.unit.asset, &owner);
                Grant::Permit { target: found.facility.nfat_config(), digest }
            }
            Self::Digest(Digest { target, digest }) => Grant::Permit { target, digest },
        })
    }
}
