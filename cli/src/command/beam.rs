//! `halo beam`

use crate::{
    args::{address, moment, names, Permission},
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    configurator::{instructions::GrantBeamArgs, state::Beam},
    instructions as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Give a holder permissions over a target until a date; the council acts
    Grant(Grant),
    /// Take a Beam away at once; the council acts
    Revoke(Key),
    /// Show a Beam
    Show(Key),
}

/// What names a Beam.
#[derive(Debug, Args)]
pub struct Key {
    #[arg(value_parser = address)]
    scope: Pubkey,
    /// Account over which the rights are: usually a facility
    #[arg(long, value_parser = address)]
    target: Pubkey,
    /// Key that has to sign
    #[arg(long, value_parser = address)]
    holder: Pubkey,
}

impl Key {
    fn address(&self) -> Pubkey {
        addresses::beam(&self.scope, &self.target, &self.holder)
    }
}

#[derive(Debug, Args)]
pub struct Grant {
    #[command(flatten)]
    key: Key,
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    permissions: Vec<Permission>,
    /// Date or Unix seconds from which the Beam is void
    #[arg(long, value_parser = moment, value_name = "DATE")]
    expires: i64,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Grant(Grant { key, permissions, expires }) => {
                let permissions = permissions.iter().fold(0, |bits, permission| bits | permission.bit());
                let args = GrantBeamArgs {
                    target: key.target,
                    holder: key.holder,
                    permissions,
                    expires_at: expires,
                };
                let grant =
                    ix::configurator::grant_beam(&session.payer(), &session.actor(), &key.scope, args);
                Ok(Plan::new("Beam granted", grant).fact("beam", key.address()).into())
            }
            Self::Revoke(key) => {
                let beam: Beam = session.client.fetch(&key.address()).await?;
                let revoke = ix::configurator::revoke_beam(
                    &session.actor(),
                    &key.scope,
                    &key.target,
                    &key.holder,
                    &beam.rent_payer,
                );
                Ok(Plan::new("Beam revoked", revoke).fact("beam", key.address()).into())
            }
            Self::Show(key) => {
                let beam: Beam = session.client.fetch(&key.address()).await?;
                let now = session.client.unix_time().await?;
                let view = View::default()
                    .text("beam", key.address())
                    .text("scope", beam.scope)
                    .text("target", beam.target)
                    .text("holder", beam.holder)
                    .text("permissions", names::<Permission>(beam.permissions, |permission| permission.bit()))
                    .with("expires_at", Value::Moment(beam.expires_at))
                    .with("live", Value::Flag(now < beam.expires_at))
                    .text("rent_payer", beam.rent_payer);
                Ok(view.into())
            }
        }
    }
}
