//! `halo govops`: what the GovOps of a PAU configures at once, and the conserver in its place. The scope is the PAU's
//! administrator.

use super::pau::action_file;
use crate::{
    args::address,
    governed::Governed,
    session::{read_key, Plan, Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    configurator::{
        state::{Grant, Init},
        RELEASE_VAULT_DIGEST,
    },
    instructions::configurator as ix,
    pau::state::{Action, Controller},
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a relayer; GovOps acts
    SetRelayer(Named),
    /// Remove a relayer at once; GovOps, council or mom acts
    RemoveRelayer(Named),
    /// Name who may freeze the PAU; GovOps acts
    SetFreezer(Named),
    /// Let relayers call an approved action; GovOps acts
    EnableAction(OneAction),
    /// End an action at once; GovOps, council or mom acts
    DisableAction(OneAction),
    /// Let an approved program draw and charge; GovOps acts
    AddController(Named),
    /// End a controller at once; GovOps, council or mom acts
    RemoveController(Named),
    /// Open a token account that relayers may use; GovOps acts, and the Book's key signs
    OpenVault(OpenVault),
    /// Let relayers use a Book that only controllers could, on a permit; GovOps acts
    ReleaseVault(ReleaseVault),
}

/// A PAU and one key.
#[derive(Debug, Args)]
pub struct Named {
    #[arg(value_parser = address)]
    pau: Pubkey,
    #[arg(value_parser = address)]
    key: Pubkey,
}

/// A PAU and an action.
#[derive(Debug, Args)]
pub struct OneAction {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// JSON or TOML file: program, accounts (role, account or mint, writable, signer), data_prefix (hexadecimal), one_shot
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
}

#[derive(Debug, Args)]
pub struct OpenVault {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Key file whose address is the Book
    #[arg(long, value_name = "FILE")]
    book: PathBuf,
    #[arg(long, value_parser = address)]
    mint: Pubkey,
}

#[derive(Debug, Args)]
pub struct ReleaseVault {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Address of the Book
    #[arg(long, value_parser = address)]
    book: Pubkey,
    #[arg(long, value_parser = address)]
    mint: Pubkey,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::SetRelayer(Named { pau, key }) => {
                let configurer = Governed::read(session, &pau).await?.configurer(session).await?;
                Plan::new("Relayer added", ix::set_relayer(&configurer, &key))
            }
            Self::RemoveRelayer(Named { pau, key }) => {
                let guardian = Governed::read(session, &pau).await?.guardian(session).await?;
                Plan::new("Relayer removed", ix::remove_relayer(&guardian, &key))
            }
            Self::SetFreezer(Named { pau, key }) => {
                let configurer = Governed::read(session, &pau).await?.configurer(session).await?;
                Plan::new("Freezer named", ix::set_freezer(&configurer, &key))
            }
            Self::EnableAction(action) => action.enable(session).await?,
            Self::DisableAction(OneAction { pau, spec }) => {
                let spec = action_file::read(&spec)?;
                let record: Action = session.client.fetch(&addresses::action(&pau, &spec)).await?;
                let guardian = Governed::read(session, &pau).await?.guardian(session).await?;
                Plan::new("Action disabled", ix::disable_action(&guardian, &spec, &record.rent_payer))
            }
            Self::AddController(controller) => controller.add_controller(session).await?,
            Self::RemoveController(Named { pau, key }) => {
                let record: Controller = session.client.fetch(&addresses::controller(&pau, &key)).await?;
                let guardian = Governed::read(session, &pau).await?.guardian(session).await?;
                Plan::new("Controller removed", ix::remove_controller(&guardian, &key, &record.rent_payer))
            }
            Self::OpenVault(open) => open.plan(session).await?,
            Self::ReleaseVault(release) => release.plan(session).await?,
        };
        Ok(plan.into())
    }
}

impl OneAction {
    async fn enable<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let spec = action_file::read(&self.spec)?;
        let governed = Governed::read(session, &self.pau).await?;
        let configurer = governed.configurer(session).await?;
        let scope = governed.scope_address;
        let init = governed.init(session, |pau| addresses::action_init(&scope, pau, &spec)).await?;
        let (whose, init) = init.with_context(|| {
            "no init approves this action: the council has to, with `halo gov schedule init-action`"
        })?;
        let enable = ix::enable_action(&session.payer(), &configurer, whose, &spec, &init.rent_payer);
        Ok(Plan::new("Action enabled", enable)
            .fact("action", addresses::action(&self.pau, &spec))
            .fact("action_target", halo_sdk::instructions::pau::action_target(&spec)))
    }
}

impl Named {
    async fn add_controller<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { pau, key } = self;
        let governed = Governed::read(session, &pau).await?;
        let configurer = governed.configurer(session).await?;
        let init = addresses::controller_init(&governed.scope_address, &pau, &key);
        let init: Option<Init> = session.client.fetch_optional(&init).await?;
        if !init.is_some_and(|init| matches!(init.grant, Grant::Controller { .. })) {
            anyhow::bail!(
                "no init approves {key} as a controller of PAU {pau}: the council has to, with `halo gov schedule \
                 init-controller`"
            );
        }
        let add = ix::add_controller(&session.payer(), &configurer, &key);
        Ok(Plan::new("Controller added", add).fact("controller", addresses::controller(&pau, &key)))
    }
}

impl OpenVault {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let configurer = Governed::read(session, &self.pau).await?.configurer(session).await?;
        let key = read_key(&self.book)?;
        let (book, program) = (key.pubkey(), session.mint(&self.mint).await?.program.id());
        let open = ix::open_vault(&session.payer(), &configurer, &book, &self.mint, &program);
        let proxy = addresses::proxy(&self.pau, &book);
        let account = addresses::associated_token(&proxy, &self.mint, &program);
        let plan = Plan::new("Vault opened", open).fact("token_account", account).fact("proxy", proxy);
        Ok(plan.signed_by(key))
    }
}

impl ReleaseVault {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let governed = Governed::read(session, &self.pau).await?;
        let configurer = governed.configurer(session).await?;
        let vault = addresses::book_vault(&self.pau, &self.book, &self.mint);
        let permit = addresses::permit(&governed.scope_address, &vault, &RELEASE_VAULT_DIGEST);
        let permit: Option<Init> = session.client.fetch_optional(&permit).await?;
        let permit = permit.with_context(|| {
            format!(
                "nothing permits to release vault {vault}: the council has to, with `halo gov schedule permit \
                 release-vault`"
            )
        })?;
        let release = ix::release_vault(&configurer, &vault, &permit.rent_payer);
        Ok(Plan::new("Vault released to relayers", release).fact("vault", vault))
    }
}
