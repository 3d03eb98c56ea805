//! One module a group of subcommands; each reads what it needs from the chain and says what to send or to show.

mod beam;
mod deploy;
mod facility;
mod gov;
mod govops;
mod halt;
mod limits;
mod nfat;
mod pau;

use crate::session::{Session, Work};
use anyhow::Result;
use clap::Subcommand;
use halo_sdk::transport::Transport;

/// Everything that acts on a cluster.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A chain's governance: the timelock, and what it has approved
    Gov(gov::Gov),
    /// What a GovOps configures in its PAU: relayers, freezer, actions, controllers, vaults
    #[command(subcommand)]
    Govops(govops::Command),
    /// Rate limits of a governed PAU
    #[command(subcommand)]
    Limits(limits::Command),
    /// Stop a facility, a Book or a PAU at once
    #[command(subcommand)]
    Halt(halt::Command),
    /// Rights of beacons, attestors and wardens
    #[command(subcommand)]
    Beam(beam::Command),
    /// Custody: what controllers and relayers do, and PAUs that a key administers instead of a scope
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
            Self::Gov(command) => command.execute(session).await,
            Self::Govops(command) => command.execute(session).await,
            Self::Limits(command) => command.execute(session).await,
            Self::Halt(command) => command.execute(session).await,
            Self::Beam(command) => command.execute(session).await,
            Self::Pau(command) => command.execute(session).await,
            Self::Facility(command) => command.execute(session).await,
            Self::Nfat(command) => command.execute(session).await,
            Self::Deploy(deploy) => deploy.execute(session).await,
        }
    }
}
