//! `halo psm init | withdraw | rate | limit | pause | unpause`

use super::{OnePsm, Token};
use crate::{
    args::{address, Amount, Ceiling},
    output::Value,
    session::{base_key, Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    addresses::{self, PsmAddresses, ReserveToken},
    halo_math::RAY,
    instructions::psm as ix,
    psm::{
        instructions::{InitializePsmArgs, SetLimitArgs},
        state::Side,
    },
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Init {
    /// Mint of what the rate is counted in: USDS
    #[arg(long, value_parser = address, value_name = "MINT")]
    stable: Pubkey,
    /// Mint of what the rate is of: sUSDS
    #[arg(long, value_parser = address, value_name = "MINT")]
    savings: Pubkey,
    /// Who administers it, for good [default: the acting key]
    #[arg(long, value_parser = address, value_name = "KEY")]
    admin: Option<Pubkey>,
    /// What the rate is multiplied by each second, times 10^27: 1000000001547125957863212448 is 5 % a year
    #[arg(long, default_value_t = RAY, value_name = "RAY")]
    ssr: u128,
    /// Most that this may ever be; 10^27 for two tokens that stay one to one
    #[arg(long, value_name = "RAY")]
    max_ssr: u128,
    /// Key file that fixes the PSM's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

impl Init {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let base = base_key(self.base.as_deref())?;
        let psm = PsmAddresses {
            psm: addresses::psm(&base.pubkey()),
            stable: token(session, self.stable).await?,
            savings: token(session, self.savings).await?,
        };
        let admin = self.admin.unwrap_or_else(|| session.actor());
        let args = InitializePsmArgs { admin, ssr: self.ssr, max_ssr: self.max_ssr };
        let create = ix::initialize_psm(&session.payer(), &base.pubkey(), &psm, args);
        Ok(Plan::new("PSM created", create)
            .fact("psm", psm.psm)
            .fact("stable_vault", psm.vault(Side::Stable))
            .fact("savings_vault", psm.vault(Side::Savings))
            .signed_by(base))
    }
}

async fn token<T: Transport>(session: &Session<T>, mint: Pubkey) -> Result<ReserveToken> {
    Ok(ReserveToken { mint, token_program: session.mint(&mint).await?.program.id() })
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    psm: OnePsm,
    #[arg(value_enum)]
    token: Token,
    /// In tokens: 1.5M
    #[arg(long)]
    amount: Amount,
    /// Token account that receives [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Withdraw {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let ((at, state), side, admin) = (self.psm.found(session).await?, self.token.into(), session.actor());
        let reserve = state.reserve(side);
        let amount = self.amount.units(reserve.decimals)?;
        let to = self.to.unwrap_or_else(|| at.token(side).account(&admin));
        let mut plan = Plan::new("Taken out of the reserve", ix::withdraw(&admin, &at, side, &to, amount));
        let left = reserve.held.saturating_sub(amount);
        plan.facts = plan.facts.with("held_after", Value::Tokens(left, reserve.decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct SetRate {
    #[command(flatten)]
    psm: OnePsm,
    /// What the rate is multiplied by each second, times 10^27: 1000000001547125957863212448 is 5 % a year
    #[arg(value_name = "RAY")]
    ssr: u128,
}

impl SetRate {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (at, _) = self.psm.found(session).await?;
        Ok(Plan::new("Growth set", ix::set_rate(&session.actor(), &at, self.ssr)))
    }
}

#[derive(Debug, Args)]
pub struct SetLimit {
    #[command(flatten)]
    psm: OnePsm,
    /// The reserve that pays
    #[arg(value_enum)]
    token: Token,
    /// Most that can be available to swaps, in tokens, or `unlimited`
    #[arg(long, value_name = "AMOUNT")]
    max: Ceiling,
    /// Refill a day, in tokens
    #[arg(long, value_name = "AMOUNT")]
    slope: Amount,
}

impl SetLimit {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let ((at, state), side) = (self.psm.found(session).await?, Side::from(self.token));
        let decimals = state.reserve(side).decimals;
        let args = SetLimitArgs { side, max: self.max.units(decimals)?, slope: self.slope.units(decimals)? };
        Ok(Plan::new("Limit set", ix::set_limit(&session.actor(), &at, args)))
    }
}

/// Stops swaps.
pub async fn pause<T: Transport>(psm: &OnePsm, session: &Session<T>) -> Result<Plan> {
    let (at, _) = psm.found(session).await?;
    Ok(Plan::new("Swaps stopped", ix::pause(&session.actor(), &at)))
}

/// Lets swaps go on.
pub async fn unpause<T: Transport>(psm: &OnePsm, session: &Session<T>) -> Result<Plan> {
    let (at, _) = psm.found(session).await?;
    Ok(Plan::new("Swaps go on", ix::unpause(&session.actor(), &at)))
}
