//! `halo view`: a facility as each of the four who deal with it sees it.

mod attestor;
mod halo;
mod holder;
mod prime;
mod tables;

pub use tables::{accords, books, headroom, units};

use crate::{
    args::address,
    command::facility::Facility,
    output::View,
    session::{Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::transport::Transport;
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// What a Prime has in a facility: queue, limit, consent, accords, NFATs
    Prime(Seen),
    /// What a Halo runs: Books, units, limits, requests
    Halo(Facility),
    /// What an attestor has to sign, and what it has signed
    Attestor(Seen),
    /// The NFATs that a key has, and what they pay now
    Holder(Seen),
}

/// A facility, and who looks at it.
#[derive(Debug, Args)]
pub struct Seen {
    #[command(flatten)]
    facility: Facility,
    /// Whose view it is [default: the acting key]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    key: Option<Pubkey>,
}

impl Seen {
    /// The facility, the key, and the decimals of the facility's asset.
    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<(Pubkey, Pubkey, u8)> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        Ok((facility.facility, self.key.unwrap_or_else(|| session.actor()), decimals))
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let view: View = match self {
            Self::Prime(seen) => prime::view(&seen, session).await?,
            Self::Halo(facility) => halo::view(&facility.facility, session).await?,
            Self::Attestor(seen) => attestor::view(&seen, session).await?,
            Self::Holder(seen) => holder::view(&seen, session).await?,
        };
        Ok(view.into())
    }
}
