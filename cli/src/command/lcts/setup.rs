//! `halo lcts init | open-queue | open-holding`

use super::{guardrails::yield_cap, rate, OneQueue, Unit};
use crate::{
    args::{address, Ceiling},
    governed::Governed,
    session::{base_key, Plan, Session},
};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{
    addresses::{self, LctsAddresses, Tranche},
    instructions::lcts as ix,
    lcts::{
        instructions::{InitializeUnitArgs, SetGuardrailsArgs},
        share_mint::ShareMetadata,
    },
    token::TokenProgram,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Init {
    /// A registered PAU; the unit obeys its scope
    #[arg(long, value_parser = address)]
    pau: Pubkey,
    /// What is queued, held and paid
    #[arg(long, value_parser = address)]
    mint: Pubkey,
    /// Underlying that a share is worth to begin with: 1.05
    #[arg(long, value_parser = rate::parse, default_value = "1")]
    rate: u128,
    /// Most underlying that all shares together may be worth when some are minted, in tokens
    #[arg(long, value_name = "AMOUNT")]
    capacity: Ceiling,
    /// Most underlying that one settlement takes out of the holding, in tokens
    #[arg(long, value_name = "AMOUNT")]
    redeem_limit: Ceiling,
    /// Most that the rate may rise a day: 0.5%
    #[arg(long, value_name = "PERCENTAGE", value_parser = yield_cap)]
    yield_cap: u16,
    /// Token program of the shares
    #[arg(long, value_enum, default_value = "token-2022")]
    shares: Shares,
    #[command(flatten)]
    metadata: Metadata,
    /// Key file that fixes the unit's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

/// What wallets show of the shares, for good. Shares of Token-2022 only.
#[derive(Debug, Args)]
struct Metadata {
    /// Name of the shares, up to 32 bytes
    #[arg(long, requires = "symbol")]
    name: Option<String>,
    /// Symbol of the shares, up to 10 bytes
    #[arg(long, requires = "name")]
    symbol: Option<String>,
    /// Where more about the shares is found, up to 200 bytes [default: nowhere]
    #[arg(long, requires = "name")]
    uri: Option<String>,
}

impl Metadata {
    fn given(self) -> Option<ShareMetadata> {
        let (name, symbol) = (self.name?, self.symbol?);
        Some(ShareMetadata { name, symbol, uri: self.uri.unwrap_or_default() })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shares {
    Spl,
    #[value(name = "token-2022")]
    Token2022,
}

impl From<Shares> for TokenProgram {
    fn from(shares: Shares) -> Self {
        match shares {
            Shares::Spl => Self::Spl,
            Shares::Token2022 => Self::Token2022,
        }
    }
}

impl Init {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let mint = session.mint(&self.mint).await?;
        let governed = Governed::read(session, &self.pau).await?;
        let configurer = governed.configurer(session).await?;
        let base = base_key(self.base.as_deref())?;
        let unit = LctsAddresses {
            unit: addresses::unit(&base.pubkey()),
            scope: governed.scope_address,
            pau: self.pau,
            mint: self.mint,
            token_program: mint.program.id(),
            share_program: TokenProgram::from(self.shares).id(),
            tranche: Tranche::Sole,
        };
        let guardrails = SetGuardrailsArgs {
            capacity: self.capacity.units(mint.decimals)?,
            redeem_limit: self.redeem_limit.units(mint.decimals)?,
            yield_cap_bps: self.yield_cap,
        };
        let args = InitializeUnitArgs { rate: self.rate, guardrails, metadata: self.metadata.given() };
        let create = ix::initialize_unit(&session.payer(), &base.pubkey(), &configurer, &unit, args);
        Ok(Plan::new("Unit created", create)
            .fact("unit", unit.unit)
            .fact("share_mint", unit.share_mint())
            .signed_by(base))
    }
}

/// Opens a queue.
pub async fn open_queue<T: Transport>(queue: &OneQueue, session: &Session<T>) -> Result<Plan> {
    let (unit, _) = queue.unit.found(session).await?;
    let direction = queue.queue.into();
    let place = unit.queue(direction);
    Ok(Plan::new("Queue opened", ix::open_queue(&session.payer(), &unit, direction))
        .fact("queue", place.queue)
        .fact("input_vault", place.input.vault)
        .fact("reward_vault", place.reward.vault))
}

/// Opens the Book that holds what the shares stand for.
pub async fn open_holding<T: Transport>(unit: &Unit, session: &Session<T>) -> Result<Plan> {
    let (unit, _) = unit.found(session).await?;
    let controller = session.client.created(&unit.controller()).await?;
    controller.with_context(|| {
        format!(
            "unit {0} is no controller of PAU {1}: GovOps has to name it, with `halo govops add-controller {1} {0}`",
            unit.unit, unit.pau
        )
    })?;
    Ok(Plan::new("Holding opened", ix::open_holding(&session.payer(), &unit))
        .fact("vault", unit.vault())
        .fact("token_account", unit.holding()))
}
