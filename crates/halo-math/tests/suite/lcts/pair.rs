//! Both queues of a unit settled together: netting, rates, residuals and capacities.

use super::entered;
use crate::strategy::any_magnitude;
use crate::MILLION;
use halo_math::{
    net, settle_pair, settle_redeem, settle_subscribe, ExchangeRate, Generation, GenerationState, LctsError,
    PairSettlement, Settlement, MIN_RESIDUAL, RATE_SCALE,
};
use proptest::prelude::*;

/// Locked queues of these amounts, 0 for a dormant one.
fn locked(subscribe: u64, redeem: u64) -> (Generation, Generation) {
    let of = |amount: u64| {
        let mut generation = Generation::new(1);
        if amount > 0 {
            (generation, _) = entered([amount]);
        }
        generation.lock().expect("an active or dormant generation");
        generation
    };
    (of(subscribe), of(redeem))
}

fn rate(hundredths: u128) -> ExchangeRate {
    ExchangeRate::new(RATE_SCALE / 100 * hundredths, 0)
}

fn settled(
    (subscribe, redeem): (u64, u64),
    hundredths: u128,
    capacities: (u64, u64),
) -> (PairSettlement, Generation, Generation) {
    let (mut subscribe, mut redeem) = locked(subscribe, redeem);
    let settlement =
        settle_pair(&mut subscribe, &mut redeem, &rate(hundredths), capacities.0, capacities.1).unwrap();
    (settlement, subscribe, redeem)
}

fn part(converted: u64, minted: u64, finalized: bool) -> Settlement {
    Settlement { converted, minted, finalized }
}

#[test]
fn nets_100_against_30_million_and_mints_for_30_more() {
    let (settlement, subscribe, redeem) = settled((100 * MILLION, 30 * MILLION), 100, (30 * MILLION, 0));
    let expected = PairSettlement {
        matched: 30 * MILLION,
        subscribe: part(60 * MILLION, 60 * MILLION, false),
        redeem: part(30 * MILLION, 30 * MILLION, true),
    };
    assert_eq!(settlement, expected);
    assert_eq!(subscribe.state(), Ok(GenerationState::Active));
    assert_eq!(redeem.state(), Ok(GenerationState::Finalized));
}

/// Redeemers count for what their shares are worth: 40M shares at 1.25 are 50M.
#[test]
fn shares_are_netted_at_their_rate() {
    let (settlement, subscribe, redeem) = settled((20 * MILLION, 40 * MILLION), 125, (0, 5 * MILLION));
    let expected = PairSettlement {
        matched: 20 * MILLION,
        subscribe: part(20 * MILLION, 16 * MILLION, true),
        redeem: part(20 * MILLION, 25 * MILLION, false),
    };
    assert_eq!(settlement, expected);
    assert_eq!((subscribe.underlying, redeem.underlying), (0, 20 * MILLION));
}

#[test]
fn a_dormant_queue_takes_no_part_and_one_must_be_locked() {
    let (settlement, _, redeem) = settled((100 * MILLION, 0), 100, (30 * MILLION, 30 * MILLION));
    let subscribe = part(30 * MILLION, 30 * MILLION, false);
    assert_eq!(settlement, PairSettlement { subscribe, ..PairSettlement::default() });
    assert_eq!(redeem, Generation::new(1));
    let (mut subscribe, mut active) = (Generation::new(3), entered([MILLION]).0);
    let refused = settle_pair(&mut subscribe, &mut active, &rate(100), 1, 1);
    assert_eq!(refused, Err(LctsError::NotLocked { number: 3, state: GenerationState::Dormant }));
    // An active one, entered after the lock, waits for the next day.
    let (mut subscribe, before) = (locked(MILLION, 0).0, active);
    let settlement = settle_pair(&mut subscribe, &mut active, &rate(100), MILLION, MILLION).unwrap();
    assert_eq!((settlement.redeem, active), (Settlement::default(), before));
    assert!(settlement.subscribe.finalized);
}

/// All but half a residual would stay in the subscribe queue, so it converts less, and then so does the other: their
/// difference keeps to the capacity, which is 0 on both sides.
#[test]
fn a_residual_on_one_side_reduces_both() {
    let half = MIN_RESIDUAL / 2;
    let (settlement, subscribe, redeem) = settled((10 * MILLION + half, 10 * MILLION), 100, (0, 0));
    assert_eq!((subscribe.underlying, redeem.underlying), (MIN_RESIDUAL + half, MIN_RESIDUAL));
    assert_eq!(settlement.matched, 10 * MILLION - MIN_RESIDUAL);
    // With capacity to redeem, the redeemers are cleared all the same.
    let (settlement, subscribe, redeem) = settled((10 * MILLION + half, 10 * MILLION), 100, (0, half));
    assert_eq!((subscribe.underlying, redeem.underlying), (MIN_RESIDUAL, 0));
    assert_eq!(settlement.matched, 10 * MILLION - half);
}

