//! What the GovOps does in A, and in B the conserver; and what the beacon may.

use super::super::super::cast::{
    trading::{feed_of, permitted, Pools, IN_STEP, POWERS},
    Cast,
};
use halo_sdk::{
    addresses::{self, PoolAddresses},
    amm::instructions::{InitializePoolArgs, SetBoundsArgs},
    halo_math::amm::{Spread, SpreadBounds},
    instructions::{amm as ix, configurator::Configurer},
};
use halo_tests::{
    matrix::Stage,
    pyth::priced_by_pyth,
    trading_pool::{parameters, TradingPool, BOUNDS, LIMITS},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const SPREAD: Spread = Spread { bid_bps: 6, ask_bps: 6 };

pub fn stages(cast: &Cast) -> Vec<Stage> {
    let mut stages = creation(cast);
    stages.extend(feeds(cast));
    stages.extend(pools(cast));
    stages.extend(sources(cast));
    stages
}

/// At the address of the fresh key.
fn creation(cast: &Cast) -> Vec<Stage> {
    let (a, b, trading) = (&cast.a.world, &cast.b.world, &cast.trading);
    let (payer, fresh) = (&a.roles().payer, &cast.fresh);
    let Pools { reported, foreign, bare, .. } = &trading.pools;
    let feed = |by: &Configurer| ix::initialize_feed(payer, fresh, by, trading.feed_args());
    let pool = |by: &Configurer, like: &PoolAddresses, onboarding: Pubkey, args: InitializePoolArgs| {
        let new = PoolAddresses { pool: addresses::pool(fresh), ..*like };
        ix::initialize_pool(payer, fresh, by, &new, &onboarding, args)
    };
    let pulled = PoolAddresses { feed: None, ..reported.at };
    let seizable = PoolAddresses { asset: trading.seizable, ..reported.at };
    let powers = InitializePoolArgs { issuer_powers: POWERS, ..parameters() };
    let in_seizable = trading.in_seizable().init(&reported.at.scope, &reported.at.pau);
    let (govops, conserver) = (&a.configurer(), &b.conserver());
    let plain = parameters();
    vec![
        Stage::new("amm.initialize_feed", feed(govops)),
        Stage::new("amm.initialize_feed (conserver)", feed(conserver)),
        Stage::new("amm.initialize_pool", pool(govops, &reported.at, reported.onboarding(), plain)),
        Stage::new(
            "amm.initialize_pool (Pyth)",
            pool(govops, &pulled, reported.onboarding(), priced_by_pyth(plain)),
        ),
        Stage::new("amm.initialize_pool (issuer)", pool(govops, &seizable, in_seizable, powers)),
        Stage::new(
            "amm.initialize_pool (conserver)",
            pool(conserver, &foreign.at, foreign.onboarding(), plain),
        ),
        Stage::new("amm.open_custody", ix::open_custody(payer, &bare.at)),
    ]
}

fn feeds(cast: &Cast) -> Vec<Stage> {
    let (a, b, trading) = (&cast.a.world, &cast.b.world, &cast.trading);
    let (govops, conserver, payer) = (&a.configurer(), &b.conserver(), &a.roles().payer);
    let (feed, foreign) = (&feed_of(&trading.pools.reported), &feed_of(&trading.pools.foreign));
    let (none, more) = ([Pubkey::default(); 5], permitted::reporters(trading));
    vec![
        Stage::new("amm.set_reporters", ix::set_reporters(govops, feed, none, None)),
        Stage::new("amm.set_reporters (more)", ix::set_reporters(govops, feed, more, Some(payer))),
        Stage::new("amm.set_reporters (conserver)", ix::set_reporters(conserver, foreign, none, None)),
        Stage::new("amm.set_feed_limits", ix::set_feed_limits(govops, feed, permitted::FEED, payer)),
        Stage::new(
            "amm.set_feed_limits (conserver)",
            ix::set_feed_limits(conserver, foreign, permitted::FEED, payer),
        ),
    ]
}

fn pools(cast: &Cast) -> Vec<Stage> {
    let (a, b, trading) = (&cast.a.world, &cast.b.world, &cast.trading);
    let (govops, conserver, payer) = (&a.configurer(), &b.conserver(), &a.roles().payer);
    let Pools { reported, foreign, .. } = &trading.pools;
    let narrow = SpreadBounds { bid_max: 50, ..BOUNDS };
    let mut low = LIMITS;
    low.capacity /= 2;
    let bounds = |by: &Configurer, pool: &TradingPool, bounds, permit: Option<&Pubkey>| -> Instruction {
        ix::set_bounds(by, &pool.at, SetBoundsArgs { bounds, spread: SPREAD }, permit)
    };
    vec![
        Stage::new("amm.set_spread", ix::set_spread(&a.roles().beacon, &reported.at, SPREAD)),
        Stage::new("amm.set_bounds", bounds(govops, reported, narrow, None)),
        Stage::new("amm.set_bounds (wider)", bounds(govops, reported, permitted::BOUNDS, Some(payer))),
        Stage::new("amm.set_bounds (conserver)", bounds(conserver, foreign, narrow, None)),
        Stage::new("amm.set_depth", ix::set_depth(govops, &reported.at, permitted::DEPTH, payer)),
        Stage::new(
            "amm.set_depth (conserver)",
            ix::set_depth(conserver, &foreign.at, permitted::DEPTH, payer),
        ),
        Stage::new("amm.set_limits", ix::set_limits(govops, &reported.at, low, None)),
        Stage::new(
            "amm.set_limits (raise)",
            ix::set_limits(govops, &reported.at, permitted::LIMITS, Some(payer)),
        ),
        Stage::new("amm.set_limits (conserver)", ix::set_limits(conserver, &foreign.at, low, None)),
    ]
}

/// Of pools that are stopped: from a reporter's feed to another one's, to Pyth, and to both.
fn sources(cast: &Cast) -> Vec<Stage> {
    let (a, b, trading) = (&cast.a.world, &cast.b.world, &cast.trading);
    let Pools { troubled, foreign, .. } = &trading.pools;
    let [reporter, pyth, both] = permitted::sources(trading);
    let set = |by: &Configurer, pool: &TradingPool, sources, update| {
        ix::set_sources(by, &pool.at, sources, update, &a.roles().payer)
    };
    let govops = &a.configurer();
    vec![
        Stage::new("amm.set_sources", set(govops, troubled, reporter, None)),
        Stage::new("amm.set_sources (Pyth)", set(govops, troubled, pyth, Some(IN_STEP))),
        Stage::new("amm.set_sources (both)", set(govops, troubled, both, Some(IN_STEP))),
        Stage::new("amm.set_sources (conserver)", set(&b.conserver(), foreign, pyth, Some(IN_STEP))),
    ]
}
