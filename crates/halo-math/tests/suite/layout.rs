//! Accounts on chain hold these bytes: sizes, offsets and recorded bytes are a contract.

use crate::example::buybox;
use bytemuck::{bytes_of, pod_read_unaligned, Pod, Zeroable};
use halo_math::{Accrual, Buybox, Consent, LossPool, QueueTotals, RateLimit, RewardIndex};
use std::fmt::Debug;
use std::mem::{align_of, offset_of, size_of};

#[test]
fn sizes_are_multiples_of_eight() {
    let sizes = [
        (size_of::<QueueTotals>(), 16),
        (size_of::<RateLimit>(), 56),
        (size_of::<Buybox>(), 288),
        (size_of::<Consent>(), 64),
        (size_of::<LossPool>(), 32),
        (size_of::<Accrual>(), 16),
    ];
    for (size, expected) in sizes {
        assert_eq!(size, expected);
        assert_eq!(size % 8, 0);
    }
    let alignments = [
        align_of::<QueueTotals>(),
        align_of::<RateLimit>(),
        align_of::<Buybox>(),
        align_of::<Consent>(),
        align_of::<LossPool>(),
        align_of::<Accrual>(),
    ];
    assert_eq!(alignments, [8; 6]);
}

#[test]
fn offsets_are_fixed() {
    assert_eq!([offset_of!(QueueTotals, shares), offset_of!(QueueTotals, underlying)], [0, 8]);
    assert_eq!(
        [
            offset_of!(RateLimit, max),
            offset_of!(RateLimit, slope),
            offset_of!(RateLimit, available),
            offset_of!(RateLimit, remainder),
            offset_of!(RateLimit, last_updated),
            offset_of!(RateLimit, last_increased),
            offset_of!(RateLimit, outstanding),
        ],
        [0, 8, 16, 24, 32, 40, 48]
    );
    assert_eq!(
        [
            offset_of!(Buybox, size_min),
            offset_of!(Buybox, size_max),
            offset_of!(Buybox, asset_types),
            offset_of!(Buybox, jurisdictions),
            offset_of!(Buybox, risk_tiers),
            offset_of!(Buybox, duration_min_days),
            offset_of!(Buybox, duration_max_days),
            offset_of!(Buybox, apy_min_bps),
            offset_of!(Buybox, apy_max_bps),
            offset_of!(Buybox, penalty_max_bps),
            offset_of!(Buybox, grace_days),
        ],
        [0, 8, 16, 144, 272, 276, 278, 280, 282, 284, 286]
    );
    assert_eq!(
        [
            offset_of!(Consent, accord_hash),
            offset_of!(Consent, min_amount),
            offset_of!(Consent, max_amount),
            offset_of!(Consent, expires_at),
            offset_of!(Consent, max_rank),
            offset_of!(Consent, shared),
            offset_of!(Consent, reserved),
        ],
        [0, 32, 40, 48, 56, 57, 58]
    );
    assert_eq!(
        [
            offset_of!(LossPool, claims),
            offset_of!(LossPool, recovered),
            offset_of!(LossPool, claims_left),
            offset_of!(LossPool, recovered_left),
        ],
        [0, 8, 16, 24]
    );
    assert_eq!([offset_of!(Accrual, low), offset_of!(Accrual, high)], [0, 8]);
}

/// The bytes in memory are `recorded` and also the borsh encoding, and both lead back to `value`.
fn assert_bytes<T>(value: T, recorded: &[u8])
where
    T: Pod + PartialEq + Debug + borsh::BorshSerialize + borsh::BorshDeserialize,
{
    assert_eq!(bytes_of(&value), recorded);
    assert_eq!(borsh::to_vec(&value).unwrap(), recorded);
    assert_eq!(pod_read_unaligned::<T>(recorded), value);
    assert_eq!(borsh::from_slice::<T>(recorded).unwrap(), value);
}

#[test]
fn recorded_bytes() {
    let word = |value: u8| [value, 0, 0, 0, 0, 0, 0, 0];
    assert_bytes(QueueTotals { shares: 1, underlying: 2 }, &[word(1), word(2)].concat());
    let limit = RateLimit {
        max: 1,
        slope: 2,
        available: 3,
        remainder: 4,
        last_updated: -1,
        last_increased: 6,
        outstanding: 7,
    };
    let words = [word(1), word(2), word(3), word(4), [0xff; 8], word(6), word(7)];
    assert_bytes(limit, &words.concat());
    let consent = Consent {
        accord_hash: [9; 32],
        min_amount: 1,
        max_amount: 2,
        expires_at: 3,
        max_rank: 4,
        shared: 1,
        reserved: [0, 0, 0, 0, 0, 5],
    };
    let ranks = [4, 1, 0, 0, 0, 0, 0, 5];
    assert_bytes(consent, &[&[9; 32][..], &word(1), &word(2), &word(3), &ranks].concat());
    let pool = LossPool { claims: 1, recovered: 2, claims_left: 3, recovered_left: 4 };
    assert_bytes(pool, &[word(1), word(2), word(3), word(4)].concat());
    assert_bytes(Accrual { low: 1, high: 2 }, &[word(1), word(2)].concat());
    let mut bytes =
        [&5_000_000_000_000_u64.to_le_bytes()[..], &100_000_000_000_000_u64.to_le_bytes()].concat();
    for id in [0, 1, 0xaa, 0, 2, 0, 0, 0xbb] {
        bytes.extend([id; 32]);
    }
    bytes.extend([10, 0, 0, 0, 30, 0, 0xda, 2, 0x20, 3, 0xdc, 5, 0xd0, 7, 10, 0]);
    assert_bytes(buybox(), &bytes);
}

/// Not embedded as memory: an account of wide numbers is read and written by its encoding.
#[test]
fn the_encoding_of_a_reward_index() {
    let reward = RewardIndex { index: 1 << 64, carry: 2 };
    let recorded: [u8; 32] = std::array::from_fn(|at| match at {
        8 => 1,
        16 => 2,
        _ => 0,
    });
    assert_eq!(borsh::to_vec(&reward).unwrap(), recorded);
    assert_eq!(borsh::from_slice::<RewardIndex>(&recorded).unwrap(), reward);
}

#[test]
fn fresh_accounts_are_empty() {
    assert_eq!(QueueTotals::zeroed(), QueueTotals::default());
    assert!(Consent::zeroed().is_none());
    assert_eq!(RateLimit::zeroed().available_at(i64::MAX), 0, "a limit never set blocks");
    Buybox::zeroed().validate().unwrap_err();
    assert_eq!(Accrual::zeroed().due(u64::MAX), 0);
    LossPool::zeroed().pay(1).expect_err("nothing is claimed before a pool opens");
}
