//! Stolen rights of a unit's beacon, each at its worst. The bounds, in base units and seconds:
//!
//! - LOCK: nothing, and three hours a day in which nobody enters or leaves.
//! - SETTLE: one base unit a member, queue and settlement, by rounding; nobody gains more than one a settlement by it.
//! - RATE, upwards: whoever holds shares redeems them for at most the yield cap a day more, within the redemption limit.
//! - RATE, downwards: what shares are worth falls as far as the thief likes. For a day nobody can buy then; whoever buys
//!   after it, when nobody has noticed, owns that part of the unit for good. Nothing of it is out before the rate is up again: out comes what was brought, and the yield cap a day.
//! - DEPLOY: nothing to the thief: what leaves the holding arrives at an endpoint that governance has approved.

use super::desk::*;
use halo_sdk::{
    configurator::state::permission,
    halo_math::{ExchangeRate, LockCycle, LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
    lcts::instructions::SettlePairArgs,
};
use halo_tests::{
    random::Random,
    world::{million, MATURITY, ONE},
};
use solana_pubkey::Pubkey;

/// Days that the thief has.
const DAYS: u64 = 7;

/// Carol has stolen a key with this right and no other, and has 10M in shares and 10M in cash; Alice and Bob have 50M in
/// shares each. The true beacon goes on.
async fn stolen(right: u32) -> (Desk, Pubkey) {
    let mut desk = Desk::new().await;
    let [alice, bob, carol] = [desk.alice, desk.bob, desk.carol];
    for (member, amount) in [(alice, 50), (bob, 50), (carol, 10)] {
        desk.buy(&member, million(amount)).await;
        desk.give(&member, million(10)).await;
    }
    let key = desk.world.person("stolen key").await;
    desk.grant(&key, right, MATURITY).await;
    (desk, key)
}

#[tokio::test]
async fn a_stolen_lock_costs_three_hours_a_day() {
    let (mut desk, key) = stolen(permission::LOCK).await;
    let [alice, bob, carol] = [desk.alice, desk.bob, desk.carol];
    desk.enter(Subscribe, &alice, million(10)).await.unwrap();
    desk.enter(Redeem, &bob, million(50)).await.unwrap();
    let before = [desk.worth(&alice).await, desk.worth(&bob).await, desk.worth(&carol).await];
    for _ in 0..DAYS {
        desk.at_second(LOCK_SECOND).await;
        desk.ok(&[ix::lock(&key, &desk.at, desk.current().await)], &[key]).await;
        desk.at_second(SETTLE_SECOND).await;
        let unlock = [desk.unlocking(Subscribe).await, desk.unlocking(Redeem).await];
        desk.ok(&unlock, &[]).await;
        // Not again before 13:00 of the next day.
        let again = ix::lock(&key, &desk.at, desk.current().await);
        desk.refused(&[again], &[key], LctsError::OutsideLockWindow).await;
        desk.next_day().await;
    }
    assert_eq!([desk.worth(&alice).await, desk.worth(&bob).await, desk.worth(&carol).await], before);
    for member in [alice, bob] {
        desk.leave(&member).await;
    }
    assert_eq!((desk.balance(&alice).await, desk.shares(&bob).await), (million(10), million(50)));
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_stolen_settlement_costs_a_base_unit_a_member_and_settlement() {
    let (mut desk, key) = stolen(permission::SETTLE).await;
    let members = [desk.alice, desk.bob, desk.carol];
    // A rate at which nearly every settlement rounds.
    desk.set_rate(PAR / 7 * 6 + 3).await.unwrap();
    // So large a cut sells nothing for a day.
    desk.next_day().await;
    let mut before = Vec::new();
    for member in &members {
        before.push(desk.worth(member).await);
    }
    let mut random = Random(0x7131EF);
    let mut settlements = 0;
    for day in 0..DAYS {
        for (number, member) in members.iter().enumerate() {
            let odd = 7 * number as u64 + day;
            desk.enter(Subscribe, member, million(1) + odd).await.unwrap();
            desk.enter(Redeem, member, million(1) + 11 * odd).await.unwrap();
        }
        desk.locked().await;
        // One queue, or both, with any capacities.
        let mut any = || if random.coin() { random.below(million(4)) } else { u64::MAX };
        let args = SettlePairArgs { subscribe_capacity: any(), redeem_capacity: any() };
        let settle = ix::settle_pair(&key, &desk.at, desk.current().await, args);
        desk.ok(&[settle], &[key]).await;
        settlements += 1;
        desk.assert_sound().await;
        desk.next_day().await;
    }
    for (member, before) in members.iter().zip(before) {
        let profit = desk.profit(member, before).await;
        assert!(profit <= settlements, "{profit} in {settlements} settlements");
        // Two queues; and what is shown rounds down once more in each place that something is in.
        assert!(-profit <= 2 * settlements + 6, "{profit} in {settlements} settlements");
    }
}

/// What one unit of underlying in shares may become in `days` raises, times 10^18.
fn most(days: u64) -> u128 {
    let (mut rate, today) = (ExchangeRate::new(PAR, 0), 0);
    for day in 1..=days as i64 {
        rate = ExchangeRate::new(rate.ceiling(GUARDRAILS.yield_cap_bps, today + day), today + day);
    }
    rate.rate()
}

/// The thief raises the rate as far as it may be raised today.
async fn raise(desk: &mut Desk, key: &Pubkey) {
    let rate = desk.unit().await.rate;
    let ceiling = rate.ceiling(GUARDRAILS.yield_cap_bps, LockCycle::day(desk.now().await));
    let too_high = ix::set_rate(key, &desk.at, ceiling + 1);
    desk.refused(&[too_high], &[*key], LctsError::RateTooHigh).await;
    desk.ok(&[ix::set_rate(key, &desk.at, ceiling)], &[*key]).await;
}

#[tokio::test]
async fn a_stolen_rate_raises_by_the_yield_cap_a_day() {
    let (mut desk, key) = stolen(permission::RATE).await;
    let carol = desk.carol;
    let before = desk.worth(&carol).await;
    desk.enter(Redeem, &carol, million(10)).await.unwrap();
    let start = desk.unit().await.rate.updated_day;
    let mut days = 0;
    for _ in 0..DAYS {
        desk.next_day().await;
        desk.locked().await;
        raise(&mut desk, &key).await;
        desk.settle(Redeem, million(1)).await.unwrap();
        days = desk.unit().await.rate.updated_day - start;
        let bound = u128::from(million(10)) * most(days as u64) / PAR - u128::from(million(10));
        let profit = desk.profit(&carol, before).await;
        assert!(profit > 0 && profit as u128 <= bound, "{profit} of {bound} in {days} days");
        desk.assert_sound().await;
    }
    assert!(days >= DAYS as i64);
    // At most the redemption limit leaves in a settlement, whatever the rate says.
    let holding = desk.unit().await.holding;
    desk.next_day().await;
    desk.locked().await;
    desk.settle(Redeem, u64::MAX).await.unwrap();
    assert!(holding - desk.unit().await.holding <= GUARDRAILS.redeem_limit);
}

#[tokio::test]
async fn a_stolen_rate_that_is_cut_sells_nothing_that_can_be_taken_out() {
    let (mut desk, key) = stolen(permission::RATE).await;
    let [alice, carol] = [desk.alice, desk.carol];
    let (brought, start) = (million(10), desk.unit().await.rate.updated_day);
    // Carol queues at 12:59:59, cuts the rate to a thousandth, and the true beacon settles without looking.
    desk.at_second(LOCK_SECOND - 1).await;
    desk.enter(Subscribe, &carol, brought).await.unwrap();
    desk.ok(&[ix::set_rate(&key, &desk.at, PAR / 1_000)], &[key]).await;
    desk.locked().await;
    let sale = desk.settling(Subscribe, u64::MAX).await;
    desk.refused(&[sale], &[desk.beacon], LctsError::SaleAfterCut).await;
    desk.settle(Subscribe, 0).await.unwrap();
    // Had nobody noticed for a day:
    desk.next_day().await;
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.claim(Subscribe, &carol).await.unwrap();
    let bought = desk.shares(&carol).await - million(10);
    assert_eq!(bought, 1_000 * brought, "a thousand times as many");
    assert!(desk.unit().await.supply / 100 * 98 < bought, "nearly the whole unit, if nobody stops her");
    // She gives back what she bought, and raises the rate every day as far as it may be.
    desk.enter(Redeem, &carol, bought).await.unwrap();
    let holding = desk.unit().await.holding;
    for day in 1..=DAYS {
        desk.next_day().await;
        desk.locked().await;
        raise(&mut desk, &key).await;
        // It pays to wait: nothing is settled before the last day.
        let capacity = if day == DAYS { u64::MAX } else { 0 };
        desk.settle(Redeem, capacity).await.unwrap();
        desk.assert_sound().await;
    }
    desk.claim(Redeem, &carol).await.unwrap();
    let days = desk.unit().await.rate.updated_day - start;
    let most_out = u128::from(brought) * most(days as u64) / PAR;
    let out = desk.balance(&carol).await;
    assert!(out > brought && u128::from(out) <= most_out, "{out} of {most_out}");
    assert!(u128::from(holding - desk.unit().await.holding) <= most_out);
    assert_eq!(desk.shares(&alice).await, million(50), "the others have the shares they had");
}

#[tokio::test]
async fn a_stolen_deployment_pays_the_thief_nothing() {
    let (desk, key) = stolen(permission::DEPLOY).await;
    let (carol, endpoint) = (desk.carol, desk.endpoint);
    let before = desk.worth(&carol).await;
    let to_herself = ix::deploy(&key, &desk.at, &desk.at.cash(&carol), ONE);
    desk.refused(&[to_herself], &[key], halo_sdk::pau::error::PauError::NoLimit).await;
    let holding = desk.unit().await.holding;
    desk.ok(&[ix::deploy(&key, &desk.at, &endpoint, holding)], &[key]).await;
    assert_eq!(desk.profit(&carol, before).await, 0);
    let unit = desk.unit().await;
    assert_eq!((unit.holding, unit.deployed, desk.tokens(&endpoint).await), (0, holding, holding));
    // What waits in the queues is not the holding's.
    desk.subscribe(&carol, ONE).await;
    let more = ix::deploy(&key, &desk.at, &endpoint, 1);
    desk.refused(&[more], &[key], LctsError::InsufficientHolding).await;
    desk.assert_sound().await;
}
