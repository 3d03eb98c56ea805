//! `halo pau action | call`

use super::action_file;
use crate::{
    args::address,
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses, instructions as ix,
    pau::state::{Action, ActionSpec},
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let relayers make a call; the administrator acts
    Enable(One),
    /// End an action at once; the administrator acts
    Disable(One),
    /// Show an action and the target of its limits
    Show(One),
}

/// A PAU and an action.
#[derive(Debug, Args)]
pub struct One {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// JSON or TOML file: program, accounts (role, account or mint, writable, signer), data_prefix (hexadecimal), one_shot
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
}

#[derive(Debug, Args)]
pub struct Call {
    #[command(flatten)]
    action: One,
    /// Address of the Book
    #[arg(long, value_parser = address)]
    book: Pubkey,
    /// Mints of which the Book may lose, under the action's limit in each
    #[arg(long, value_parser = address, value_delimiter = ',', value_name = "MINTS")]
    spend: Vec<Pubkey>,
    /// Mints of which the Book can only receive
    #[arg(long, value_parser = address, value_delimiter = ',', value_name = "MINTS")]
    receive: Vec<Pubkey>,
    /// What the program is called with, hexadecimal
    #[arg(long, value_parser = Data::read)]
    data: Data,
}

/// Bytes of a call.
#[derive(Debug, Clone)]
pub struct Data(Vec<u8>);

impl Data {
    fn read(text: &str) -> Result<Self> {
        action_file::bytes(text).map(Self)
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (actor, payer) = (session.actor(), session.payer());
        let plan = match self {
            Self::Enable(One { pau, spec }) => {
                let spec = action_file::read(&spec)?;
                let action = addresses::action(&pau, &spec);
                let target = ix::pau::action_target(&spec);
                Plan::new("Action enabled", ix::pau::enable_action(&payer, &actor, &pau, spec))
                    .fact("action", action)
                    .fact("action_target", target)
            }
            Self::Disable(One { pau, spec }) => {
                let spec = action_file::read(&spec)?;
                let record: Action = session.client.fetch(&addresses::action(&pau, &spec)).await?;
                let disable = ix::pau::disable_action(&actor, &pau, &spec, &record.rent_payer);
                Plan::new("Action disabled", disable)
            }
            Self::Show(One { pau, spec }) => {
                return Ok(show(session, &pau, &action_file::read(&spec)?).await?.into())
            }
        };
        Ok(plan.into())
    }
}

async fn show<T: Transport>(session: &Session<T>, pau: &Pubkey, spec: &ActionSpec) -> Result<View> {
    let address = addresses::action(pau, spec);
    let action: Option<Action> = session.client.fetch_optional(&address).await?;
    Ok(View::default()
        .text("action", address)
        .text("action_target", ix::pau::action_target(spec))
        .with("enabled", Value::Flag(action.is_some()))
        .with("used", Value::Flag(action.is_some_and(|action| action.used)))
        .text("program", spec.program))
}

impl Call {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let One { pau, spec } = self.action;
        let spec = action_file::read(&spec)?;
        let spent = self.spend.iter().map(|mint| (*mint, true));
        let received = self.receive.iter().map(|mint| (*mint, false));
        let mut tracked = Vec::new();
        for (mint, limited) in spent.chain(received) {
            let token_program = session.mint(&mint).await?.program.id();
            tracked.push(ix::pau::Tracked { mint, token_program, limited });
        }
        let (relayer, book, data) = (session.actor(), self.book, self.data.0);
        let call = ix::pau::Call { relayer, pau, book, spec: &spec, tracked, data };
        Ok(Plan::new("Called", call.instruction()).fact("action", addresses::action(&pau, &spec)))
    }
}
