//! `halo beam`

use crate::{
    args::{address, moment, names, Permission},
    governed::{target_of, Governed},
    output::{Value, View},
    session::{Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Beam, Scope},
    },
    instructions::configurator::{self as ix, BeamAuthority},
    pau::state::Pau,
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Give a holder permissions over a target until a date; the council acts, or GovOps for a beacon of its PAU
    Grant(Grant),
    /// Take a Beam away at once; council or mom acts, or GovOps for a beacon of its PAU
    Revoke(Key),
    /// Show a Beam, and whether it gives its rights now
    Show(Key),
}

/// What names a Beam.
#[derive(Debug, Args)]
pub struct Key {
    /// Account over which the rights are: a facility, a Book, a unit of a Portfolio Halo, a pool, or a PAU
    #[arg(long, value_parser = address)]
    target: Pubkey,
    /// Key that has to sign
    #[arg(long, value_parser = address)]
    holder: Pubkey,
    /// The scope [default: the target's]
    #[arg(long, env = "HALO_SCOPE", value_parser = address, value_name = "ADDRESS")]
    scope: Option<Pubkey>,
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
    /// PAU whose money the holder is to move [default: the target's]
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    pau: Option<Pubkey>,
}

impl Key {
    /// The scope, and the target's PAU where it has one.
    async fn scope<T: Transport>(&self, session: &Session<T>) -> Result<(Pubkey, Option<Pubkey>)> {
        let found = target_of(session, &self.target).await?;
        let scope = self.scope.or(found.map(|(scope, _)| scope)).with_context(|| {
            format!("{} is no facility, Book, unit, pool or PAU: name the scope with --scope", self.target)
        })?;
        Ok((scope, found.map(|(_, pau)| pau)))
    }

    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<(Pubkey, Beam)> {
        let (scope, _) = self.scope(session).await?;
        let address = addresses::beam(&scope, &self.target, &self.holder);
        Ok((address, session.client.fetch(&address).await?))
    }
}

/// The acting key as the one that grants or revokes a beacon's operations under `pau`: council or mom in their own
/// right, anybody else as its GovOps or the conserver.
async fn authority<T: Transport>(
    session: &Session<T>,
    scope: &Pubkey,
    pau: &Pubkey,
) -> Result<BeamAuthority> {
    let signer = session.actor();
    if session.client.fetch::<Scope>(scope).await?.may_remove(&signer) {
        return Ok(BeamAuthority::ABeam { signer, scope: *scope, pau: Some(*pau) });
    }
    let governed = Governed::read(session, pau).await?;
    Ok(BeamAuthority::Configurer(governed.configurer(session).await?))
}

impl Grant {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { key, permissions, expires, pau } = self;
        let permissions = permissions.iter().fold(0, |bits, permission| bits | permission.bit());
        let (scope, own) = key.scope(session).await?;
        let by = if permissions & permission::OPERATIONS == 0 {
            BeamAuthority::council(&session.actor(), &scope)
        } else {
            let pau = pau.or(own).with_context(|| {
                format!("{} has no PAU yet: name the one whose money the holder moves with --pau", key.target)
            })?;
            authority(session, &scope, &pau).await?
        };
        let args = GrantBeamArgs { target: key.target, holder: key.holder, permissions, expires_at: expires };
        let grant = ix::grant_beam(&session.payer(), &by, args);
        let beam = addresses::beam(&scope, &key.target, &key.holder);
        Ok(Plan::new("Beam granted", grant).fact("beam", beam))
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Grant(grant) => grant.plan(session).await.map(Work::from),
            Self::Revoke(key) => {
                let (address, beam) = key.read(session).await?;
                let by = if beam.permissions & permission::OPERATIONS == 0 {
                    BeamAuthority::council(&session.actor(), &beam.scope)
                } else {
                    authority(session, &beam.scope, &beam.pau).await?
                };
                let revoke = ix::revoke_beam(&by, &key.target, &key.holder, &beam.rent_payer);
                Ok(Plan::new("Beam revoked", revoke).fact("beam", address).into())
            }
            Self::Show(key) => {
                let (address, beam) = key.read(session).await?;
                Ok(show(session, &address, &beam).await?.into())
            }
        }
    }
}

async fn show<T: Transport>(session: &Session<T>, address: &Pubkey, beam: &Beam) -> Result<View> {
    let now = session.client.unix_time().await?;
    let operations = beam.permissions & permission::OPERATIONS != 0;
    let epoch = if operations { Some(session.client.fetch::<Pau>(&beam.pau).await?.epoch) } else { None };
    let live = now < beam.expires_at && epoch.is_none_or(|epoch| epoch == beam.epoch);
    let view = View::default()
        .text("beam", address)
        .text("scope", beam.scope)
        .text("target", beam.target)
        .text("holder", beam.holder)
        .text("granter", beam.granter)
        .text("permissions", names::<Permission>(beam.permissions, |permission| permission.bit()))
        .with("granted_at", Value::Moment(beam.granted_at))
        .with("expires_at", Value::Moment(beam.expires_at))
        .with("live", Value::Flag(live));
    let view = match epoch {
        Some(now) if now == beam.epoch => {
            view.text("pau", beam.pau).text("epoch", format!("{now}, as its PAU is in: live"))
        }
        Some(now) => view
            .text("pau", beam.pau)
            .text("epoch", format!("{}, its PAU is in {now}: void, grant it again", beam.epoch)),
        None => view,
    };
    Ok(view.text("rent_payer", beam.rent_payer))
}
