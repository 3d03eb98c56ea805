//! `halo gov scope`

use crate::{
    args::address,
    output::{Value, View},
    session::{base_key, Plan, Session},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    configurator::{instructions::InitializeScopeArgs, state::Scope},
    instructions::configurator as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create the scope of a chain; the acting key becomes its council
    Init(Init),
    /// Show roles, parameters and the pause
    Show,
}

#[derive(Debug, Args)]
pub struct Init {
    /// Who cancels, removes and pauses
    #[arg(long, value_parser = address)]
    mom: Pubkey,
    /// Who pauses and freezes, and nothing else
    #[arg(long, value_parser = address)]
    freezer: Pubkey,
    /// Who takes over frozen PAUs
    #[arg(long, value_parser = address)]
    conserver: Pubkey,
    /// Key file that fixes the scope's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

impl Init {
    pub fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { mom, freezer, conserver, base } = self;
        let base = base_key(base.as_deref())?;
        let args = InitializeScopeArgs { mom, freezer, conserver };
        let create = ix::initialize_scope(&session.payer(), &base.pubkey(), &session.actor(), args);
        Ok(Plan::new("Scope created", create)
            .fact("scope", addresses::scope(&base.pubkey()))
            .fact("council", session.actor())
            .signed_by(base))
    }
}

impl Command {
    /// What the scope is now.
    pub async fn view<T: Transport>(
        self,
        session: &Session<T>,
        (address, scope): (&Pubkey, &Scope),
    ) -> Result<View> {
        let stood_still = scope.standstill().seconds(session.client.unix_time().await?);
        let seconds = |seconds: i64| Value::Seconds(seconds);
        Ok(View::default()
            .text("scope", address)
            .text("council", scope.council)
            .text("mom", scope.mom)
            .text("freezer", scope.freezer)
            .text("conserver", scope.conserver)
            .with("delay", seconds(scope.delay))
            .with("between_raises", seconds(scope.hop))
            .with("largest_raise_bps", Value::Number(scope.max_change_bps.into()))
            .with("paused_since", Value::Moment(scope.paused_since))
            .with("stood_still", seconds(stood_still))
            .with("config_version", Value::Number(scope.config_version))
            .with("operations", Value::Number(scope.operation_count)))
    }
}
