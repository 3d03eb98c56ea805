//! What governance sets, what it must wait for, and what the beacon moves.

use super::floor::*;
use halo_sdk::{
    addresses,
    amm::{
        instructions::{digest, issuer_digest, PoolLimits, SetBoundsArgs, SetDepthArgs, SetFeedLimitsArgs},
        BOUNDS_DIGEST, DEPTH_DIGEST, FEED_DIGEST, LIMITS_DIGEST, REPORTERS_DIGEST,
    },
    configurator::error::ConfiguratorError,
    halo_math::amm::{Curve, CurvePoint, Depth, PriceLimits, Spread, SpreadBounds, REPORTERS},
    instructions::amm as ix,
    token::{MintConfig, MintExtension, TokenProgram},
};
use halo_tests::{
    refusal::{assert_refused, with_account, ACCOUNT_NOT_INITIALIZED},
    world::{million, ONE},
};
use solana_pubkey::Pubkey;
use std::slice::from_ref;

#[tokio::test]
async fn the_beacon_moves_the_spread_within_its_bounds() {
    let floor = Floor::new().await;
    let set = |bid_bps, ask_bps| ix::set_spread(&floor.beacon, &floor.at, Spread { bid_bps, ask_bps });
    floor.ok(&[set(100, 4)], &[floor.beacon]).await;
    floor.sell(thousand(100)).await.unwrap();
    assert_eq!(floor.wallet(&floor.bob).await.0, thousand(99), "one per cent");
    for (bid, ask) in [(101, 4), (100, 3)] {
        floor.refused(&[set(bid, ask)], &[floor.beacon], AmmError::SpreadOutOfBounds).await;
    }
    let stranger = with_account(set(5, 5), &floor.beacon, floor.bob);
    floor.refused(&[stranger], &[floor.bob], AmmError::BeamRefused).await;
}

#[tokio::test]
async fn bounds_close_at_once_and_open_behind_the_timelock() {
    let mut floor = Floor::new().await;
    let govops = floor.roles().govops;
    let spread = Spread { bid_bps: 5, ask_bps: 5 };
    let narrow = SetBoundsArgs { bounds: SpreadBounds { bid_max: 10, ask_max: 10, ..BOUNDS }, spread };
    floor.ok(&[ix::set_bounds(&floor.configurer(), &floor.at, narrow, None)], &[govops]).await;
    let wide = || SetBoundsArgs { bounds: BOUNDS, spread };
    let without = ix::set_bounds(&floor.configurer(), &floor.at, wide(), None);
    floor.refused(&[without], &[govops], AmmError::PermitMissing).await;
    // The narrowest bid is what shares are paid at: neither way without the wait.
    for bid_min in [3, 5] {
        let bounds = SpreadBounds { bid_min, bid_max: 10, ask_max: 10, ..BOUNDS };
        let moved = ix::set_bounds(&floor.configurer(), &floor.at, SetBoundsArgs { bounds, spread }, None);
        floor.refused(&[moved], &[govops], AmmError::PermitMissing).await;
    }
    let (pool, payer) = (floor.at.pool, floor.roles().payer);
    floor.permit(&pool, digest(BOUNDS_DIGEST, &BOUNDS).unwrap()).await;
    let with = ix::set_bounds(&floor.configurer(), &floor.at, wide(), Some(&payer));
    floor.ok(from_ref(&with), &[govops]).await;
    assert_eq!(floor.pool().await.pricing.bounds, BOUNDS);
    let narrow = SetBoundsArgs { bounds: SpreadBounds { bid_max: 10, ..BOUNDS }, spread };
    floor.ok(&[ix::set_bounds(&floor.configurer(), &floor.at, narrow, None)], &[govops]).await;
    assert!(floor.send(&[with], &[govops]).await.is_err(), "a permit is used once");
}

