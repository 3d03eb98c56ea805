//! `halo facility`

mod prime;
mod setup;
mod show;

use crate::{
    args::address,
    session::{Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::transport::Transport;
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a facility and its queue; GovOps acts
    Init(setup::Init),
    /// Create the collection of its NFATs; GovOps acts
    Collection(setup::Collection),
    /// Replace the buybox, on a permit for exactly the new one; GovOps acts
    Buybox(setup::Buybox),
    /// Make the address lookup table that claims need; the fee payer owns it
    LookupTable(Facility),
    /// Who may deposit, and how much may be claimed
    #[command(subcommand)]
    Prime(prime::Prime),
    /// Queue money for deals; an approved Prime acts
    Deposit(prime::Deposit),
    /// Take queued money back; the Prime acts
    Withdraw(prime::Withdraw),
    /// Show the queue, and a Prime's position in it
    Queue(show::Queue),
    /// Hold the queue against what it owes, and halt it when money is missing; anyone acts
    CheckQueue(Facility),
    /// Show a facility
    Show(Facility),
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Facility {
    #[arg(value_parser = address)]
    pub facility: Pubkey,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Init(init) => init.execute(session).await,
            Self::Collection(collection) => collection.execute(session).await,
            Self::Buybox(buybox) => buybox.execute(session).await,
            Self::LookupTable(facility) => setup::lookup_table(&facility.facility, session).await,
            Self::Prime(command) => command.execute(session).await,
            Self::Deposit(deposit) => deposit.execute(session).await,
            Self::Withdraw(withdraw) => withdraw.execute(session).await,
            Self::Queue(queue) => queue.execute(session).await,
            Self::CheckQueue(facility) => prime::check_queue(&facility.facility, session).await,
            Self::Show(facility) => show::facility(&facility.facility, session).await,
        }
    }
}
