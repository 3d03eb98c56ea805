//! The file that describes a pool: amounts in tokens of cash, discounts in basis points.

use super::feed_file::PriceFile;
use crate::{
    args::{duration, hash, Ceiling},
    deal,
};
use anyhow::{Context, Result};
use halo_sdk::{
    amm::{
        instructions::{InitializePoolArgs, PoolLimits, SetBoundsArgs, SetDepthArgs},
        state::PoolSources,
    },
    halo_math::amm::{
        Curve, CurvePoint, Depth, InventoryLimits, PriceLimits, Spread, SpreadBounds, TradeLimits,
    },
};
use serde::Deserialize;
use solana_pubkey::Pubkey;
use std::path::Path;

/// All that governance sets of a pool.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolFile {
    spread: SpreadFile,
    bounds: BoundsFile,
    #[serde(default)]
    depth: DepthFile,
    limits: LimitsFile,
    /// Absent where reporters alone give the price.
    #[serde(default)]
    pyth: Option<PythFile>,
}

/// An amount of cash in tokens, or "unlimited".
#[derive(Debug, Deserialize)]
struct Tokens(String);

impl Tokens {
    fn units(&self, decimals: u8) -> Result<u64> {
        self.0.parse::<Ceiling>()?.units(decimals)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpreadFile {
    bid_bps: u64,
    ask_bps: u64,
}

/// Narrowest and widest spread.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundsFile {
    bid_bps: [u64; 2],
    ask_bps: [u64; 2],
    total_max_bps: u64,
}

/// What size costs; a side that is absent costs nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DepthFile {
    #[serde(default)]
    sell: Option<SideFile>,
    #[serde(default)]
    buy: Option<SideFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SideFile {
    points: Vec<PointFile>,
    recovery_a_day: Tokens,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PointFile {
    at: Tokens,
    bps: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsFile {
    soft: Tokens,
    hard: Tokens,
    #[serde(default)]
    skew_bps: u64,
    #[serde(default)]
    low: Option<Tokens>,
    #[serde(default)]
    scarcity_bps: u64,
    trade: [Tokens; 2],
    capacity: Tokens,
    settlement: String,
    #[serde(default)]
    tolerance_bps: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PythFile {
    /// Feed of Pyth, 64 hexadecimal digits.
    feed: String,
    price: PriceFile,
}

impl PoolFile {
    pub fn read(path: &Path) -> Result<Self> {
        deal::read(path)
    }

    fn spread(&self) -> Spread {
        Spread { bid_bps: self.spread.bid_bps, ask_bps: self.spread.ask_bps }
    }

    pub fn bounds(&self) -> SetBoundsArgs {
        let BoundsFile { bid_bps: [bid_min, bid_max], ask_bps: [ask_min, ask_max], total_max_bps } =
            self.bounds;
        let bounds = SpreadBounds { bid_min, bid_max, ask_min, ask_max, total_max: total_max_bps };
        SetBoundsArgs { bounds, spread: self.spread() }
    }

    pub fn depth(&self, decimals: u8) -> Result<SetDepthArgs> {
        let side =
            |side: &Option<SideFile>| side.as_ref().map_or(Ok(Depth::default()), |side| side.depth(decimals));
        Ok(SetDepthArgs {
            sell: side(&self.depth.sell).context("[depth.sell]")?,
            buy: side(&self.depth.buy).context("[depth.buy]")?,
        })
    }

    pub fn limits(&self, decimals: u8) -> Result<PoolLimits> {
        let LimitsFile { soft, hard, skew_bps, low, scarcity_bps, trade: [min, max], capacity, .. } =
            &self.limits;
        Ok(PoolLimits {
            inventory: InventoryLimits {
                soft: soft.units(decimals)?,
                hard: hard.units(decimals)?,
                skew_bps: *skew_bps,
                low: low.as_ref().map_or(Ok(0), |low| low.units(decimals))?,
                scarcity_bps: *scarcity_bps,
            },
            trade: TradeLimits { min: min.units(decimals)?, max: max.units(decimals)? },
            capacity: capacity.units(decimals)?,
            settlement_seconds: duration(&self.limits.settlement)?.as_secs(),
            tolerance_bps: self.limits.tolerance_bps,
        })
    }

    /// Where the price comes from, beside `feed`.
    pub fn sources(&self, feed: Option<Pubkey>) -> Result<PoolSources> {
        let (pyth_feed, pull) = match &self.pyth {
            Some(pyth) => {
                (hash(&pyth.feed).context("[pyth] feed")?, pyth.price.limits().context("[pyth.price]")?)
            }
            None => ([0; 32], PriceLimits::default()),
        };
        Ok(PoolSources { feed: feed.unwrap_or_default(), pyth_feed, pull })
    }

    pub fn args(&self, decimals: u8, issuer_powers: u8) -> Result<InitializePoolArgs> {
        let depth = self.depth(decimals)?;
        let PoolSources { pyth_feed, pull, .. } = self.sources(None)?;
        Ok(InitializePoolArgs {
            pyth_feed,
            pull,
            spread: self.spread(),
            bounds: self.bounds().bounds,
            depth_sell: depth.sell,
            depth_buy: depth.buy,
            limits: self.limits(decimals)?,
            issuer_powers,
        })
    }
}

impl SideFile {
    fn depth(&self, decimals: u8) -> Result<Depth> {
        let point = |point: &PointFile| Ok(CurvePoint { at: point.at.units(decimals)?, bps: point.bps });
        let points = self.points.iter().map(point).collect::<Result<Vec<_>>>()?;
        Ok(Depth { curve: Curve::new(&points)?, recovery: self.recovery_a_day.units(decimals)? })
    }
}
