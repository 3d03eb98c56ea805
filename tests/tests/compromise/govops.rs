//! A GovOps in the hands of a thief that is its own relayer: it raises as fast as the second-order rate limit allows
//! and takes what accrues.

use super::{
    bounds::{with_raises_at_once, with_raises_of_a_new_limit},
    chain,
};
use halo_sdk::{
    addresses::LimitKey,
    configurator::instructions::SetRateLimitArgs,
    instructions::{self as ix, configurator::InitFor},
    pau::state::RateLimit,
};
use halo_tests::{
    chain::{Chain, Light},
    prime_a::{PrimeA, HOP, INIT},
    world::{million, DAY},
};

/// Prime A whose GovOps may send to an endpoint of the thief's; the limit is not there yet.
async fn approved() -> (PrimeA<Light>, LimitKey) {
    let mut prime = PrimeA::onboarded(chain(), million(1_000)).await;
    let key = prime.approve_endpoint("thief").await;
    (prime, key)
}

async fn add(prime: &PrimeA<Light>, key: LimitKey) {
    prime.world.ok(&[prime.adding_limit(key, INIT, INIT)], &[prime.govops]).await;
}

async fn limit(prime: &PrimeA<Light>, key: &LimitKey) -> RateLimit {
    prime.world.client.fetch(&key.limit(&prime.pau)).await.expect("a limit")
}

/// A quarter more, and not a unit beyond.
async fn raise(prime: &PrimeA<Light>, key: &LimitKey) {
    let RateLimit { max, slope, .. } = limit(prime, key).await;
    let set = |max: u64, slope: u64| {
        let args = SetRateLimitArgs { max, slope };
        ix::configurator::set_rate_limit(&prime.configurer(), key, Some(InitFor::Pau), args)
    };
    let (max, slope) = (max + max / 4, slope + slope / 4);
    for beyond in [set(max + 1, slope), set(max, slope + 1)] {
        assert!(prime.world.send(&[beyond], &[prime.govops]).await.is_err(), "one unit beyond the step");
    }
    prime.world.ok(&[set(max, slope)], &[prime.govops]).await;
}

/// Takes all that is there.
async fn take(prime: &PrimeA<Light>, key: &LimitKey) {
    let now = prime.world.client.unix_time().await.expect("a clock");
    let available = limit(prime, key).await.available_at(now);
    if available > 0 {
        let transfer = ix::pau::transfer(&prime.govops, &prime.treasury, &key.target, available);
        prime.world.ok(&[transfer], &[prime.govops]).await;
    }
}

/// Raises as soon as it may, takes every `hop`, until `seconds` have passed.
async fn rob(prime: &mut PrimeA<Light>, key: &LimitKey, seconds: i64) -> u128 {
    let end = prime.world.chain.now().await + seconds;
    loop {
        let now = prime.world.chain.now().await;
        take(prime, key).await;
        if now >= end {
            return prime.world.tokens(&key.target).await.into();
        }
        if now - limit(prime, key).await.last_increased >= HOP {
            raise(prime, key).await;
        }
        prime.world.wait(HOP.min(end - now)).await;
    }
}

#[tokio::test]
async fn a_stolen_govops_takes_what_the_bound_says_of_a_standing_limit() {
    for days in [1, 7] {
        let (mut prime, key) = approved().await;
        add(&prime, key).await;
        prime.world.wait(DAY).await;

        let seconds = days * DAY;
        let taken = rob(&mut prime, &key, seconds).await;

        let bound = with_raises_at_once(INIT, seconds.unsigned_abs());
        // Each taking drops the fraction of a unit that a full limit does not carry.
        assert!(taken <= bound && bound - taken <= 1, "{days} days: {taken} taken, the bound is {bound}");
    }
}

#[tokio::test]
async fn a_stolen_govops_takes_what_the_bound_says_of_a_limit_that_it_adds() {
    for days in [1, 7] {
        let (mut prime, key) = approved().await;
        add(&prime, key).await;

        let seconds = days * DAY;
        let taken = rob(&mut prime, &key, seconds).await;

        let bound = with_raises_of_a_new_limit(INIT, seconds.unsigned_abs());
        assert!(taken <= bound && bound - taken <= 1, "{days} days: {taken} taken, the bound is {bound}");
    }
}
