//! `halo facility prime | deposit | withdraw | check-queue`

use super::Facility;
use crate::{
    args::{address, hash, moment, Amount, Ceiling},
    command::limits::explain,
    deal::Deal,
    governed::facility_configurer,
    session::{require_change, Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    facility::{
        instructions::{ApprovePrimeArgs, SetPrimeArgs},
        state::PrimeApproval,
    },
    halo_math::Consent,
    instructions as ix,
    pau::state::LimitKind,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Prime {
    /// Let a Prime deposit, and limit claims from it; GovOps acts
    Approve(Approve),
    /// Change a Prime's limit, or end or renew its approval; GovOps acts
    Set(Set),
}

#[derive(Debug, Args)]
pub struct Approve {
    #[command(flatten)]
    facility: Facility,
    #[arg(value_parser = address)]
    prime: Pubkey,
    /// Most that can be claimed at once, in tokens (100M), or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    max: Ceiling,
    /// Refill a day, in tokens
    #[arg(long, value_name = "AMOUNT")]
    slope: Ceiling,
}

#[derive(Debug, Args)]
pub struct Set {
    #[command(flatten)]
    facility: Facility,
    #[arg(value_parser = address)]
    prime: Pubkey,
    /// Most that can be claimed at once, in tokens, or "unlimited" [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Ceiling>,
    /// Refill a day, in tokens [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    slope: Option<Ceiling>,
    /// Whether the Prime is approved [default: as it is]
    #[arg(long)]
    active: Option<bool>,
}

impl Prime {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Approve(approve) => approve.execute(session).await,
            Self::Set(set) => set.execute(session).await,
        }
    }
}

impl Approve {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let (max, slope) = (self.max.units(decimals)?, self.slope.units(decimals)?);
        let (governed, configurer) = facility_configurer(session, &facility).await?;
        let key = facility.limit_key(LimitKind::Deposit, &facility.facility);
        let approved = governed.approved(session, &key).await?.with_context(|| {
            format!(
                "no init approves what Primes of facility {} may be allowed: the council has to, with `halo gov schedule \
                 init-limit --kind deposit`",
                facility.facility
            )
        })?;
        let sorl = governed.scope.sorl();
        sorl.check_first(&approved.limit, max, slope).map_err(|refusal| explain(refusal, decimals))?;
        let args = ApprovePrimeArgs { prime: self.prime, max, slope };
        let approve =
            ix::facility::approve_prime(&session.payer(), &configurer, &facility, approved.whose, args);
        let plan = Plan::new("Prime approved; its limit starts empty", approve)
            .fact("approval", addresses::approval(&facility.facility, &self.prime))
            .fact("position", addresses::position(&facility.facility, &self.prime));
        Ok(plan.into())
    }
}

impl Set {
    async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let changes = self.max.is_some() || self.slope.is_some() || self.active.is_some();
        require_change(changes, "--max, --slope or --active")?;
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let now: PrimeApproval =
            session.client.fetch(&addresses::approval(&facility.facility, &self.prime)).await?;
        let args = SetPrimeArgs {
            active: self.active.unwrap_or(now.active != 0),
            max: self.max.map_or(Ok(now.limit.max), |max| max.units(decimals))?,
            slope: self.slope.map_or(Ok(now.limit.slope), |slope| slope.units(decimals))?,
        };
        let (governed, configurer) = facility_configurer(session, &facility).await?;
        let key = facility.limit_key(LimitKind::Deposit, &facility.facility);
        let approved = governed.approved(session, &key).await?;
        let bounds = approved.as_ref().map(|approved| &approved.limit);
        let (sorl, time) = (governed.scope.sorl(), session.client.unix_time().await?);
        sorl.check_change(&now.limit, bounds, args.max, args.slope, time)
            .map_err(|refusal| explain(refusal, decimals))?;
        let whose = approved.map(|approved| approved.whose);
        let set = ix::facility::set_prime(&configurer, &facility, &self.prime, whose, args);
        Ok(Plan::new("Prime changed", set).into())
    }
}

