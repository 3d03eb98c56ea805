//! `halo scope`

use crate::session::{base_key, Plan, Session, Work};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{addresses, instructions as ix, transport::Transport};
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create the scope of a chain; the acting key becomes its council
    Init(Init),
}

#[derive(Debug, Args)]
pub struct Init {
    /// Key file that fixes the scope's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let Self::Init(Init { base }) = self;
        let base = base_key(base.as_deref())?;
        let create = ix::configurator::initialize_scope(&session.payer(), &base.pubkey(), &session.actor());
        let plan = Plan::new("Scope created", create)
            .fact("scope", addresses::scope(&base.pubkey()))
            .fact("council", session.actor())
            .signed_by(base);
        Ok(plan.into())
    }
}
