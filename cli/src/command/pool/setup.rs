//! `halo pool init | open-custody`

use super::{pool_file::PoolFile, Pool};
use crate::{
    args::{address, hex},
    governed::Governed,
    session::{base_key, Plan, Session},
};
use anyhow::{bail, Context, Result};
use clap::{Args, ValueEnum};
use halo_sdk::{
    addresses::{self, PoolAddresses, PoolToken},
    amm::instructions::issuer_digest,
    configurator::state::Init as Approval,
    instructions::amm as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Init {
    /// A registered PAU; the pool obeys its scope
    #[arg(long, value_parser = address)]
    pau: Pubkey,
    /// Mint of the cash
    #[arg(long, value_parser = address)]
    cash: Pubkey,
    /// Mint of the asset
    #[arg(long, value_parser = address)]
    asset: Pubkey,
    /// Feed of reporters that gives the price [default: Pyth gives it]
    #[arg(long, value_parser = address)]
    feed: Option<Pubkey>,
    /// JSON or TOML file with spread, bounds, depth, limits and, for a price by Pyth, its feed
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// What the asset's issuer may do to anybody's tokens: all of it, named
    #[arg(long, value_enum, value_delimiter = ',')]
    issuer_powers: Vec<Power>,
    /// Key file that fixes the pool's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

/// What an issuer may do, by the extensions of its mint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Power {
    /// Move anybody's tokens
    PermanentDelegate,
    /// Decide who holds tokens at all
    DefaultFrozen,
    /// Stop every transfer
    Pause,
}

impl Power {
    /// As `halo_common::rwa_mint::power` numbers them.
    fn bit(self) -> u8 {
        match self {
            Self::PermanentDelegate => 1,
            Self::DefaultFrozen => 2,
            Self::Pause => 4,
        }
    }
}

impl Init {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let file = PoolFile::read(&self.config)?;
        let (cash, asset) = (session.mint(&self.cash).await?, session.mint(&self.asset).await?);
        let powers = self.issuer_powers.iter().fold(0, |bits, power| bits | power.bit());
        let args = file.args(cash.decimals, powers)?;
        let governed = Governed::read(session, &self.pau).await?;
        let configurer = governed.configurer(session).await?;
        let base = base_key(self.base.as_deref())?;
        let at = PoolAddresses {
            pool: addresses::pool(&base.pubkey()),
            scope: governed.scope_address,
            pau: self.pau,
            cash: PoolToken { mint: self.cash, token_program: cash.program.id() },
            asset: PoolToken { mint: self.asset, token_program: asset.program.id() },
            feed: self.feed,
        };
        let onboarding = onboarding(session, &governed, &at).await?;
        require_named(session, &at, powers).await?;
        let create =
            ix::initialize_pool(&session.payer(), &base.pubkey(), &configurer, &at, &onboarding, args);
        Ok(Plan::new("Pool created", create).fact("pool", at.pool).signed_by(base))
    }
}

/// The init of a limit of this PAU in the asset: the council has onboarded it.
async fn onboarding<T: Transport>(
    session: &Session<T>,
    governed: &Governed,
    at: &PoolAddresses,
) -> Result<Pubkey> {
    let keys = at.swap_limits().into_iter().filter(|key| key.mint == at.asset.mint);
    for key in keys {
        if let Some(approved) = governed.approved(session, &key).await? {
            return Ok(key.init(&at.scope, &approved.whose.pau(&at.pau)));
        }
    }
    bail!(
        "the council has approved no limit of this PAU in the asset: it has to, with `halo gov schedule init-limit --pau {} \
         --kind swap-in --target {} --mint {}`",
        at.pau,
        at.pool,
        at.asset.mint
    )
}

/// Refuses an issuer with powers that the council has not named.
async fn require_named<T: Transport>(session: &Session<T>, at: &PoolAddresses, powers: u8) -> Result<()> {
    if powers == 0 {
        return Ok(());
    }
    let (asset, digest) = (at.asset.mint, issuer_digest(powers));
    let permit = addresses::permit(&at.scope, &asset, &digest);
    let permit: Option<Approval> = session.client.fetch_optional(&permit).await?;
    permit.map(|_| ()).with_context(|| {
        format!(
            "the council has not named these powers of the asset's issuer: it has to, with `halo gov schedule permit digest \
             {asset} {}`",
            hex(&digest)
        )
    })
}

/// Opens the Book that holds the pool's money.
pub async fn open_custody<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let at = PoolAddresses::of(pool.pool, &pool.state(session).await?);
    Ok(Plan::new("Vaults opened", ix::open_custody(&session.payer(), &at))
        .fact("cash_account", at.custody(&at.cash))
        .fact("asset_account", at.custody(&at.asset))
        .fact("payout_account", at.payout_account()))
}
