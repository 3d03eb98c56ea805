//! `halo deal`

mod accord;
mod claim;
mod reveal;

use crate::session::{Session, Work};
use anyhow::Result;
use clap::Subcommand;
use halo_sdk::transport::Transport;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Strike a deal: queue to Book, and an NFAT to the Prime; a beacon with CLAIM and MINT acts
    Claim(claim::Claim),
    /// Terms agreed on with one Prime, which take the buybox's place
    #[command(subcommand)]
    Accord(accord::Command),
    /// Put an NFAT's sealed terms on the chain, where lateness counts from then on; anyone who knows them acts
    Reveal(reveal::Reveal),
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Claim(claim) => claim.execute(session).await,
            Self::Accord(command) => command.execute(session).await,
            Self::Reveal(reveal) => reveal.execute(session).await,
        }
    }
}
