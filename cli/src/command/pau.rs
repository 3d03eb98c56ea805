//! `halo pau`

mod action;
pub mod action_file;
mod controller;
pub mod limit;
mod money;

use crate::{
    args::address,
    output::{Value, View},
    session::{base_key, Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{addresses, instructions as ix, pau::state::Pau, transport::Transport};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a PAU
    Init(Init),
    /// Show a PAU
    Show(One),
    /// Who may use limits and Books
    #[command(subcommand)]
    Controller(controller::Command),
    /// How much may pass
    #[command(subcommand)]
    Limit(limit::Command),
    /// Who may transfer to endpoints
    #[command(subcommand)]
    Relayer(Relayer),
    /// Who may freeze
    #[command(subcommand)]
    Freezer(Freezer),
    /// Take every relayer and the freezer away at once; the administrator acts
    AdvanceEpoch(One),
    /// Stop everything that leaves a Book; freezer or administrator acts
    Freeze(One),
    /// End a freeze; the administrator acts
    Unfreeze(One),
    /// Token accounts of Books
    #[command(subcommand)]
    Vault(money::Vault),
    /// Send a Book's money to an endpoint; a relayer acts
    Transfer(money::Transfer),
    /// What relayers may call in a Book's name
    #[command(subcommand)]
    Action(action::Command),
    /// Call another program in a Book's name, under an action; a relayer acts
    Call(action::Call),
    /// Charge a limit and send a Book's money: for controllers only. Controllers are usually programs; this serves
    /// those that are keys
    Draw(money::Draw),
    /// Charge a limit, moving nothing: for controllers only. Controllers are usually programs; this serves those
    /// that are keys
    Charge(money::UseLimit),
    /// Give back to a limit what came home: for controllers only. Controllers are usually programs; this serves
    /// those that are keys
    Restore(money::UseLimit),
}

#[derive(Debug, Args)]
pub struct Init {
    /// Who administers it [default: the acting key]
    #[arg(long, value_parser = address)]
    admin: Option<Pubkey>,
    /// Key that may freeze [default: none]
    #[arg(long, value_parser = address)]
    freezer: Option<Pubkey>,
    /// Key file that fixes the PAU's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct One {
    #[arg(value_parser = address)]
    pau: Pubkey,
}

#[derive(Debug, Subcommand)]
pub enum Relayer {
    /// Add a relayer; the administrator acts
    Add(Named),
    /// Remove a relayer; freezer or administrator acts
    Remove(Named),
}

#[derive(Debug, Subcommand)]
pub enum Freezer {
    /// Name the freezer; the administrator acts
    Set(Named),
}

/// A PAU and one key.
#[derive(Debug, Args)]
pub struct Named {
    #[arg(value_parser = address)]
    pau: Pubkey,
    #[arg(value_parser = address)]
    key: Pubkey,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let actor = session.actor();
        let plan = match self {
            Self::Init(Init { admin, freezer, base }) => {
                let base = base_key(base.as_deref())?;
                let (admin, freezer) = (admin.unwrap_or(actor), freezer.unwrap_or_default());
                let create = ix::pau::initialize_pau(&session.payer(), &base.pubkey(), &admin, &freezer);
                Plan::new("PAU created", create).fact("pau", addresses::pau(&base.pubkey())).signed_by(base)
            }
            Self::Show(One { pau }) => return Ok(show(session, &pau).await?.into()),
            Self::Controller(command) => return command.execute(session).await,
            Self::Limit(command) => return command.execute(session).await,
            Self::Relayer(Relayer::Add(Named { pau, key })) => {
                Plan::new("Relayer added", ix::pau::set_relayer(&actor, &pau, &key))
            }
            Self::Relayer(Relayer::Remove(Named { pau, key })) => {
                Plan::new("Relayer removed", ix::pau::remove_relayer(&actor, &pau, &key))
            }
            Self::Freezer(Freezer::Set(Named { pau, key })) => {
                Plan::new("Freezer named", ix::pau::set_freezer(&actor, &pau, &key))
            }
            Self::AdvanceEpoch(One { pau }) => {
                Plan::new("Relayers and freezer taken away", ix::pau::advance_epoch(&actor, &pau))
            }
            Self::Freeze(One { pau }) => Plan::new("PAU frozen", ix::pau::freeze(&actor, &pau)),
            Self::Unfreeze(One { pau }) => Plan::new("PAU unfrozen", ix::pau::unfreeze(&actor, &pau)),
            Self::Vault(command) => return command.execute(session).await,
            Self::Transfer(transfer) => transfer.plan(session).await?,
            Self::Action(command) => return command.execute(session).await,
            Self::Call(call) => call.plan(session).await?,
            Self::Draw(draw) => draw.plan(session).await?,
            Self::Charge(charge) => {
                let (pau, args) = charge.args(session).await?;
                Plan::new("Limit charged", ix::pau::charge(&actor, &pau, args))
            }
            Self::Restore(restore) => {
                let (pau, args) = restore.args(session).await?;
                Plan::new("Limit restored", ix::pau::restore(&actor, &pau, args))
            }
        };
        Ok(plan.into())
    }
}

async fn show<T: Transport>(session: &Session<T>, address: &Pubkey) -> Result<View> {
    let pau: Pau = session.client.fetch(address).await?;
    let freezer = (pau.freezer != Pubkey::default()).then_some(pau.freezer);
    let relayers = pau.relayers().iter().map(Pubkey::to_string).collect();
    Ok(View::default()
        .text("pau", address)
        .text("admin", pau.admin)
        .text("freezer", freezer.map_or_else(|| "none".to_owned(), |key| key.to_string()))
        .with("relayers", Value::List(relayers))
        .with("frozen", Value::Flag(pau.frozen != 0))
        .with("epoch", Value::Number(pau.epoch))
        .with("sequence", Value::Number(pau.sequence)))
}
