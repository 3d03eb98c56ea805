//! `halo wrap stake | unstake | claim | burn`

use super::{find, Found};
use crate::{
    args::{address, Amount},
    command::nfat::Unit,
    output::Value,
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    instructions::wrapper as ix,
    transport::Transport,
    wrapper::{
        instructions::{BurnFractionsArgs, UnstakeArgs},
        state::WrapperState,
    },
};
use solana_pubkey::Pubkey;

/// The acting key, with its associated account for the fractions, and `cash` or its own for the cash.
fn owner<T: Transport>(session: &Session<T>, found: &Found, cash: Option<Pubkey>) -> ix::Owner {
    let own = ix::Owner::of(&session.actor(), &found.facility, &found.at);
    ix::Owner { cash: cash.unwrap_or(own.cash), ..own }
}

#[derive(Debug, Args)]
pub struct Staking {
    #[command(flatten)]
    unit: Unit,
    /// Fractions [default: all that are free]
    #[arg(long)]
    amount: Option<Amount>,
}

impl Staking {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, me) = (find(session, &self.unit).await?, session.actor());
        let amount = match self.amount {
            Some(amount) => amount.units(found.wrapped.decimals)?,
            None => found.free(session, &me).await?,
        };
        let source = found.at.fractions(&me);
        let stake = ix::stake(&session.payer(), &me, &source, &found.at, amount);
        let mut plan = Plan::new("Fractions staked", stake);
        plan.facts = plan.facts.with("staked", Value::Tokens(amount, found.wrapped.decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Unstaking {
    #[command(flatten)]
    unit: Unit,
    /// Fractions [default: all that are staked]
    #[arg(long)]
    amount: Option<Amount>,
    /// Refuse to put more back, in tokens [default: what must be put back now]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Amount>,
    /// Token account that it comes from [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

impl Unstaking {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = find(session, &self.unit).await?;
        let (stake, decimals) = (found.stake(session, &session.actor()).await?, found.wrapped.decimals);
        let amount = match self.amount {
            Some(amount) => amount.units(decimals)?,
            None => stake.amount,
        };
        let payback = super::ruled(found.wrapped.payback(&stake, amount, found.supply))?;
        let max_payback = match self.max {
            Some(max) => max.units(decimals)?,
            None => payback,
        };
        let (owner, args) = (owner(session, &found, self.from), UnstakeArgs { amount, max_payback });
        let unstake = ix::unstake(&owner, &found.facility, &found.at, &stake.rent_payer, args);
        let steps = vec![found.account(&session.payer(), &owner.owner), unstake];
        let mut plan = Plan::of("Fractions unstaked", steps);
        plan.facts = plan.facts.with("put_back", Value::Tokens(payback, decimals));
        Ok(plan)
    }
}

#[derive(Debug, Args)]
pub struct Claim {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Claim {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = find(session, &self.unit).await?;
        let stake = found.stake(session, &session.actor()).await?;
        let owner = owner(session, &found, self.to);
        let claim = ix::claim_rewards(&owner, &found.facility, &found.at, &stake.rent_payer);
        let title = match found.wrapped.state {
            WrapperState::Final => "Stake paid to its end",
            WrapperState::Open | WrapperState::Wrapped => "Earnings paid",
        };
        Ok(Plan::new(title, claim).fact("to", owner.cash))
    }
}

#[derive(Debug, Args)]
pub struct Burn {
    #[command(flatten)]
    unit: Unit,
    /// Fractions [default: all that are free]
    #[arg(long)]
    amount: Option<Amount>,
    /// Before the last payment: give up what arrives later
    #[arg(long)]
    accept_forfeit: bool,
    /// Refuse less, in tokens [default: what is paid now]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Burn {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, me) = (find(session, &self.unit).await?, session.actor());
        let decimals = found.wrapped.decimals;
        let amount = match self.amount {
            Some(amount) => amount.units(decimals)?,
            None => found.free(session, &me).await?,
        };
        let worth = super::ruled(found.wrapped.worth(amount, found.supply))?;
        let min_payout = match self.min {
            Some(min) => min.units(decimals)?,
            None => worth,
        };
        let args = BurnFractionsArgs { amount, accept_forfeit: self.accept_forfeit, min_payout };
        let owner = owner(session, &found, self.to);
        let burn = ix::burn_fractions(&owner, &found.facility, &found.at, args);
        let mut plan = Plan::new("Fractions burnt", burn);
        plan.facts = plan.facts.with("paid", Value::Tokens(worth, decimals));
        Ok(plan)
    }
}
