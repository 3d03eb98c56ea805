//! `halo nfat fund | top-up | fulfil-redeem | fulfil-interest`

use super::{Found, Unit};
use crate::{
    args::{address, Amount},
    session::{Plan, Session},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{instructions as ix, nfat::state::Payment, transport::Transport};
use solana_pubkey::Pubkey;

/// Money for a unit, by what it is for.
#[derive(Debug, Args)]
pub struct Pay {
    #[command(flatten)]
    unit: Unit,
    /// In tokens: 25M
    #[arg(long, default_value = "0")]
    principal: Amount,
    #[arg(long, default_value = "0")]
    interest: Amount,
    #[arg(long, default_value = "0")]
    penalty: Amount,
}

#[derive(Debug, Args)]
pub struct TopUp {
    #[command(flatten)]
    pay: Pay,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

/// Interest and penalty that a holder has asked for.
#[derive(Debug, Args)]
pub struct PayInterest {
    #[command(flatten)]
    unit: Unit,
    /// In tokens: 1.25M
    #[arg(long, default_value = "0")]
    interest: Amount,
    #[arg(long, default_value = "0")]
    penalty: Amount,
}

impl Pay {
    async fn find<T: Transport>(&self, session: &Session<T>) -> Result<(Found, Payment)> {
        let found = self.unit.find(session).await?;
        let payment = Payment {
            principal: self.principal.units(found.decimals)?,
            interest: self.interest.units(found.decimals)?,
            penalty: self.penalty.units(found.decimals)?,
        };
        Ok((found, payment))
    }

    pub async fn fund<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, payment) = self.find(session).await?;
        let fund = ix::nfat::fund(&session.actor(), &found.facility, &found.book, &found.unit.nfat, payment);
        Ok(Plan::new("NFAT funded", fund))
    }

    pub async fn fulfil_redeem<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, payment) = self.find(session).await?;
        let Found { facility, book, unit, .. } = &found;
        let fulfil = ix::nfat::fulfil_redeem(&session.actor(), facility, book, &unit.asset, payment);
        Ok(Plan::new("Early redemption agreed and funded", fulfil))
    }
}

impl TopUp {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (found, payment) = self.pay.find(session).await?;
        let actor = session.actor();
        let from = self.from.unwrap_or_else(|| found.facility.token_account(&actor));
        let (facility, book, nfat) = (&found.facility, &found.book, &found.unit.nfat);
        Ok(Plan::new("NFAT topped up", ix::nfat::top_up(&actor, &from, facility, book, nfat, payment)))
    }
}

impl PayInterest {
    pub async fn fulfil<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let payment = Payment {
            principal: 0,
            interest: self.interest.units(found.decimals)?,
            penalty: self.penalty.units(found.decimals)?,
        };
        let Found { facility, book, unit, .. } = &found;
        let fulfil = ix::nfat::fulfil_interest(&session.actor(), facility, book, &unit.asset, payment);
        Ok(Plan::new("Interest paid as asked", fulfil))
    }
}