#[derive(Debug, Args)]
pub struct Deposit {
    #[command(flatten)]
    facility: Facility,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
    #[command(flatten)]
    consent: ConsentArgs,
}

/// Bounds that the Prime puts on claims of its deposit.
#[derive(Debug, Args)]
struct ConsentArgs {
    /// Consent to these terms only: a file as for a claim, with its salt beside it
    #[arg(long, value_name = "FILE", conflicts_with = "terms_hash", requires = "consent_until")]
    terms: Option<PathBuf>,
    /// Consent to the terms with this hash only, 64 hexadecimal digits
    #[arg(long, value_name = "HASH", value_parser = hash, requires = "consent_until")]
    terms_hash: Option<[u8; 32]>,
    /// Least amount of a claim
    #[arg(long, value_name = "AMOUNT", requires = "consent_until")]
    min_claim: Option<Amount>,
    /// Most amount of a claim [default: the deposit]
    #[arg(long, value_name = "AMOUNT", requires = "consent_until")]
    max_claim: Option<Amount>,
    /// Most junior rank of a unit, 0 to 3: a loss falls on the most junior first
    #[arg(long, value_name = "RANK", default_value_t = 0, requires = "consent_until")]
    max_rank: u8,
    /// Allow a unit to share a Book, and so its losses, with others
    #[arg(long, requires = "consent_until")]
    shared: bool,
    /// Date from which the consent is void
    #[arg(long, value_name = "DATE", value_parser = moment)]
    consent_until: Option<i64>,
}

impl ConsentArgs {
    fn consent(&self, deposit: u64, decimals: u8, keep: bool) -> Result<Option<Consent>> {
        let Some(expires_at) = self.consent_until else {
            return Ok(None);
        };
        let accord_hash = match &self.terms {
            Some(path) => Deal::open(path, None, decimals, keep)?.hash,
            None => self.terms_hash.unwrap_or_default(),
        };
        let units = |amount: &Option<Amount>, default: u64| {
            amount.as_ref().map_or(Ok(default), |amount| amount.units(decimals))
        };
        let (min_amount, max_amount) = (units(&self.min_claim, 0)?, units(&self.max_claim, deposit)?);
        Ok(Some(Consent {
            accord_hash,
            min_amount,
            max_amount,
            expires_at,
            max_rank: self.max_rank,
            shared: u8::from(self.shared),
            ..Consent::default()
        }))
    }
}

impl Deposit {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let amount = self.amount.units(decimals)?;
        let consent = self.consent.consent(amount, decimals, !session.dry_run)?;
        if let Some(consent) = &consent {
            consent.validate(session.client.unix_time().await?)?;
        }
        let prime = session.actor();
        let from = self.from.unwrap_or_else(|| facility.token_account(&prime));
        Ok(Plan::new("Deposited", ix::facility::deposit(&prime, &from, &facility, amount, consent)).into())
    }
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    facility: Facility,
    /// In tokens [default: everything]
    #[arg(long)]
    amount: Option<Amount>,
    /// Token account that is paid [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    to: Option<Pubkey>,
}

impl Withdraw {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let prime = session.actor();
        let to = self.to.unwrap_or_else(|| facility.token_account(&prime));
        // A share of the queue is one base unit for the queue's whole life.
        let shares = self.amount.map(|amount| amount.units(decimals)).transpose()?;
        Ok(Plan::new("Withdrawn", ix::facility::withdraw(&prime, &to, &facility, shares)).into())
    }
}

/// Holds the queue against what it owes.
pub async fn check_queue<T: Transport>(facility: &Pubkey, session: &Session<T>) -> Result<Work> {
    let (facility, _) = session.facility(facility).await?;
    Ok(Plan::new("Queue checked", ix::facility::check_queue(&facility)).into())
}
