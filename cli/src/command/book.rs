//! `halo book`

mod attest;
mod check;
mod holding;
mod money;
mod open;
mod show;

use crate::{
    args::address,
    command::facility::Facility,
    session::{Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::transport::Transport;
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the facility's next Book; a beacon with BOOK acts
    Open(open::Open),
    /// Post an attestation about a Book; an attestor acts
    Attest(attest::Attest),
    /// Start deploying, on a live attestation; a beacon with BOOK acts
    Deploying(attest::Attested),
    /// Send a Book's money to an endpoint; a beacon with DEPLOY acts
    Deploy(money::Deploy),
    /// End deploying, on a live attestation; a beacon with BOOK acts
    AtRest(attest::Attested),
    /// Bring money home to a Book; anyone acts
    Return(money::Return),
    /// Start unwinding; a beacon with BOOK acts
    Unwind(OneBook),
    /// Close a Book without units, its own or held; a beacon with BOOK acts
    Close(OneBook),
    /// Move a Book with all its money out of a PAU that the conserver has taken over; the conserver acts
    Migrate(open::Migrate),
    /// Record that a Book owns an NFAT of a Book of a lower level; a beacon with BOOK acts
    Hold(holding::Hold),
    /// Pay what a held NFAT has coming into the Book that holds it; anyone acts
    Collect(holding::Collect),
    /// Fix the loss of a Book in default, on a live attestation of what is recovered; the council acts
    WriteDown(attest::Attested),
    /// Hold a Book against what its units claim, and halt it when money is missing; anyone acts
    Check(OneBook),
    /// Show a Book
    State(OneBook),
    /// List a facility's Books
    List(Facility),
}

/// A Book by its number.
#[derive(Debug, Clone, Copy, Args)]
pub struct OneBook {
    #[arg(value_parser = address)]
    pub facility: Pubkey,
    /// Number of the Book; the first is 1
    pub book: u64,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Open(open) => open.execute(session).await,
            Self::Attest(attest) => attest.execute(session).await,
            Self::Deploying(change) => change.deploying(session).await,
            Self::Deploy(deploy) => deploy.execute(session).await,
            Self::AtRest(change) => change.at_rest(session).await,
            Self::Return(funds) => funds.execute(session).await,
            Self::Unwind(book) => attest::unwind(&book, session).await,
            Self::Close(book) => attest::close(&book, session).await,
            Self::Migrate(migrate) => migrate.execute(session).await,
            Self::Hold(hold) => hold.execute(session).await,
            Self::Collect(collect) => collect.execute(session).await,
            Self::WriteDown(change) => change.write_down(session).await,
            Self::Check(book) => check::check(&book, session).await,
            Self::State(book) => show::book(&book, session).await,
            Self::List(facility) => show::list(&facility.facility, session).await,
        }
    }
}
