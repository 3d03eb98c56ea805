//! Accounts on chain hold these bytes: sizes, offsets and recorded bytes are a contract.

use bytemuck::{bytes_of, pod_read_unaligned, Pod, Zeroable};
use halo_math::{ExchangeRate, Generation, GenerationState, Position};
use std::fmt::Debug;
use std::mem::{align_of, offset_of, size_of};

#[test]
fn sizes_and_offsets_are_fixed() {
    let sizes = [size_of::<Generation>(), size_of::<Position>(), size_of::<ExchangeRate>()];
    assert_eq!(sizes, [128, 64, 24]);
    let alignments = [align_of::<Generation>(), align_of::<Position>(), align_of::<ExchangeRate>()];
    assert_eq!(alignments, [8; 3]);
    assert_eq!(
        [
            offset_of!(Generation, number),
            offset_of!(Generation, shares),
            offset_of!(Generation, underlying),
            offset_of!(Generation, reward_per_share),
            offset_of!(Generation, carry),
            offset_of!(Generation, fractions),
            offset_of!(Generation, rewards_owed),
            offset_of!(Generation, state),
        ],
        [0, 8, 24, 32, 64, 96, 112, 120]
    );
    assert_eq!(
        [
            offset_of!(Position, generation),
            offset_of!(Position, shares),
            offset_of!(Position, debt),
            offset_of!(Position, accrued),
        ],
        [0, 8, 24, 56]
    );
    assert_eq!([offset_of!(ExchangeRate, rate), offset_of!(ExchangeRate, updated_day)], [0, 16]);
}

/// The bytes in memory are these words and also the borsh encoding, and both lead back to `value`.
fn assert_words<T>(value: T, words: &[u64])
where
    T: Pod + PartialEq + Debug + borsh::BorshSerialize + borsh::BorshDeserialize,
{
    let recorded: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    assert_eq!(bytes_of(&value), recorded);
    assert_eq!(borsh::to_vec(&value).unwrap(), recorded);
    assert_eq!(pod_read_unaligned::<T>(&recorded), value);
    assert_eq!(borsh::from_slice::<T>(&recorded).unwrap(), value);
}

#[test]
fn recorded_bytes() {
    let generation = Generation {
        number: 1,
        shares: [2, 3],
        underlying: 4,
        reward_per_share: [5, 6, 7, 8],
        carry: [9, 10, 11, 12],
        fractions: [13, 14],
        rewards_owed: 15,
        state: 2,
    };
    assert_words(generation, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2]);
    let position = Position { generation: 1, shares: [2, 3], debt: [4, 5, 6, 7], accrued: 8 };
    assert_words(position, &[1, 2, 3, 4, 5, 6, 7, 8]);
    let rate = ExchangeRate { rate: [1, 2], updated_day: -1 };
    assert_words(rate, &[1, 2, u64::MAX]);
}

#[test]
fn words_are_little_endian() {
    let generation = Generation { shares: [1, 2], ..Generation::default() };
    assert_eq!(generation.shares(), (2 << 64) + 1);
    assert_eq!(Position { shares: [3, 4], ..Position::default() }.shares(), (4 << 64) + 3);
    let rate = ExchangeRate::new((6 << 64) + 5, 7);
    assert_eq!((rate.rate, rate.rate()), ([5, 6], (6 << 64) + 5));
    // 2^192 + 2^64 in parts of 10^18.
    let wide = Generation { reward_per_share: [0, 1, 0, 0], ..generation };
    assert_eq!(wide.reward_per_share_1e18(), 18);
    let wider = Generation { reward_per_share: [0, 0, 1, 0], ..generation };
    assert_eq!(wider.reward_per_share_1e18(), u128::MAX / 1_000_000_000_000_000_000);
    let widest = Generation { reward_per_share: [0, 0, 0, 1], ..generation };
    assert_eq!(widest.reward_per_share_1e18(), u128::MAX, "more than it can show");
}

#[test]
fn states_keep_their_numbers() {
    let numbers = GenerationState::ALL.map(GenerationState::number);
    assert_eq!(numbers, [0, 1, 2, 3]);
    assert_eq!(numbers.map(|number| GenerationState::from_u64(number).unwrap()), GenerationState::ALL);
    let names = GenerationState::ALL.map(GenerationState::name);
    assert_eq!(names, ["Dormant", "Active", "Locked", "Finalized"]);
}

#[test]
fn fresh_accounts_are_empty() {
    assert_eq!(Generation::zeroed().state(), Ok(GenerationState::Dormant));
    assert!(Position::zeroed().is_empty() && !Generation::zeroed().is_spent());
    assert_eq!(ExchangeRate::zeroed().underlying_for(u64::MAX), Ok(0));
}