/// Shares worth less than a base unit hold nobody up.
#[test]
fn dust_on_one_side_does_not_block_the_other() {
    let (settlement, subscribe, redeem) = settled((1, 10 * MILLION), 105, (9, 5 * MILLION));
    assert_eq!(settlement.subscribe, Settlement::default());
    assert_eq!((subscribe.underlying, subscribe.state()), (1, Ok(GenerationState::Active)));
    assert!(settlement.redeem.minted <= 5 * MILLION && settlement.redeem.minted > 5 * MILLION - 3);
    assert!(redeem.underlying > 0);
}

#[test]
fn after_a_total_loss_nothing_is_converted() {
    let (settlement, subscribe, redeem) = settled((0, 10 * MILLION), 0, (9, 9));
    assert_eq!(settlement, PairSettlement::default());
    assert_eq!((subscribe, redeem.underlying), (Generation::new(1), 10 * MILLION));
    let (mut subscribe, mut redeem) = locked(MILLION, MILLION);
    let before = (subscribe, redeem);
    assert_eq!(settle_pair(&mut subscribe, &mut redeem, &rate(0), 9, 9), Err(LctsError::NoRate));
    assert_eq!((subscribe, redeem), before, "a refusal changes nothing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// One queue alone is settled as it is beside an empty one.
    #[test]
    fn one_queue_is_a_pair_with_an_empty_one(
        total in any_magnitude(),
        capacity in any_magnitude(),
        hundredths in 0..1_000_u128,
    ) {
        let (total, rate) = (total >> 4, rate(hundredths));
        prop_assume!(total > 0);
        let (mut alone, mut beside) = (locked(total, 0).0, locked(total, 0).0);
        let pair = settle_pair(&mut beside, &mut Generation::default(), &rate, capacity, 0);
        prop_assert_eq!(settle_subscribe(&mut alone, &rate, capacity), pair);
        prop_assert_eq!(alone, beside);
        let (mut alone, mut beside) = (locked(0, total).1, locked(0, total).1);
        let pair = settle_pair(&mut Generation::default(), &mut beside, &rate, 0, capacity);
        prop_assert_eq!(settle_redeem(&mut alone, &rate, capacity), pair);
        prop_assert_eq!(alone, beside);
    }

    /// Whatever the residual rule and rounding do, the holding moves within both capacities, and what is netted is
    /// settled up to a few residuals.
    #[test]
    fn keeps_to_both_capacities(
        totals in (any_magnitude(), any_magnitude(), any::<bool>(), 0..4 * MIN_RESIDUAL),
        hundredths in 1..1_000_u128,
        capacities in (any_magnitude(), any_magnitude()),
    ) {
        let (subscribe, other, near, distance) = totals;
        let (subscribe, rate) = (subscribe >> 4, rate(hundredths));
        // Often the two are nearly worth the same: there the residuals get in each other's way.
        let same = rate.shares_for(subscribe).unwrap_or(u64::MAX >> 4).saturating_sub(distance);
        let redeem = if near { same } else { other >> 4 }.min(u64::MAX >> 4);
        prop_assume!(subscribe > 0 || redeem > 0);
        prop_assume!(rate.shares_for(subscribe).is_ok() && rate.underlying_for(redeem).is_ok());
        let (settlement, left, _) = settled((subscribe, redeem), hundredths, capacities);
        let (brought, paid) = (settlement.subscribe.converted, settlement.redeem.minted);
        prop_assert!(brought.saturating_sub(paid) <= capacities.0);
        prop_assert!(paid.saturating_sub(brought) <= capacities.1);
        prop_assert_eq!(settlement.matched, brought.min(paid));
        prop_assert_eq!(left.underlying, subscribe - brought);
        let total = rate.underlying_for(redeem).expect("checked above");
        let netting = net(subscribe, total, capacities.0, capacities.1);
        prop_assert!(brought <= netting.subscribe_converted && paid <= netting.redeem_converted);
        let residuals = MIN_RESIDUAL + rate.underlying_for(MIN_RESIDUAL).expect("small") + 20;
        prop_assert!(netting.subscribe_converted - brought <= 3 * residuals);
        prop_assert!(netting.redeem_converted - paid <= 3 * residuals);
    }
}
