//! `halo pau limit`

use crate::{
    args::{address, Ceiling, Kind},
    output::{Value, View},
    session::{require_change, Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses, instructions as ix,
    pau::{instructions::AddRateLimitArgs, state::RateLimit},
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a limit with nothing available; the administrator acts
    Add(Add),
    /// Change a limit; the administrator acts
    Set(Set),
    /// Stop every movement under a limit and keep its values; freezer or administrator acts
    Pause(Key),
    /// Let a paused limit go on from its values; the administrator acts
    Resume(Key),
    /// Delete a limit, and with it every movement under it; the administrator acts
    Remove(Key),
    /// Show a limit and what it would let pass now
    Show(Key),
}

/// What names a limit.
#[derive(Debug, Clone, Copy, Args)]
pub struct Key {
    #[arg(value_parser = address)]
    pub pau: Pubkey,
    #[arg(long, value_enum)]
    pub kind: Kind,
    /// Endpoint's token account for transfers, `action_target` of `halo pau action show` for actions, else the facility
    #[arg(long, value_parser = address)]
    pub target: Pubkey,
    /// Mint whose units are counted
    #[arg(long, value_parser = address)]
    pub mint: Pubkey,
}

impl Key {
    fn address(&self) -> Pubkey {
        addresses::limit(&self.pau, self.kind.into(), &self.target, &self.mint)
    }
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    key: Key,
    /// Most that can be available, in tokens (26.25M), or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    max: Ceiling,
    /// Refill a day, in tokens
    #[arg(long, value_name = "AMOUNT")]
    slope: Ceiling,
}

#[derive(Debug, Args)]
pub struct Set {
    #[command(flatten)]
    key: Key,
    /// Most that can be available, in tokens, or "unlimited" [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Ceiling>,
    /// Refill a day, in tokens [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    slope: Option<Ceiling>,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let actor = session.actor();
        let plan = match self {
            Self::Add(Add { key, max, slope }) => {
                let decimals = session.decimals(&key.mint).await?;
                let (max, slope) = (max.units(decimals)?, slope.units(decimals)?);
                let Key { pau, kind, target, mint } = key;
                let args = AddRateLimitArgs { kind: kind.into(), target, mint, max, slope };
                Plan::new(
                    "Limit created, empty",
                    ix::pau::add_rate_limit(&session.payer(), &actor, &pau, args),
                )
            }
            Self::Set(Set { key, max, slope }) => {
                require_change(max.is_some() || slope.is_some(), "--max or --slope")?;
                let decimals = session.decimals(&key.mint).await?;
                let now: RateLimit = session.client.fetch(&key.address()).await?;
                let max = max.map_or(Ok(now.max), |max| max.units(decimals))?;
                let slope = slope.map_or(Ok(now.slope), |slope| slope.units(decimals))?;
                Plan::new(
                    "Limit changed",
                    ix::pau::set_rate_limit(&actor, &key.pau, &key.address(), max, slope),
                )
            }
            Self::Pause(key) => {
                Plan::new("Limit paused", ix::pau::pause_rate_limit(&actor, &key.pau, &key.address()))
            }
            Self::Resume(key) => {
                Plan::new("Limit resumed", ix::pau::resume_rate_limit(&actor, &key.pau, &key.address()))
            }
            Self::Remove(key) => {
                let limit: RateLimit = session.client.fetch(&key.address()).await?;
                let remove = ix::pau::remove_rate_limit(&actor, &key.pau, &key.address(), &limit.rent_payer);
                return Ok(Plan::new("Limit deleted", remove).fact("limit", key.address()).into());
            }
            Self::Show(key) => return Ok(show(session, &key).await?.into()),
        };
        Ok(plan.into())
    }
}

async fn show<T: Transport>(session: &Session<T>, key: &Key) -> Result<View> {
    let decimals = session.decimals(&key.mint).await?;
    let limit: RateLimit = session.client.fetch(&key.address()).await?;
    let available: u64 = session.client.view_as(ix::pau::available_limit(&key.address())).await?;
    Ok(View::default()
        .text("limit", key.address())
        .with("available", Value::Tokens(available, decimals))
        .with("max", Value::Tokens(limit.max, decimals))
        .with("slope_a_day", Value::Tokens(limit.slope, decimals))
        .with("outstanding", Value::Tokens(limit.outstanding, decimals))
        .with("paused", Value::Flag(limit.paused != 0))
        .with("last_updated", Value::Moment(limit.last_updated))
        .with("last_increased", Value::Moment(limit.last_increased))
        .text("rent_payer", limit.rent_payer))
}
