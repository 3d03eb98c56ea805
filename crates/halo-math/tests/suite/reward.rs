//! Income of fractions by number: what is shared, carried and refused.

use crate::{MILLION, ONE};
use halo_math::{RewardError, RewardIndex, INDEX_SCALE};

fn distributed(payments: &[(u64, u64)]) -> RewardIndex {
    let mut reward = RewardIndex::default();
    for (amount, fractions) in payments {
        reward.distribute(*amount, *fractions).unwrap();
    }
    reward
}

#[test]
fn income_is_shared_in_proportion() {
    // 0.8M of interest on 40M of fractions, of which 10M belong to one holder.
    let reward = distributed(&[(MILLION * 8 / 10, 40 * MILLION)]);
    assert_eq!(reward, RewardIndex { index: INDEX_SCALE / 50, carry: 0 });
    assert_eq!(reward.owed(10 * MILLION, 0), MILLION * 2 / 10);
    assert_eq!(reward.owed(30 * MILLION, 0), MILLION * 6 / 10);
    assert_eq!(reward.owed(0, 0), 0);
}

#[test]
fn who_comes_later_earns_from_then_on() {
    let mut reward = distributed(&[(10 * ONE, 100)]);
    let joined = reward.index;
    reward.distribute(30 * ONE, 300).unwrap();
    assert_eq!(reward.owed(100, 0), 20 * ONE);
    assert_eq!(reward.owed(200, joined), 20 * ONE);
    assert_eq!(reward.owed(200, reward.index), 0);
}

#[test]
fn what_cannot_be_divided_waits_for_the_next_payment() {
    let mut reward = distributed(&[(1, 3)]);
    assert_eq!(reward, RewardIndex { index: INDEX_SCALE / 3, carry: 1 });
    assert_eq!([reward.owed(3, 0), reward.owed(1, 0)], [0, 0], "a third of a base unit is not paid");
    reward.distribute(1, 3).unwrap();
    assert_eq!(reward, RewardIndex { index: INDEX_SCALE * 2 / 3, carry: 2 });
    reward.distribute(1, 3).unwrap();
    assert_eq!(reward, RewardIndex { index: INDEX_SCALE, carry: 0 }, "three thirds are one");
    assert_eq!([reward.owed(3, 0), reward.owed(1, 0)], [3, 1]);
}

#[test]
fn the_carry_survives_another_number_of_fractions() {
    // 10^18 + 6 among 7, and of the rest 6 and another 10^18 among 2.
    let first = distributed(&[(1, 7)]);
    assert_eq!(first.carry, INDEX_SCALE % 7);
    let second = distributed(&[(1, 7), (1, 2)]);
    assert_eq!(second.index - first.index, (INDEX_SCALE + first.carry) / 2);
    assert_eq!(second.carry, (INDEX_SCALE + first.carry) % 2);
}

#[test]
fn a_payment_too_small_for_the_index_is_carried_whole() {
    let fractions = u64::MAX;
    let mut reward = distributed(&[(1, fractions)]);
    assert_eq!(reward, RewardIndex { index: 0, carry: INDEX_SCALE });
    for _ in 1..19 {
        reward.distribute(1, fractions).unwrap();
    }
    // 19 * 10^18 is one more than 2^64 holds once.
    assert_eq!(reward, RewardIndex { index: 1, carry: 19 * INDEX_SCALE - u128::from(u64::MAX) });
    assert_eq!(reward.owed(fractions, 0), 18);
}

#[test]
fn nothing_is_distributed_to_nobody() {
    let mut reward = distributed(&[(10, 3)]);
    let unchanged = reward;
    let error = reward.distribute(5, 0).unwrap_err();
    assert_eq!(error, RewardError::NoFractions { amount: 5 });
    assert_eq!(error.to_string(), "expected fractions to distribute 5 among, there are none");
    assert_eq!(reward, unchanged);
    reward.distribute(0, 3).unwrap();
    assert_eq!(reward, unchanged, "nothing to everybody changes nothing");
}

#[test]
fn the_index_never_wraps() {
    // 2^128 / 10^18 is 18.4 times 2^64: the nineteenth largest payment to a single fraction does not fit.
    let mut reward = distributed(&[(u64::MAX, 1); 18]);
    let unchanged = reward;
    let refused = Err(RewardError::IndexOverflow { amount: u64::MAX, fractions: 1 });
    assert_eq!(reward.distribute(u64::MAX, 1), refused);
    assert_eq!(reward, unchanged, "a refused payment changes nothing");
    let mut full = RewardIndex { index: 0, carry: u128::MAX };
    assert_eq!(full.distribute(1, 1), Err(RewardError::IndexOverflow { amount: 1, fractions: 1 }));
}

#[test]
fn nothing_is_owed_before_it_is_earned() {
    let reward = distributed(&[(ONE, 1)]);
    assert_eq!(reward.owed(1, reward.index + 1), 0);
    assert_eq!(reward.owed(u64::MAX, u128::MAX), 0);
}

#[test]
fn what_leaves_64_bits_is_the_largest_amount() {
    let most = RewardIndex { index: u128::MAX, carry: 0 };
    assert_eq!(most.owed(u64::MAX, 0), u64::MAX);
    assert_eq!(most.owed(1, 0), u64::MAX);
    assert_eq!(most.owed(1, u128::MAX - 5 * INDEX_SCALE), 5);
    assert_eq!(distributed(&[(u64::MAX, 1)]).owed(1, 0), u64::MAX, "all there is, exactly");
    // 2^122 / 10^18 still fits; 2^124 / 10^18 does not, nor does a product of 2^128.
    let index = RewardIndex { index: 1 << 66, carry: 0 };
    assert_eq!(index.owed(1 << 56, 0), 5_316_911_983_139_663_491);
    assert_eq!([index.owed(1 << 58, 0), index.owed(1 << 62, 0)], [u64::MAX; 2]);
}
