//! `halo gov`: the timelock of a scope, and what the council takes back.

mod operations;
mod permit;
mod records;
mod schedule;
mod scope;

use crate::{
    args::address,
    session::{Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{configurator::state::Scope, instructions::configurator as ix, transport::Transport};
use solana_pubkey::Pubkey;

pub use operations::all as operations;

#[derive(Debug, Args)]
pub struct Gov {
    /// The scope: one a chain
    #[arg(long, global = true, env = "HALO_SCOPE", value_parser = address, value_name = "ADDRESS")]
    scope: Option<Pubkey>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create the scope of a chain, or show it
    #[command(subcommand)]
    Scope(scope::Command),
    /// Schedule an addition behind the timelock; the council acts
    Schedule(schedule::Schedule),
    /// Let a due operation take effect; anyone acts
    Execute(operations::Number),
    /// End a pending operation for good, also while paused; council or mom acts
    Cancel(operations::Number),
    /// Get the rent back of an operation that can have no effect any more; whoever paid it acts
    Close(operations::Number),
    /// List operations: what they do, in words, and when
    Ops(operations::List),
    /// Stop scheduling and executing at once; council, mom or freezer acts
    Pause,
    /// Let the timelock go on; what is pending is due later by the pause; the council acts
    Resume,
    /// List what is in force: registered PAUs, GovOps and approvals
    Records,
    /// End all configuration of a PAU at once; council or mom acts
    Unregister(OnePau),
    /// Take an approval back at once; council or mom acts
    RemoveInit(records::OneInit),
    /// End a GovOps's accordance at once, and whatever it has named; council or mom acts
    RevokeCbeam(records::OneCBeam),
    /// Take the place of the GovOps of a frozen PAU; the conserver acts
    TakeOver(OnePau),
    /// Give a PAU back to its GovOps; the council acts
    HandBack(OnePau),
}

#[derive(Debug, Args)]
pub struct OnePau {
    #[arg(value_parser = address)]
    pau: Pubkey,
}

impl Gov {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let Self { scope, command } = self;
        if let Command::Scope(scope::Command::Init(init)) = command {
            return init.plan(session).map(Work::from);
        }
        let address = scope.context("expected the scope's address in --scope or HALO_SCOPE, came neither")?;
        let scope: Scope = session.client.fetch(&address).await?;
        let (actor, at) = (session.actor(), (&address, &scope));
        let plan = match command {
            Command::Scope(command) => return command.view(session, at).await.map(Work::from),
            Command::Schedule(schedule) => schedule.plan(session, at).await?,
            Command::Execute(number) => number.execute(session, at).await?,
            Command::Cancel(number) => number.cancel(session, at).await?,
            Command::Close(number) => number.close(session, at).await?,
            Command::Ops(list) => return list.view(session, at).await.map(Work::from),
            Command::Pause => Plan::new("Timelock paused", ix::pause(&actor, &address)),
            Command::Resume => {
                Plan::new("Timelock goes on", ix::resume(&actor, &address, scope.config_version))
            }
            Command::Records => return records::list(session, &address).await.map(Work::from),
            Command::Unregister(OnePau { pau }) => records::unregister(session, &address, &pau).await?,
            Command::RemoveInit(init) => init.plan(session, &address).await?,
            Command::RevokeCbeam(cbeam) => cbeam.plan(session, &address).await?,
            Command::TakeOver(OnePau { pau }) => {
                Plan::new("PAU taken over", ix::take_over(&actor, &address, &pau))
            }
            Command::HandBack(OnePau { pau }) => {
                Plan::new("PAU handed back", ix::hand_back(&actor, &address, &pau))
            }
        };
        Ok(plan.into())
    }
}
