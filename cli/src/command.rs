//! One module a group of subcommands; each reads what it needs from the chain and says what to send or to show.

mod beam;
mod deploy;
mod facility;
mod nfat;
mod pau;
mod scope;

use crate::session::{Session, Work};
use anyhow::Result;
use clap::Subcommand;
use halo_sdk::transport::Transport;

/// Everything that acts on a cluster.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A chain's governance
    #[command(subcommand)]
    Scope(scope::Command),
    /// Rights of beacons, attestors and wardens
    #[command(subcommand)]
    Beam(beam::Command),
    /// Custody, controllers, rate limits and the emergency brake
    #[command(subcommand)]
    Pau(pau::Command),
    /// Queue, claims, Books and attestations
    #[command(subcommand)]
    Facility(facility::Command),
    /// Units: fund, redeem, transfer
    #[command(subcommand)]
    Nfat(nfat::Command),
    /// Deploy a facility with everything around it; can be run again
    Deploy(deploy::Deploy),
}

impl Command {
    /// Reads what is needed and says what to do.
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Scope(command) => command.execute(session).await,
            Self::Beam(command) => command.execute(session).await,
            Self::Pau(command) => command.execute(session).await,
            Self::Facility(command) => command.execute(session).await,
            Self::Nfat(command) => command.execute(session).await,
            Self::Deploy(deploy) => deploy.execute(session).await,
        }
    }
}
