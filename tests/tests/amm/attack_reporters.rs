//! Reporters who lie, fewer of them than it takes.

use super::floor::*;
use halo_sdk::{
    amm::instructions::digest,
    amm::{instructions::SetFeedLimitsArgs, FEED_DIGEST},
    halo_math::amm::NavLimits,
    instructions::amm as ix,
};
use halo_tests::{refusal::assert_refused, world::million};
use num_bigint::BigInt;
use solana_pubkey::Pubkey;
use std::slice::from_ref;

/// A basis point of par.
const BP: u64 = PAR / 10_000;

#[tokio::test]
async fn one_liar_of_three_moves_the_price_only_between_the_honest() {
    let mut floor = Floor::stocked().await;
    floor.fund(million(5), million(5)).await;
    floor.world.wait(1).await;
    floor.post(1, floor.posting(1, PAR + BP).await).await.unwrap();
    let (bob, amount) = (floor.bob, thousand(500));
    for (lie, lifts) in
        [(PAR / 2, false), (PAR - 100 * BP, false), (PAR + 100 * BP, true), (2 * PAR, true), (PAR / 2, false)]
    {
        let before = floor.purse().await;
        let (first, second) = match lifts {
            true => (floor.buying(exact_out(amount, u64::MAX)), floor.selling(exact_in(amount))),
            false => (floor.selling(exact_in(amount)), floor.buying(exact_out(amount, u64::MAX))),
        };
        floor.ok(&[first], &[bob]).await;
        floor.world.wait(1).await;
        floor.post(2, floor.posting(2, lie).await).await.unwrap();
        let price = floor.view().await.price;
        assert!((PAR..=PAR + BP).contains(&price), "{price} by a lie of {lie}");
        floor.ok(&[second], &[bob]).await;
        let gain = before.gain(&floor.purse().await, PAR);
        assert!(gain < BigInt::ZERO, "a lie of {lie} gains {gain}");
        floor.assert_sound().await;
    }
}

#[tokio::test]
async fn one_liar_beside_the_silent_is_no_quorum() {
    let mut floor = Floor::stocked().await;
    floor.fund(million(1), million(1)).await;
    let nav = NavLimits { quorum: 2, ..NAV_LIMITS };
    let args = SetFeedLimitsArgs { limits: PRICE_LIMITS, nav };
    let (feed, govops, payer) = (floor.feed, floor.roles().govops, floor.roles().payer);
    floor.permit(&feed, digest(FEED_DIGEST, &args).unwrap()).await;
    floor.ok(&[ix::set_feed_limits(&floor.configurer(), &feed, args, &payer)], &[govops]).await;
    floor.world.wait(i64::try_from(MAX_AGE).unwrap() + 1).await;
    let before = floor.purse().await;
    for price in [PAR - 50 * BP, PAR + 100 * BP] {
        floor.world.wait(1).await;
        floor.post(2, floor.posting(2, price).await).await.unwrap();
        floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
        for trade in [floor.selling(exact_in(thousand(1))), floor.buying(exact_in(thousand(1)))] {
            floor.refused(&[trade], &[floor.bob], AmmError::StalePrice).await;
        }
    }
    assert_eq!(before, floor.purse().await);
}

#[tokio::test]
async fn a_majority_that_lies_is_bounded_by_a_step() {
    let mut floor = Floor::stocked().await;
    floor.fund(million(5), million(5)).await;
    let (bob, amount) = (floor.bob, thousand(1_000));
    let before = floor.purse().await;
    floor.ok(&[floor.buying(exact_out(amount, u64::MAX))], &[bob]).await;
    floor.world.wait(1).await;
    // Two of three say 5 % more: the mark stays, nobody trades, anybody latches it.
    for place in [1, 2] {
        floor.post(place, floor.posting(place, PAR + 500 * BP).await).await.unwrap();
    }
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    assert_refused(floor.send(&[floor.selling(exact_in(amount))], &[bob]).await, AmmError::PriceDeviates);
    // Two of three say 1 % more, which is a step: once, and less both spreads.
    floor.world.wait(1).await;
    for place in [1, 2] {
        floor.post(place, floor.posting(place, PAR + 100 * BP).await).await.unwrap();
    }
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    floor.ok(&[floor.selling(exact_in(amount))], &[bob]).await;
    let gain = before.gain(&floor.purse().await, PAR);
    assert!(gain <= BigInt::from(amount / 10_000 * 90), "{gain}");
    floor.assert_sound().await;
}

/// A reporter says 0.9 % too much and loses its place. Its price would stay for four days: a million sold at it gains
/// 8 500.
#[tokio::test]
async fn a_reporter_who_goes_takes_its_price_along() {
    let mut floor = Floor::stocked().await;
    floor.fund(0, million(1)).await;
    floor.report(PAR + 90 * BP).await;
    let mut honest = floor.nav_feed().await.reporters;
    honest[0] = Pubkey::default();
    let govops = floor.roles().govops;
    floor.ok(&[ix::set_reporters(&floor.configurer(), &floor.feed, honest, None)], &[govops]).await;
    let sell = floor.selling(exact_in(million(1)));
    floor.refused(from_ref(&sell), &[floor.bob], AmmError::PriceInDoubt).await;
    // Nothing for the council: the next price ends it, if it is in step.
    let trip = ix::trip_breaker(&floor.bob, &floor.at, None);
    floor.refused(&[trip], &[floor.bob], AmmError::NothingToLatch).await;
    floor.world.wait(1).await;
    floor.post(1, floor.posting(1, PAR + 45 * BP).await).await.unwrap();
    floor.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    floor.ok(&[sell], &[floor.bob]).await;
    assert_eq!(floor.view().await.price, PAR + 45 * BP);
    // A place from which nothing came puts nothing in doubt.
    let mut fewer = honest;
    fewer[2] = Pubkey::default();
    floor.ok(&[ix::set_reporters(&floor.configurer(), &floor.feed, fewer, None)], &[govops]).await;
    assert_eq!(floor.view().await.price, PAR + 45 * BP);
    floor.assert_sound().await;
}
