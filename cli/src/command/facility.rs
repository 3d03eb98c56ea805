//! `halo facility`

mod attest;
mod book;
mod claim;
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
    /// Open, show or migrate a Book
    #[command(subcommand)]
    Book(book::Command),
    /// Strike a deal: queue to Book, and an NFAT to the Prime; a beacon with CLAIM and MINT acts
    Claim(claim::Claim),
    /// Post an attestation about a Book; an attestor acts
    Attest(attest::Attest),
    /// Start deploying, on a live attestation; a beacon with BOOK acts
    Deploying(attest::Attested),
    /// Send a Book's money to an endpoint; a beacon with DEPLOY acts
    Deploy(book::Deploy),
    /// End deploying, on a live attestation; a beacon with BOOK acts
    AtRest(attest::Attested),
    /// Bring money home to a Book; anyone acts
    Return(book::Return),
    /// Start unwinding; a beacon with BOOK acts
    Unwind(OneBook),
    /// Close a Book without units and without money; a beacon with BOOK acts
    Close(OneBook),
    /// Show a facility
    Show(Facility),
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Facility {
    #[arg(value_parser = address)]
    facility: Pubkey,
}

/// A Book by its number.
#[derive(Debug, Clone, Copy, Args)]
pub struct OneBook {
    #[arg(value_parser = address)]
    facility: Pubkey,
    /// Number of the Book; the first is 1
    book: u64,
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
            Self::Book(command) => command.execute(session).await,
            Self::Claim(claim) => claim.execute(session).await,
            Self::Attest(attest) => attest.execute(session).await,
            Self::Deploying(change) => change.deploying(session).await,
            Self::Deploy(deploy) => deploy.execute(session).await,
            Self::AtRest(change) => change.at_rest(session).await,
            Self::Return(funds) => funds.execute(session).await,
            Self::Unwind(book) => book::unwind(&book, session).await,
            Self::Close(book) => book::close(&book, session).await,
            Self::Show(facility) => show::facility(&facility.facility, session).await,
        }
    }
}
