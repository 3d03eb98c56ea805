//! Accounts on chain hold these bytes: sizes, offsets and recorded bytes are a contract.

use bytemuck::{bytes_of, pod_read_unaligned, Pod};
use halo_math::amm::{
    Breaker, Capital, Curve, CurvePoint, Depth, Flow, Flows, InventoryLimits, Mark, NavFeed, NavLimits, Pair,
    PriceLimits, Pricing, PullFeed, Redemption, Report, Spread, SpreadBounds, TradeLimits, Withdrawal,
    WithdrawalQueue,
};
use std::fmt::Debug;
use std::mem::{align_of, offset_of, size_of};

#[test]
fn everything_stored_is_words() {
    fn words<T: Pod>() -> usize {
        assert_eq!(align_of::<T>(), 8);
        size_of::<T>() / 8
    }
    let pricing = [
        words::<Pair>(),
        words::<Spread>(),
        words::<SpreadBounds>(),
        words::<CurvePoint>(),
        words::<Curve>(),
        words::<Depth>(),
        words::<InventoryLimits>(),
        words::<TradeLimits>(),
        words::<Pricing>(),
    ];
    assert_eq!(pricing, [1, 2, 5, 2, 8, 9, 5, 2, 33]);
    let prices = [
        words::<PriceLimits>(),
        words::<Mark>(),
        words::<NavLimits>(),
        words::<Report>(),
        words::<NavFeed>(),
        words::<PullFeed>(),
    ];
    assert_eq!(prices, [10, 10, 4, 6, 54, 20]);
    let pool = [
        words::<Flow>(),
        words::<Flows>(),
        words::<Capital>(),
        words::<WithdrawalQueue>(),
        words::<Withdrawal>(),
        words::<Redemption>(),
        words::<Breaker>(),
    ];
    assert_eq!(pool, [2, 4, 10, 2, 4, 7, 1]);
}

#[test]
fn parts_keep_their_places() {
    assert_eq!(
        [
            offset_of!(Pricing, pair),
            offset_of!(Pricing, spread),
            offset_of!(Pricing, bounds),
            offset_of!(Pricing, depth_sell),
            offset_of!(Pricing, depth_buy),
            offset_of!(Pricing, inventory),
            offset_of!(Pricing, trade),
        ],
        [0, 8, 24, 64, 136, 208, 248]
    );
    assert_eq!(
        [
            offset_of!(NavFeed, limits),
            offset_of!(NavFeed, nav),
            offset_of!(NavFeed, mark),
            offset_of!(NavFeed, reports),
        ],
        [0, 80, 112, 192]
    );
    assert_eq!([offset_of!(PullFeed, limits), offset_of!(PullFeed, mark)], [0, 80]);
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
fn recorded_bytes_of_prices() {
    let limits = PriceLimits {
        max_age_seconds: 1,
        max_age_slots: 2,
        up_bps: 3,
        down_bps: 4,
        floor: 5,
        ceiling: 6,
        confidence_bps: 7,
        second_source_bps: 8,
        cooldown_slots: 9,
        spread_floor_bps: 10,
    };
    assert_words(limits, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    let mark = Mark {
        price: 1,
        accrual_per_day: 2,
        priced_at: 3,
        accrues_until: 4,
        published_at: -1,
        slot: 6,
        anchor_price: 7,
        anchor_slot: 8,
        jumped_slot: 9,
        deviating: 10,
    };
    assert_words(mark, &[1, 2, 3, 4, u64::MAX, 6, 7, 8, 9, 10]);
    let nav = NavLimits { quorum: 1, min_interval_seconds: 2, accrual_seconds: 3, max_accrual_bps: 4 };
    assert_words(nav, &[1, 2, 3, 4]);
    let report =
        Report { price: 1, accrual_per_day: 2, effective_at: 3, published_at: -2, slot: 5, sequence: 6 };
    assert_words(report, &[1, 2, 3, u64::MAX - 1, 5, 6]);
}

#[test]
fn recorded_bytes_of_pricing() {
    let curve = Curve::new(&[CurvePoint { at: 1, bps: 2 }, CurvePoint { at: 3, bps: 4 }]).unwrap();
    assert_words(Depth { curve, recovery: 9 }, &[1, 2, 3, 4, 0, 0, 0, 0, 9]);
    let inventory = InventoryLimits { soft: 1, hard: 2, skew_bps: 3, low: 4, scarcity_bps: 5 };
    assert_words(inventory, &[1, 2, 3, 4, 5]);
    let bounds = SpreadBounds { bid_min: 1, bid_max: 2, ask_min: 3, ask_max: 4, total_max: 5 };
    assert_words(bounds, &[1, 2, 3, 4, 5]);
    assert_words(Spread { bid_bps: 1, ask_bps: 2 }, &[1, 2]);
    assert_words(TradeLimits { min: 1, max: 2 }, &[1, 2]);
    assert_words(Pair { exponent: 12 }, &[12]);
}

#[test]
fn recorded_bytes_of_a_pool() {
    let capital = Capital {
        usds: 1,
        reserved: 2,
        inventory: 3,
        pending: 4,
        expected: 5,
        shares: 6,
        queued: 7,
        fees: 8,
        gains: 9,
        losses: 10,
    };
    assert_words(capital, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert_words(WithdrawalQueue { issued: 1, served: 2 }, &[1, 2]);
    assert_words(Withdrawal { number: 1, shares: 2, payable: 3, requested_at: 4 }, &[1, 2, 3, 4]);
    let redemption = Redemption {
        amount: 1,
        expected: 2,
        outstanding: 3,
        requested_at: 4,
        due: 5,
        returned: 6,
        closed: 7,
    };
    assert_words(redemption, &[1, 2, 3, 4, 5, 6, 7]);
    let flows = Flows { sells: Flow { amount: 1, updated_at: 2 }, buys: Flow { amount: 3, updated_at: -1 } };
    assert_words(flows, &[1, 2, 3, u64::MAX]);
    assert_words(Breaker { latched: 3 }, &[3]);
}
