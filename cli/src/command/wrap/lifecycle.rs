//! `halo wrap open | wrap | collect | unwrap | thaw | close`

use super::{find, place};
use crate::{
    args::{address, Amount},
    command::nfat::Unit,
    session::{Plan, Session},
};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{
    instructions::wrapper as ix, nfat::state::Nfat, token::decode_token_account, transport::Transport,
    wrapper::instructions::CollectKind,
};
use solana_pubkey::Pubkey;

/// Makes the wrapper.
pub async fn open<T: Transport>(session: &Session<T>, unit: &Unit) -> Result<Plan> {
    let (facility, at) = place(session, unit).await?;
    Ok(Plan::new("Wrapper opened", ix::open_wrapper(&session.actor(), &facility, &at))
        .fact("wrapper", at.wrapped)
        .fact("fractions", at.fraction_mint))
}

/// Wraps, into the acting key's associated account, which is made and thawed where that is needed.
pub async fn wrap<T: Transport>(session: &Session<T>, unit: &Unit) -> Result<Plan> {
    let (found, holder) = (find(session, unit).await?, session.actor());
    let (facility, at) = (&found.facility, &found.at);
    let destination = at.fractions(&holder);
    let mut steps = vec![found.account(&session.payer(), &holder)];
    let account = session.client.transport().get_account(&destination).await?;
    let thawed = account.and_then(|account| decode_token_account(&account).ok()).is_some_and(|it| !it.frozen);
    if found.wrapped.restricted && !thawed {
        steps.push(ix::thaw_holder(facility, at, &holder, &destination));
    }
    steps.push(ix::wrap(&holder, &destination, facility, at, found.admission(session).await?));
    Ok(Plan::of("NFAT wrapped", steps).fact("to", destination))
}

#[derive(Debug, Args)]
pub struct Collect {
    #[command(flatten)]
    unit: Unit,
    /// What is collected
    #[arg(long, value_enum)]
    kind: Collected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Collected {
    /// Interest and penalties
    Interest,
    /// A tranche of an amortising NFAT
    Tranche,
    /// The last payment, which burns the NFAT
    Redemption,
}

impl From<Collected> for CollectKind {
    fn from(kind: Collected) -> Self {
        match kind {
            Collected::Interest => Self::Interest,
            Collected::Tranche => Self::Tranche,
            Collected::Redemption => Self::Redemption,
        }
    }
}

impl Collect {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = find(session, &self.unit).await?;
        let nfat: Option<Nfat> = session.client.fetch_optional(&found.wrapped.nfat).await?;
        let nfat = nfat.with_context(|| format!("NFAT #{} has been redeemed", self.unit.token))?;
        let (facility, book, rent_payer) = (&found.facility, &found.book, &nfat.rent_payer);
        let collect = ix::collect(facility, book, &found.at, rent_payer, self.kind.into());
        Ok(Plan::new("Proceeds collected", collect))
    }
}

#[derive(Debug, Args)]
pub struct Out {
    #[command(flatten)]
    unit: Unit,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
    /// Refuse less cash beside the NFAT, in tokens [default: what has arrived]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
}

impl Out {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, holder) = (find(session, &self.unit).await?, session.actor());
        let min_payout = match self.min {
            Some(min) => min.units(found.wrapped.decimals)?,
            None => super::ruled(found.wrapped.cash())?,
        };
        let unwrapping = ix::Unwrapping {
            holder,
            source: found.at.fractions(&holder),
            destination: self.to.unwrap_or_else(|| found.facility.token_account(&holder)),
            admission: found.admission(session).await?,
            min_payout,
        };
        Ok(Plan::new("NFAT unwrapped", ix::unwrap(&found.facility, &found.at, &unwrapping)))
    }
}

#[derive(Debug, Args)]
pub struct Thaw {
    #[command(flatten)]
    unit: Unit,
    /// Who is admitted
    #[arg(value_parser = address)]
    owner: Pubkey,
    /// Its token account for the fractions [default: its associated one]
    #[arg(long, value_parser = address)]
    account: Option<Pubkey>,
}

impl Thaw {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = find(session, &self.unit).await?;
        let account = self.account.unwrap_or_else(|| found.at.fractions(&self.owner));
        let thaw = ix::thaw_holder(&found.facility, &found.at, &self.owner, &account);
        Ok(Plan::new("Account thawed", thaw).fact("account", account))
    }
}

#[derive(Debug, Args)]
pub struct Close {
    #[command(flatten)]
    unit: Unit,
    /// Token account for what is left in the vault [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Close {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, payer) = (find(session, &self.unit).await?, session.actor());
        let to = self.to.unwrap_or_else(|| found.facility.token_account(&payer));
        Ok(Plan::new("Wrapper closed", ix::close_wrapper(&payer, &to, &found.facility, &found.at)))
    }
}
