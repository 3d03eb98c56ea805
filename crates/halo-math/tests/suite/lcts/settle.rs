//! Settlements by number: how much is converted, and what it leaves.

use super::{entered, par, settle_at_par, settle_for, words};
use crate::ONE;
use halo_math::{Generation, GenerationState, LctsError, Settlement, MIN_RESIDUAL};

const TEN: u64 = 10 * MIN_RESIDUAL;

#[test]
fn everything_or_at_least_the_residual_stays() {
    let (queue, [_]) = entered([TEN]);
    for (capacity, converted) in [
        (0, 0),
        (1, 1),
        (9 * MIN_RESIDUAL - 1, 9 * MIN_RESIDUAL - 1),
        (9 * MIN_RESIDUAL, 9 * MIN_RESIDUAL),
        (9 * MIN_RESIDUAL + 1, 9 * MIN_RESIDUAL),
        (TEN - 1, 9 * MIN_RESIDUAL),
        (TEN, TEN),
        (TEN + 1, TEN),
        (u64::MAX, TEN),
    ] {
        assert_eq!(queue.convertible(capacity), converted, "with a capacity of {capacity}");
        let mut settled = queue;
        let expected = Settlement { converted, minted: converted, finalized: converted == TEN };
        assert_eq!(settle_at_par(&mut settled, capacity), expected);
        assert_eq!(settled.underlying, TEN - converted);
        let state = if converted == TEN { GenerationState::Finalized } else { GenerationState::Active };
        assert_eq!(settled.state(), Ok(state));
    }
}

#[test]
fn less_than_the_residual_converts_whole_or_not_at_all() {
    let (mut queue, [mut member]) = entered([MIN_RESIDUAL - 1]);
    assert_eq!(settle_at_par(&mut queue, MIN_RESIDUAL - 2), Settlement::default());
    assert_eq!(queue.underlying, MIN_RESIDUAL - 1);
    assert!(settle_at_par(&mut queue, MIN_RESIDUAL - 1).finalized);
    assert_eq!(queue.claim(&mut member), Ok(MIN_RESIDUAL - 1));
}

#[test]
fn what_brings_nothing_is_not_converted() {
    let (before, [_]) = entered([1]);
    let mut queue = before;
    assert_eq!(settle_for(&mut queue, 1, 0), Settlement::default());
    assert_eq!(queue, before, "unlocked, and nobody gave something for nothing");
}

#[test]
fn the_converter_is_asked_for_what_is_converted_and_may_refuse() {
    let (mut queue, [_]) = entered([TEN]);
    queue.lock().unwrap();
    let locked = queue;
    let mut asked = Vec::new();
    let refused = queue.settle(TEN - 1, |converted| {
        asked.push(converted);
        Err(LctsError::NoRate)
    });
    assert_eq!((refused, asked), (Err(LctsError::NoRate), vec![9 * MIN_RESIDUAL]));
    assert_eq!(queue, locked, "a refused settlement leaves it locked");
}

#[test]
fn only_a_locked_generation_settles_or_unlocks() {
    let (mut queue, [_]) = entered([ONE]);
    let active = LctsError::NotLocked { number: 1, state: GenerationState::Active };
    assert_eq!(queue.settle(1, par), Err(active));
    assert_eq!(queue.unlock(), Err(active));
    assert_eq!(active.to_string(), "expected generation 1 to be Locked, it is Active");
    let dormant = LctsError::NotLocked { number: 4, state: GenerationState::Dormant };
    assert_eq!(Generation::new(4).settle(1, par), Err(dormant));
    assert_eq!(Generation::new(4).unlock(), Err(dormant));
    settle_at_par(&mut queue, ONE);
    let over = LctsError::NotLocked { number: 1, state: GenerationState::Finalized };
    assert_eq!((queue.settle(1, par), queue.unlock()), (Err(over), Err(over)));
}

/// What one settlement could not divide, the next one does, also among another number of shares.
#[test]
fn the_carry_is_shared_by_the_next_settlement() {
    let (mut queue, [mut leaver, _]) = entered([3 * ONE, 4 * ONE]);
    settle_for(&mut queue, ONE, 1);
    // 10^36 / 7 000 000, and the rest.
    let (step, rest) = (10_u128.pow(36) / 7_000_000, 10_u128.pow(36) % 7_000_000);
    assert_eq!(queue.carry, [u64::try_from(rest).unwrap(), 0, 0, 0]);
    queue.exit(&mut leaver).unwrap();
    assert_eq!(queue.carry, [u64::try_from(rest).unwrap(), 0, 0, 0], "it keeps its unit");
    settle_for(&mut queue, ONE, 5);
    let shared = 5 * 10_u128.pow(36) + rest;
    let index = step + shared / 4_000_000;
    assert_eq!(queue.carry, [u64::try_from(shared % 4_000_000).unwrap(), 0, 0, 0]);
    let [low, high] = words(index);
    assert_eq!(queue.reward_per_share, [low, high, 0, 0]);
}

#[test]
fn totals_and_rewards_a_share_never_wrap() {
    let (mut queue, [_]) = entered([2 * ONE]);
    settle_for(&mut queue, ONE, u64::MAX);
    queue.lock().unwrap();
    let locked = queue;
    let full = LctsError::TotalOverflow { amount: 1, total: u64::MAX };
    assert_eq!(queue.settle(ONE, |_| Ok(1)), Err(full));
    assert_eq!(queue, locked);
    let mut queue = Generation { reward_per_share: [u64::MAX; 4], ..locked };
    queue.rewards_owed = 0;
    let overflow = LctsError::IndexOverflow { minted: 9, shares: u128::from(2 * ONE) };
    assert_eq!(queue.settle(ONE, |_| Ok(9)), Err(overflow));
    assert_eq!(
        overflow.to_string(),
        "expected rewards a share that fit 256 bits after sharing 9 among 2000000 shares"
    );
    assert_eq!(queue.reward_per_share_1e18(), u128::MAX, "the view is the most it can show");
}
