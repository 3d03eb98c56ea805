//! `halo pau controller`

use crate::{
    args::{address, Kind},
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses, instructions as ix,
    pau::{
        instructions::AddControllerArgs,
        state::{Controller, LimitKind},
    },
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let a signer use limits of some kinds; the administrator acts
    Add(Add),
    /// End a controller's rights at once; the administrator acts
    Remove(Remove),
}

#[derive(Debug, Args)]
pub struct Add {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Address that will sign: usually of a program
    #[arg(value_parser = address)]
    signer: Pubkey,
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    kinds: Vec<Kind>,
    /// The one Book it may touch [default: every Book]
    #[arg(long, value_parser = address)]
    book: Option<Pubkey>,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[arg(value_parser = address)]
    pau: Pubkey,
    #[arg(value_parser = address)]
    signer: Pubkey,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let actor = session.actor();
        let plan = match self {
            Self::Add(Add { pau, signer, kinds, book }) => {
                let kinds = kinds.iter().fold(0, |bits, kind| bits | LimitKind::from(*kind).bit());
                let args = AddControllerArgs { signer, book: book.unwrap_or_default(), kinds };
                let add = ix::pau::add_controller(&session.payer(), &actor, &pau, args);
                Plan::new("Controller added", add).fact("controller", addresses::controller(&pau, &signer))
            }
            Self::Remove(Remove { pau, signer }) => {
                let record: Controller = session.client.fetch(&addresses::controller(&pau, &signer)).await?;
                let remove = ix::pau::remove_controller(&actor, &pau, &signer, &record.rent_payer);
                Plan::new("Controller removed", remove)
            }
        };
        Ok(plan.into())
    }
}
