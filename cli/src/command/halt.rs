//! `halo halt`: the emergency brake. Many may stop; only the council lets go on.

use crate::{
    args::{self, address},
    governed::Governed,
    session::{Plan, Session, Work},
};
use anyhow::{bail, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    configurator::state::{Beam, Scope},
    instructions::{configurator as governed_ix, facility as ix},
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Halt actions of a facility; a warden, council, mom or freezer acts
    Facility(OfFacility),
    /// Halt actions of one Book; its or its facility's warden, council, mom or freezer acts
    Book(OfBook),
    /// Freeze a PAU: nothing leaves its Books; GovOps, a warden, council, mom or freezer acts
    Pau(OfPau),
    /// Let what was halted go on; the council acts
    #[command(subcommand)]
    Clear(Clear),
}

#[derive(Debug, Subcommand)]
pub enum Clear {
    /// Lift halts of a facility; the council acts
    Facility(OfFacility),
    /// Lift halts of one Book; the council acts
    Book(OfBook),
    /// End the freeze of a PAU; the council acts
    Pau(OfPau),
}

#[derive(Debug, Args)]
pub struct OfFacility {
    #[arg(value_parser = address)]
    facility: Pubkey,
    /// What to halt or to resume
    #[arg(value_enum, value_delimiter = ',', required = true)]
    what: Vec<args::Halt>,
}

#[derive(Debug, Args)]
pub struct OfBook {
    #[arg(value_parser = address)]
    facility: Pubkey,
    /// Number of the Book; the first is 1
    book: u64,
    /// What to halt or to resume
    #[arg(value_enum, value_delimiter = ',', required = true)]
    what: Vec<args::Halt>,
}

#[derive(Debug, Args)]
pub struct OfPau {
    #[arg(value_parser = address)]
    pau: Pubkey,
}

fn bits(what: &[args::Halt]) -> u32 {
    what.iter().fold(0, |bits, what| bits | what.bit())
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let actor = session.actor();
        let plan = match self {
            Self::Facility(OfFacility { facility, what }) => {
                let (facility, _) = session.facility(&facility).await?;
                let over = halting_beam(session, &facility.scope, &[facility.facility]).await?;
                Plan::new("Halted", ix::set_halt(&actor, over.is_some(), &facility, bits(&what)))
            }
            Self::Book(OfBook { facility, book, what }) => {
                let at = session.book_of(&facility, book).await?;
                let targets = [at.facility.facility, at.book.book];
                let over = halting_beam(session, &at.facility.scope, &targets).await?;
                let halt = ix::halt_book(&actor, over.as_ref(), &at.facility, &at.book.book, bits(&what));
                Plan::new(format!("Book #{book} halted"), halt)
            }
            Self::Pau(OfPau { pau }) => {
                let guardian = Governed::read(session, &pau).await?.guardian(session).await?;
                Plan::new("PAU frozen", governed_ix::freeze_pau(&guardian))
            }
            Self::Clear(clear) => clear.plan(session).await?,
        };
        Ok(plan.into())
    }
}

impl Clear {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let actor = session.actor();
        Ok(match self {
            Self::Facility(OfFacility { facility, what }) => {
                let (facility, _) = session.facility(&facility).await?;
                Plan::new("Resumed", ix::clear_halt(&actor, &facility, bits(&what)))
            }
            Self::Book(OfBook { facility, book, what }) => {
                let at = session.book_of(&facility, book).await?;
                let clear = ix::clear_book_halt(&actor, &at.facility, &at.book.book, bits(&what));
                Plan::new(format!("Book #{book} resumed"), clear)
            }
            Self::Pau(OfPau { pau }) => {
                let governed = Governed::read(session, &pau).await?;
                Plan::new("PAU unfrozen", governed_ix::unfreeze_pau(&actor, &governed.scope_address, &pau))
            }
        })
    }
}

/// Over which of `targets` the acting key holds the Beam that lets it halt; none when it is council, mom or freezer.
///
/// # Errors
/// When it is none of these and holds no Beam.
async fn halting_beam<T: Transport>(
    session: &Session<T>,
    scope: &Pubkey,
    targets: &[Pubkey],
) -> Result<Option<Pubkey>> {
    let actor = session.actor();
    if session.client.fetch::<Scope>(scope).await?.is_abeam(&actor) {
        return Ok(None);
    }
    for target in targets {
        let beam = halo_sdk::addresses::beam(scope, target, &actor);
        if session.client.fetch_optional::<Beam>(&beam).await?.is_some() {
            return Ok(Some(*target));
        }
    }
    bail!("expected a warden, council, mom or freezer to act, came {actor}, which is none")
}
