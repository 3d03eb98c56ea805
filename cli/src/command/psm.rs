//! `halo psm`: a pool that swaps a stable token for a savings token, for tests and devnet.

mod administration;
mod show;
mod trading;

use crate::{
    args::address,
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use halo_sdk::{
    addresses::PsmAddresses,
    psm::state::{self, Side},
    transport::Transport,
};
use solana_pubkey::Pubkey;

pub use trading::least;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a PSM: rate, growth, reserves, and what swaps may pay now
    Show(OnePsm),
    /// Create a PSM of two tokens, one to one; anyone acts
    Init(administration::Init),
    /// Add to a reserve, for nothing; anyone acts
    Deposit(trading::Deposit),
    /// Take out of a reserve; the administrator acts
    Withdraw(administration::Withdraw),
    /// Set how fast the rate grows from now on; the administrator acts
    Rate(administration::SetRate),
    /// Set how much swaps may pay out of a reserve; the administrator acts
    Limit(administration::SetLimit),
    /// Stop swaps; the administrator acts
    Pause(OnePsm),
    /// Let swaps go on; the administrator acts
    Unpause(OnePsm),
    /// Swap one token for the other; anyone acts
    Swap(trading::Swap),
}

#[derive(Debug, Clone, Copy, Args)]
pub struct OnePsm {
    #[arg(value_parser = address)]
    psm: Pubkey,
}

/// One of the two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Token {
    /// What the rate is counted in
    Stable,
    /// What the rate is of
    Savings,
}

impl From<Token> for Side {
    fn from(token: Token) -> Self {
        match token {
            Token::Stable => Self::Stable,
            Token::Savings => Self::Savings,
        }
    }
}

impl OnePsm {
    /// The account and the addresses that follow from it.
    async fn found<T: Transport>(&self, session: &Session<T>) -> Result<(PsmAddresses, state::Psm)> {
        let psm: state::Psm = session.client.fetch(&self.psm).await?;
        Ok((PsmAddresses::of(self.psm, &psm), psm))
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan: Plan = match self {
            Self::Show(psm) => return Ok(show::psm(&psm, session).await?.into()),
            Self::Init(init) => init.plan(session).await?,
            Self::Deposit(deposit) => deposit.plan(session).await?,
            Self::Withdraw(withdraw) => withdraw.plan(session).await?,
            Self::Rate(rate) => rate.plan(session).await?,
            Self::Limit(limit) => limit.plan(session).await?,
            Self::Pause(psm) => administration::pause(&psm, session).await?,
            Self::Unpause(psm) => administration::unpause(&psm, session).await?,
            Self::Swap(swap) => swap.plan(session).await?,
        };
        Ok(plan.into())
    }
}
