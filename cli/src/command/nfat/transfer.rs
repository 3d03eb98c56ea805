//! `halo nfat transfer | remint`

use super::Unit;
use crate::{
    args::address,
    governed::facility_configurer,
    session::{Plan, Session},
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{configurator::state::Init, instructions as ix, transport::Transport};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Transfer {
    #[command(flatten)]
    unit: Unit,
    #[arg(long, value_parser = address)]
    to: Pubkey,
}

#[derive(Debug, Args)]
pub struct Remint {
    #[command(flatten)]
    unit: Unit,
    /// Who gets the new asset: the owner that the permit names
    #[arg(long, value_parser = address)]
    owner: Pubkey,
}

impl Transfer {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        let transfer = ix::nfat::transfer(&session.actor(), &found.facility, &found.unit, &self.to);
        Ok(Plan::new("NFAT transferred", transfer))
    }
}

impl Remint {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let found = self.unit.find(session).await?;
        // A collection is configured under the PAU that the facility started in, wherever the Book is now.
        let (facility, _) = session.facility(&self.unit.facility).await?;
        let (_, configurer) = facility_configurer(session, &facility).await?;
        let mut remint = ix::nfat::Remint {
            burnt_asset: found.unit.asset,
            owner: self.owner,
            rent_payer: found.nfat.rent_payer,
            permit_rent_payer: session.payer(),
        };
        let permit: Option<Init> = session.client.fetch_optional(&remint.permit(&facility)).await?;
        let permit = permit.with_context(|| {
            format!(
                "nothing permits NFAT #{} to be minted anew for {}: the council has to, with `halo gov schedule permit \
                 remint {} {} --owner {}`",
                self.unit.token, self.owner, self.unit.facility, self.unit.token, self.owner
            )
        })?;
        remint.permit_rent_payer = permit.rent_payer;
        let new = remint.unit();
        let plan = Plan::new(
            "NFAT minted anew",
            ix::nfat::remint(&session.payer(), &configurer, &facility, &remint),
        )
        .fact("asset", new.asset)
        .fact("nfat", new.nfat);
        Ok(plan)
    }
}
