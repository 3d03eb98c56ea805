//! `halo deal reveal`

use crate::{
    command::nfat::Unit,
    deal::Deal,
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::{bail, Result};
use clap::Args;
use halo_sdk::{instructions as ix, transport::Transport};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Reveal {
    #[command(flatten)]
    unit: Unit,
    /// JSON or TOML file with the deal's terms
    #[arg(long, value_name = "FILE")]
    terms: PathBuf,
    /// File with the salt, 64 hexadecimal digits [default: beside the terms, .salt]
    #[arg(long, value_name = "FILE")]
    salt: Option<PathBuf>,
}

impl Reveal {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let found = self.unit.find(session).await?;
        let deal = Deal::known(&self.terms, self.salt.as_deref(), found.decimals)?;
        if deal.hash != found.nfat.terms_hash {
            bail!(
                "expected the terms of NFAT #{}, came others: they, or the salt in {}, differ",
                self.unit.token,
                deal.salt_path.display()
            );
        }
        let reveal = ix::nfat::reveal(&session.actor(), &found.unit.nfat, deal.terms, deal.salt);
        let mut plan = Plan::new("Terms revealed", reveal);
        plan.facts = View::default()
            .with("maturity", Value::Moment(deal.summary.maturity))
            .with("interest", Value::Tokens(deal.summary.interest, found.decimals));
        Ok(plan.into())
    }
}
