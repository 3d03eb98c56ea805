//! What governance has approved for the pools: limits, controllers, and permits for what their GovOps sets.

use super::super::super::governed::LIMIT;
use super::{feed_of, Pools, Trading, POWERS};
use anchor_lang::AnchorSerialize;
use halo_sdk::{
    amm::{
        instructions::{digest, issuer_digest, PoolLimits, SetDepthArgs, SetFeedLimitsArgs, SetSourcesArgs},
        state::PoolSources,
        BOUNDS_DIGEST, DEPTH_DIGEST, FEED_DIGEST, LIMITS_DIGEST, REPORTERS_DIGEST, SOURCES_DIGEST,
    },
    configurator::state::Grant,
    halo_math::amm::{Curve, CurvePoint, Depth, NavLimits, PriceLimits, PriceRange, SpreadBounds, REPORTERS},
};
use halo_tests::{
    pyth::FEED_ID,
    trading_pool::{self, limit_grant, NAV_LIMITS, PAR, PRICE_LIMITS},
    world::{million, WIDE},
};
use solana_pubkey::Pubkey;

pub const FEED: SetFeedLimitsArgs =
    SetFeedLimitsArgs { limits: PRICE_LIMITS, nav: NavLimits { min_interval_seconds: 60, ..NAV_LIMITS } };
pub const BOUNDS: SpreadBounds = SpreadBounds { bid_max: 120, ..trading_pool::BOUNDS };
pub const LIMITS: PoolLimits = PoolLimits { capacity: million(60), ..trading_pool::LIMITS };
pub const DEPTH: SetDepthArgs = {
    let none = CurvePoint { at: 0, bps: 0 };
    let points = [CurvePoint { at: million(1), bps: 10 }, none, none, none];
    let depth = Depth { curve: Curve { points }, recovery: million(1) };
    SetDepthArgs { sell: depth, buy: depth }
};

/// Of another pool: its reporter, Pyth, and both, while they say that a bill is at par.
pub fn sources(of: &Trading) -> [SetSourcesArgs; 3] {
    let Pools { reported, doubled, .. } = of.pools;
    let (feed, pyth_feed) = (feed_of(&reported), [0; 32]);
    let reporter = PoolSources { feed, pyth_feed, pull: PriceLimits::default() };
    let pyth = PoolSources { feed: Pubkey::default(), pyth_feed: FEED_ID, pull: PRICE_LIMITS };
    let both = PoolSources { feed: feed_of(&doubled), ..pyth };
    let agreed = PriceRange { least: PAR, most: PAR };
    [reporter, pyth, both].map(|sources| SetSourcesArgs { sources, agreed })
}

/// One reporter more.
pub fn reporters(of: &Trading) -> [Pubkey; REPORTERS] {
    let mut all = of.reporters();
    all[1] = of.trader;
    all
}

impl Trading {
    /// What A's council approves.
    pub fn of_a(&self) -> Vec<Grant> {
        let Pools { reported, pulled, doubled, troubled, bare, .. } = self.pools;
        let (pool, feed) = (reported.at.pool, feed_of(&reported));
        let mut all: Vec<Grant> = self.limits().into_iter().map(|key| limit_grant(key, WIDE)).collect();
        all.extend([reported, pulled, doubled, troubled, bare].map(|pool| pool.controller_grant()));
        // Limits that nobody needs, but that say that an asset is onboarded.
        all.extend([bare.at.swap_limits()[0], self.in_seizable()].map(|key| limit_grant(key, LIMIT)));
        all.extend([
            permit(pool, BOUNDS_DIGEST, &BOUNDS),
            permit(pool, LIMITS_DIGEST, &LIMITS),
            permit(pool, DEPTH_DIGEST, &DEPTH),
            permit(feed, REPORTERS_DIGEST, &reporters(self)),
            permit(feed, FEED_DIGEST, &FEED),
            Grant::Permit { target: self.seizable.mint, digest: issuer_digest(POWERS) },
        ]);
        let of_another = sources(self);
        all.extend(of_another.iter().map(|sources| permit(troubled.at.pool, SOURCES_DIGEST, sources)));
        all
    }

    /// What B's does.
    pub fn of_b(&self) -> Vec<Grant> {
        let foreign = self.pools.foreign;
        let [_, pyth, _] = sources(self);
        vec![
            limit_grant(foreign.at.swap_limits()[0], LIMIT),
            permit(foreign.at.pool, DEPTH_DIGEST, &DEPTH),
            permit(feed_of(&foreign), FEED_DIGEST, &FEED),
            permit(foreign.at.pool, SOURCES_DIGEST, &pyth),
        ]
    }
}

fn permit<T: AnchorSerialize>(target: Pubkey, name: &[u8], value: &T) -> Grant {
    Grant::Permit { target, digest: digest(name, value).expect("plain numbers and keys") }
}