#[tokio::test]
async fn limits_fall_at_once_and_rise_behind_the_timelock() {
    let mut floor = Floor::new().await;
    let govops = floor.roles().govops;
    let mut low = LIMITS;
    low.trade.max = thousand(10);
    low.capacity = 0;
    let set = |floor: &Floor, limits, permit| ix::set_limits(&floor.configurer(), &floor.at, limits, permit);
    floor.ok(&[set(&floor, low, None)], &[govops]).await;
    assert_refused(floor.sell(thousand(11)).await, AmmError::TradeSize);
    assert_refused(floor.provide(&floor.bob, ONE).await, AmmError::PoolFull);
    floor.refused(&[set(&floor, LIMITS, None)], &[govops], AmmError::PermitMissing).await;
    let raises: [fn(&mut PoolLimits); 11] = [
        |limits| limits.inventory.soft += 1,
        |limits| limits.inventory.hard += 1,
        |limits| limits.inventory.skew_bps -= 1,
        |limits| limits.trade.max += 1,
        |limits| limits.trade.min -= 1,
        |limits| limits.capacity += 1,
        |limits| limits.settlement_seconds += 1,
        |limits| limits.settlement_seconds -= 1,
        |limits| limits.tolerance_bps += 1,
        |limits| limits.inventory.soft = limits.inventory.hard,
        |limits| limits.capacity = u64::MAX,
    ];
    for raise in raises {
        let mut limits = low;
        raise(&mut limits);
        floor.refused(&[set(&floor, limits, None)], &[govops], AmmError::PermitMissing).await;
    }
    let (pool, payer) = (floor.at.pool, floor.roles().payer);
    floor.permit(&pool, digest(LIMITS_DIGEST, &LIMITS).unwrap()).await;
    floor.ok(&[set(&floor, LIMITS, Some(&payer))], &[govops]).await;
    let invalid = PoolLimits { settlement_seconds: 0, ..LIMITS };
    floor.refused(&[set(&floor, invalid, None)], &[govops], AmmError::SettlementOutOfRange).await;
    let invalid = PoolLimits { tolerance_bps: 10_001, ..LIMITS };
    floor.refused(&[set(&floor, invalid, None)], &[govops], AmmError::ToleranceTooHigh).await;
}

#[tokio::test]
async fn depth_is_set_behind_the_timelock() {
    let mut floor = Floor::new().await;
    let (govops, payer, pool) = (floor.roles().govops, floor.roles().payer, floor.at.pool);
    let curve = Curve::new(&[CurvePoint { at: million(1), bps: 10 }]).unwrap();
    let args = SetDepthArgs { sell: Depth { curve, recovery: million(1) }, buy: Depth::default() };
    let set = |floor: &Floor| ix::set_depth(&floor.configurer(), &floor.at, args, &payer);
    assert!(floor.send(&[set(&floor)], &[govops]).await.is_err(), "no permit");
    floor.permit(&pool, digest(DEPTH_DIGEST, &args).unwrap()).await;
    floor.ok(&[set(&floor)], &[govops]).await;
    floor.report(PAR).await;
    floor.sell(million(1)).await.unwrap();
    // 5 basis points, and 5 on average of a line to 10.
    assert_eq!(floor.wallet(&floor.bob).await.0, million(1) - 1_000 * ONE);
}

#[tokio::test]
async fn a_reporter_goes_at_once_and_comes_behind_the_timelock() {
    let mut floor = Floor::new().await;
    let (govops, payer, feed) = (floor.roles().govops, floor.roles().payer, floor.feed);
    let mut fewer = floor.nav_feed().await.reporters;
    fewer[0] = Pubkey::default();
    let set =
        |floor: &Floor, reporters, permit| ix::set_reporters(&floor.configurer(), &feed, reporters, permit);
    floor.ok(&[set(&floor, fewer, None)], &[govops]).await;
    floor.world.wait(1).await;
    let posting = floor.posting(0, PAR).await;
    assert_refused(floor.post(0, posting).await, AmmError::NotReporter);
    let mut more = fewer;
    more[4] = floor.bob;
    floor.refused(&[set(&floor, more, None)], &[govops], AmmError::PermitMissing).await;
    floor.permit(&feed, digest(REPORTERS_DIGEST, &more).unwrap()).await;
    floor.ok(&[set(&floor, more, Some(&payer))], &[govops]).await;
    let nav_feed = floor.nav_feed().await;
    assert_eq!(nav_feed.reporters, more);
    let twice = [floor.bob; REPORTERS];
    floor.permit(&feed, digest(REPORTERS_DIGEST, &twice).unwrap()).await;
    floor.refused(&[set(&floor, twice, Some(&payer))], &[govops], AmmError::ReporterTwice).await;
}

#[tokio::test]
async fn a_feeds_limits_are_set_behind_the_timelock() {
    let mut floor = Floor::new().await;
    let (govops, payer, feed) = (floor.roles().govops, floor.roles().payer, floor.feed);
    let limits = PriceLimits { up_bps: 500, ..PRICE_LIMITS };
    let args = SetFeedLimitsArgs { limits, nav: NAV_LIMITS };
    let set = |floor: &Floor| ix::set_feed_limits(&floor.configurer(), &feed, args, &payer);
    assert!(floor.send(&[set(&floor)], &[govops]).await.is_err(), "no permit");
    floor.permit(&feed, digest(FEED_DIGEST, &args).unwrap()).await;
    floor.ok(&[set(&floor)], &[govops]).await;
    assert_eq!(floor.nav_feed().await.nav.limits, limits);
}

