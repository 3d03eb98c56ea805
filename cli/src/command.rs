//! One module a group of subcommands; each reads what it needs from the chain and says what to send or to show.

mod beam;
mod book;
mod deal;
mod deploy;
mod facility;
mod gov;
mod govops;
mod halt;
mod lcts;
mod limits;
mod nfat;
mod pau;
mod pool;
mod psm;
mod view;
mod wrap;

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
    /// A facility: its buybox, its Primes, its queue
    #[command(subcommand)]
    Facility(facility::Command),
    /// Strike deals with Primes
    #[command(subcommand)]
    Deal(deal::Command),
    /// Books: attestations, phases, and the money behind the units
    #[command(subcommand)]
    Book(book::Command),
    /// Units: fund, pay, redeem, transfer
    #[command(subcommand)]
    Nfat(nfat::Command),
    /// Wrapped NFATs: sell one in pieces
    #[command(subcommand)]
    Wrap(wrap::Command),
    /// Units of a Portfolio Halo, and the queues through which they are bought and given back
    #[command(subcommand)]
    Lcts(lcts::Command),
    /// A pool that swaps a stable token for a savings token, for tests and devnet
    #[command(subcommand)]
    Psm(psm::Command),
    /// Pools of a Trading Halo: trade with one, bring capital, operate it
    #[command(subcommand)]
    Pool(pool::Command),
    /// A facility as a Prime, a Halo, an attestor or a holder sees it
    #[command(subcommand)]
    View(view::Command),
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
            Self::Deal(command) => command.execute(session).await,
            Self::Book(command) => command.execute(session).await,
            Self::Nfat(command) => command.execute(session).await,
            Self::View(command) => command.execute(session).await,
            Self::Wrap(command) => command.execute(session).await,
            Self::Lcts(command) => command.execute(session).await,
            Self::Psm(command) => command.execute(session).await,
            Self::Pool(command) => command.execute(session).await,
            Self::Deploy(deploy) => deploy.execute(session).await,
        }
    }
}
