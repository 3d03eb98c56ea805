//! `halo nfat redeem | spend | claim-interest | push`

use super::{Found, Unit};
use crate::{
    args::{address, Amount},
    session::{Plan, Session},
};
use anyhow::{anyhow, Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{
    instructions as ix,
    nfat::{
        error::NfatError,
        instructions::PushKind,
        state::{Nfat, Payment},
    },
    transport::Transport,
    view,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Redeem {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Refuse to burn for less, in tokens [default: what is paid now]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
    /// Do without scheduled interest and penalty that are not credited
    #[arg(long)]
    accept_shortfall: bool,
}

/// A payment that leaves the NFAT alive.
#[derive(Debug, Args)]
pub struct Payout {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Refuse less, in tokens [default: what would be paid now]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
}

#[derive(Debug, Args)]
pub struct Push {
    #[command(flatten)]
    unit: Unit,
    /// What is sent
    #[arg(long, value_enum)]
    kind: Pushed,
    /// Token account of the holder's that is paid [default: its associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Pushed {
    /// Interest and penalties, as `claim-interest` pays
    Interest,
    /// Everything credited, as `spend` pays
    Tranche,
}

impl From<Pushed> for PushKind {
    fn from(pushed: Pushed) -> Self {
        match pushed {
            Pushed::Interest => Self::Interest,
            Pushed::Tranche => Self::Tranche,
        }
    }
}

impl Payout {
    pub async fn spend<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, paid) = self.find(session, Nfat::spend).await?;
        Ok(Plan::new("Tranche paid", ix::nfat::spend(&found.facility, &found.book, &paid)))
    }

    pub async fn claim_interest<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, paid) = self.find(session, Nfat::collect_interest).await?;
        Ok(Plan::new("Interest paid", ix::nfat::claim_interest(&found.facility, &found.book, &paid)))
    }

    /// The NFAT, and what is asked for: at least what `take` would take out of it now.
    async fn find<T: Transport>(
        self,
        session: &Session<T>,
        take: impl FnOnce(&mut Nfat) -> Result<Payment, NfatError>,
    ) -> Result<(Found, ix::nfat::Payout)> {
        let found = self.unit.find(session).await?;
        let holder = session.actor();
        let mut nfat = found.nfat;
        let due = take(&mut nfat).and_then(|payment| payment.total());
        let due = due.map_err(|error| anyhow!("NFAT #{}: {error}", self.unit.token))?;
        let min_payout = self.min.map(|min| min.units(found.decimals)).transpose()?.unwrap_or(due);
        let destination = self.to.unwrap_or_else(|| found.facility.token_account(&holder));
        let payout = ix::nfat::Payout { holder, destination, asset: found.unit.asset, min_payout };
        Ok((found, payout))
    }
}

impl Redeem {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let holder = session.actor();
        let min_payout = match self.min {
            Some(min) => min.units(found.decimals)?,
            None => now(session, &found).await?,
        };
        let redemption = ix::nfat::Redemption {
            holder,
            destination: self.to.unwrap_or_else(|| found.facility.token_account(&holder)),
            asset: found.unit.asset,
            rent_payer: found.nfat.rent_payer,
            min_payout,
            accept_shortfall: self.accept_shortfall,
        };
        Ok(Plan::new("NFAT redeemed", ix::nfat::redeem(&found.facility, &found.book, &redemption)))
    }
}

/// What a redemption pays now: all that is credited, and after a write-down the part in what was recovered.
async fn now<T: Transport>(session: &Session<T>, found: &Found) -> Result<u64> {
    let unit = view::Unit::read(&session.client, &found.facility.facility, &found.unit.nfat).await?;
    if let Some(payable) = unit.payable.filter(|payable| payable.by == view::PaidBy::Redeem) {
        return Ok(payable.amount);
    }
    let credited = found.nfat.funded().total();
    credited.map_err(|error| anyhow!("NFAT #{}: {error}", found.nfat.token_id))
}

impl Push {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let unit = view::Unit::read(&session.client, &found.facility.facility, &found.unit.nfat).await?;
        let holder = unit
            .holder
            .with_context(|| format!("nobody holds NFAT #{}: it was burnt in a wallet", self.unit.token))?;
        let to = self.to.unwrap_or_else(|| found.facility.token_account(&holder));
        let Found { facility, book, unit, .. } = &found;
        let push = ix::nfat::push_payment(facility, book, &unit.asset, &to, self.kind.into());
        Ok(Plan::new("Payment sent to the holder", push).fact("to", to))
    }
}
