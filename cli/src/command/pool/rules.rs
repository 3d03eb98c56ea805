//! `halo pool bounds | depth | limits | sources | spread`

use super::{pool_file::PoolFile, safety::Agreed, Pool};
use crate::{
    args::{address, hex},
    governed::Governed,
    session::{Plan, Session},
};
use anyhow::{bail, ensure, Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::{self, PoolAddresses},
    amm::{
        instructions::{digest, set_bounds, PoolLimits, SetSourcesArgs},
        state, BOUNDS_DIGEST, DEPTH_DIGEST, LIMITS_DIGEST, SOURCES_DIGEST,
    },
    configurator::state::Init,
    halo_math::amm,
    instructions::{amm as ix, configurator::Configurer},
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::path::PathBuf;

/// One part of the file that describes a pool.
#[derive(Debug, Args)]
pub struct FromFile {
    #[command(flatten)]
    pool: Pool,
    /// JSON or TOML file that describes the pool; this command takes its own part of it
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

/// What a configuration starts from.
struct Configured {
    at: PoolAddresses,
    state: state::Pool,
    by: Configurer,
    file: PoolFile,
}

impl FromFile {
    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<Configured> {
        let state = self.pool.state(session).await?;
        let at = PoolAddresses::of(self.pool.pool, &state);
        let by = Governed::read(session, &at.pau).await?.configurer(session).await?;
        Ok(Configured { at, state, by, file: PoolFile::read(&self.config)? })
    }
}

/// Who gets the rent of the permit that names exactly `digest`.
///
/// # Errors
/// When nothing permits it, with what the council has to do.
pub(super) async fn permit_rent<T: Transport>(
    session: &Session<T>,
    scope: &Pubkey,
    target: &Pubkey,
    digest: &[u8; 32],
) -> Result<Pubkey> {
    let permit = addresses::permit(scope, target, digest);
    let permit: Option<Init> = session.client.fetch_optional(&permit).await?;
    let permit = permit.with_context(|| {
        format!(
            "nothing permits exactly this: the council has to, with `halo gov schedule permit digest {target} {}`",
            hex(digest)
        )
    })?;
    Ok(permit.rent_payer)
}

/// Sets the bounds of the spread, and the spread.
pub async fn bounds<T: Transport>(file: &FromFile, session: &Session<T>) -> Result<Plan> {
    let Configured { at, state, by, file } = file.read(session).await?;
    let args = file.bounds();
    let rent = match set_bounds::widens(&state.pricing.bounds, &args.bounds) {
        true => Some(permit_rent(session, &at.scope, &at.pool, &digest(BOUNDS_DIGEST, &args.bounds)?).await?),
        false => None,
    };
    Ok(Plan::new("Bounds of the spread set", ix::set_bounds(&by, &at, args, rent.as_ref())))
}

/// Sets what size costs.
pub async fn depth<T: Transport>(file: &FromFile, session: &Session<T>) -> Result<Plan> {
    let Configured { at, state, by, file } = file.read(session).await?;
    let args = file.depth(state.cash_decimals)?;
    let rent = permit_rent(session, &at.scope, &at.pool, &digest(DEPTH_DIGEST, &args)?).await?;
    Ok(Plan::new("Depth set", ix::set_depth(&by, &at, args, &rent)))
}

/// Sets what the pool may hold, trade and be worth.
pub async fn limits<T: Transport>(file: &FromFile, session: &Session<T>) -> Result<Plan> {
    let Configured { at, state, by, file } = file.read(session).await?;
    let limits = file.limits(state.cash_decimals)?;
    let rent = match limits.loosens(&PoolLimits::of(&state)) {
        true => Some(permit_rent(session, &at.scope, &at.pool, &digest(LIMITS_DIGEST, &limits)?).await?),
        false => None,
    };
    Ok(Plan::new("Limits set", ix::set_limits(&by, &at, limits, rent.as_ref())))
}

#[derive(Debug, Args)]
pub struct Sources {
    #[command(flatten)]
    file: FromFile,
    /// Feed of reporters that gives the price from now on [default: Pyth gives it]
    #[arg(long, value_parser = address)]
    feed: Option<Pubkey>,
    #[command(flatten)]
    agreed: Agreed,
}

impl Sources {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Configured { at, state, by, file } = self.file.read(session).await?;
        let sources = file.sources(self.feed)?;
        ensure!(sources != state::PoolSources::of(&state), "the pool has exactly these sources already");
        let args = SetSourcesArgs { sources, agreed: self.agreed.range() };
        let rent = permit_rent(session, &at.scope, &at.pool, &digest(SOURCES_DIGEST, &args)?).await?;
        ensure!(
            state.breaker.latched == amm::BOTH_SIDES,
            "both sides of the pool have to be stopped first, with `halo pool pause {}`, and go on when the council \
             has looked at the new price",
            at.pool
        );
        let update = self.file.pool.price_update;
        if sources.has_pyth() && update.is_none() {
            bail!("the pool is to have a price by Pyth: post an update of it, and name its account with --price-update");
        }
        let update = update.filter(|_| sources.has_pyth());
        let set = ix::set_sources(&by, &at, args, update, &rent);
        let plan = Plan::new(
            "Sources of the price set; the pool stays stopped until the council lets it go on",
            set,
        );
        Ok(match self.feed {
            Some(feed) => plan.fact("feed", feed),
            None => plan,
        })
    }
}

#[derive(Debug, Args)]
pub struct Spread {
    #[command(flatten)]
    pool: Pool,
    /// How far below NAV the pool buys, in basis points [default: as it is]
    #[arg(long, value_name = "BPS")]
    bid_bps: Option<u64>,
    /// How far above NAV the pool sells, in basis points [default: as it is]
    #[arg(long, value_name = "BPS")]
    ask_bps: Option<u64>,
}

impl Spread {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let changes = self.bid_bps.is_some() || self.ask_bps.is_some();
        crate::session::require_change(changes, "--bid-bps or --ask-bps")?;
        let seen = self.pool.operator(session).await?;
        let spread = amm::Spread {
            bid_bps: self.bid_bps.unwrap_or(seen.bid_bps),
            ask_bps: self.ask_bps.unwrap_or(seen.ask_bps),
        };
        let set = self.pool.now(seen.set_spread(&session.actor(), spread), seen.venue())?;
        Ok(Plan::new("Spread set", set)
            .fact("bid", format!("{} bps, from {}", spread.bid_bps, seen.bid_bps))
            .fact("ask", format!("{} bps, from {}", spread.ask_bps, seen.ask_bps)))
    }
}