#[tokio::test]
async fn a_pool_is_created_for_an_asset_that_is_onboarded() {
    let floor = Floor::governed(Setup::default()).await;
    let govops = floor.roles().govops;
    let signers = [floor.base, govops];
    // The init of a limit in USDS says nothing about the asset.
    let other = floor.at.withdraw_limit().init(&floor.at.scope, &floor.at.pau);
    let create = with_account(floor.initializing(parameters()), &floor.onboarding(), other);
    floor.refused(&[create], &signers, AmmError::AssetNotOnboarded).await;
    let mut narrow = parameters();
    narrow.bounds.ask_min = 3;
    floor.refused(&[floor.initializing(narrow)], &signers, AmmError::SpreadBelowSource).await;
    let mut named = parameters();
    named.issuer_powers = 1;
    floor.refused(&[floor.initializing(named)], &signers, ACCOUNT_NOT_INITIALIZED).await;
    let mut second = parameters();
    second.pyth_feed = [1; 32];
    second.pull = PRICE_LIMITS;
    floor.refused(&[floor.initializing(second)], &signers, AmmError::SecondSourceMismatch).await;
    let stranger = with_account(floor.initializing(parameters()), &govops, floor.bob);
    assert!(floor.send(&[stranger], &[floor.base, floor.bob]).await.is_err());
    floor.open().await;
    let payer = floor.roles().payer;
    let again = ix::open_custody(&payer, &floor.at);
    floor.refused(&[again], &[], AmmError::CustodyOpen).await;
}

#[tokio::test]
async fn the_powers_of_an_issuer_are_named_behind_the_timelock() {
    let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default())
        .with_extension(MintExtension::PermanentDelegate(Pubkey::new_unique()))
        .with_extension(MintExtension::Pausable(Pubkey::new_unique()));
    let mut setup = Setup { asset, ..Setup::default() };
    setup.args.issuer_powers = 5;
    let mut floor = Floor::governed(setup).await;
    let signers = [floor.base, floor.roles().govops];
    let with_powers = |floor: &Floor, issuer_powers| {
        let mut args = parameters();
        args.issuer_powers = issuer_powers;
        floor.initializing(args)
    };
    let mint = floor.at.asset.mint;
    floor.permit(&mint, issuer_digest(1)).await;
    for too_few in [0, 1] {
        floor.refused(&[with_powers(&floor, too_few)], &signers, AmmError::MintRefused).await;
    }
    floor.refused(&[with_powers(&floor, 5)], &signers, ACCOUNT_NOT_INITIALIZED).await;
    let [one, five] = [1, 5].map(|powers| addresses::permit(&floor.at.scope, &mint, &issuer_digest(powers)));
    let for_fewer = with_account(with_powers(&floor, 5), &five, one);
    floor.refused(&[for_fewer], &signers, AmmError::IssuerNotTrusted).await;
    floor.permit(&mint, issuer_digest(5)).await;
    floor.open().await;
    assert_eq!(floor.pool().await.issuer_powers, 5);
}

#[tokio::test]
async fn mints_that_no_pool_may_trade_are_refused() {
    for extension in [
        MintExtension::NonTransferable,
        MintExtension::CloseAuthority(Pubkey::new_unique()),
        MintExtension::TransferFee { basis_points: 1, maximum: u64::MAX },
        MintExtension::TransferHook { program: Pubkey::new_unique() },
    ] {
        let asset = MintConfig::new(TokenProgram::Token2022, 6, Pubkey::default()).with_extension(extension);
        let floor = Floor::governed(Setup { asset, ..Setup::default() }).await;
        let signers = [floor.base, floor.roles().govops];
        floor.refused(&[floor.initializing(parameters())], &signers, AmmError::MintRefused).await;
    }
}

#[tokio::test]
async fn a_govops_whose_pau_is_frozen_adds_nothing() {
    let floor = Floor::new().await;
    let (govops, freezer) = (floor.roles().govops, floor.roles().freezer);
    floor.ok(&[halo_sdk::instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    let payer = floor.roles().payer;
    let wide = SpreadBounds { bid_max: 200, ..BOUNDS };
    let args = SetBoundsArgs { bounds: wide, spread: Spread { bid_bps: 5, ask_bps: 5 } };
    let set = ix::set_bounds(&floor.configurer(), &floor.at, args, Some(&payer));
    floor.refused(&[set], &[govops], ConfiguratorError::PauFrozen).await;
    let mut low = LIMITS;
    low.trade.max = thousand(10);
    floor.ok(&[ix::set_limits(&floor.configurer(), &floor.at, low, None)], &[govops]).await;
}
