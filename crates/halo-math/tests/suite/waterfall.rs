//! Losses by number: the worked examples, ranks in turn, and every place where rounding decides.

use crate::model::loss::{assert_payout, assert_waterfall};
use crate::{MILLION, ONE};
use halo_math::{waterfall, LossError, LossPool, RANKS};

const UNITS: [u64; 3] = [30 * MILLION, 25 * MILLION, 20 * MILLION];

/// Every order of three units.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// Pays the three units of 75M from `recovered` in every order.
fn assert_paid(recovered: u64, expected: [u64; 3]) {
    for order in ORDERS {
        let mut pool = LossPool::open(75 * MILLION, recovered);
        for unit in order {
            assert_eq!(pool.preview(UNITS[unit]), Ok(expected[unit]));
            assert_eq!(pool.pay(UNITS[unit]), Ok(expected[unit]), "{order:?}");
        }
        assert_eq!((pool.claims_left, pool.recovered_left), (0, 0));
    }
}

#[test]
fn a_loss_of_a_fifth_pays_24_20_and_16_million() {
    assert_paid(60 * MILLION, [24 * MILLION, 20 * MILLION, 16 * MILLION]);
}

#[test]
fn a_gain_of_a_twentieth_pays_31_and_a_half_26_and_a_quarter_and_21_million() {
    let quarter = MILLION / 4;
    assert_paid(
        78 * MILLION + 3 * quarter,
        [31 * MILLION + 2 * quarter, 26 * MILLION + quarter, 21 * MILLION],
    );
}

#[test]
fn a_total_loss_pays_nothing_and_no_loss_pays_everything() {
    assert_paid(0, [0; 3]);
    assert_paid(75 * MILLION, UNITS);
}

#[test]
fn dust_is_spread_and_no_unit_is_a_whole_base_unit_off() {
    // 2 base units for three units of 1: two thirds each.
    for last in 0..3_u64 {
        assert_eq!(assert_payout(&[1; 3], 2, &[last, 0, 0]).iter().sum::<u64>(), 2);
        let mut pool = LossPool::open(3, 2);
        assert_eq!([pool.pay(1), pool.pay(1), pool.pay(1)], [Ok(0), Ok(1), Ok(1)]);
    }
    // 1 000 units of 1 and 1 999 recovered: 1.999 each, and nobody gets more than 2.
    let payments = assert_payout(&[1; 1_000], 1_999, &[3, 5, 7]);
    assert_eq!((payments.iter().min(), payments.iter().max()), (Some(&1), Some(&2)));
    // 30, 25 and 20 of 61: 24.4, 20.33 and 16.27.
    let mut pool = LossPool::open(75, 61);
    assert_eq!([pool.pay(20), pool.pay(30), pool.pay(25)], [Ok(16), Ok(24), Ok(21)]);
}

#[test]
fn no_more_claims_are_paid_than_there_are() {
    let mut pool = LossPool::open(75, 60);
    assert_eq!(pool.pay(76), Err(LossError::ExceedsClaims { claim: 76, left: 75 }));
    assert_eq!(pool, LossPool::open(75, 60), "a refused payment changes nothing");
    assert_eq!(pool.pay(50), Ok(40));
    let error = pool.pay(26).unwrap_err();
    assert_eq!(error.to_string(), "expected a claim of at most the 25 not yet paid, got 26");
    assert_eq!(pool.pay(25), Ok(20));
    assert_eq!(pool.pay(1), Err(LossError::ExceedsClaims { claim: 1, left: 0 }));
}

#[test]
fn a_claim_of_nothing_is_paid_nothing() {
    let mut pool = LossPool::open(2, 5);
    assert_eq!(pool.pay(0), Ok(0));
    assert_eq!(pool, LossPool::open(2, 5));
    assert_eq!(pool.pay(2), Ok(5));
    assert_eq!(pool.pay(0), Ok(0));
    assert_eq!(LossPool::open(0, 5).pay(0), Ok(0), "not what was recovered for nobody");
    assert_eq!(LossPool::default().pay(1), Err(LossError::ExceedsClaims { claim: 1, left: 0 }));
}

#[test]
fn a_pool_never_pays_more_than_is_left() {
    let mut short = LossPool { claims: 10, recovered: 10, claims_left: 10, recovered_left: 3 };
    assert_eq!([short.pay(2), short.pay(2), short.pay(6)], [Ok(0), Ok(0), Ok(3)]);
}

#[test]
fn the_largest_pool_pays_exactly() {
    assert_payout(&[u64::MAX - 1, 1], u64::MAX, &[0]);
    assert_payout(&[u64::MAX - 1, 1], u64::MAX, &[1]);
    assert_payout(&[u64::MAX], u64::MAX, &[0]);
    assert_payout(&[1, u64::MAX - 1], 1, &[1]);
    assert_payout(&[1], u64::MAX, &[0]);
}

#[test]
fn ranks_are_paid_in_turn() {
    let claims = [40 * ONE, 30 * ONE, 0, 20 * ONE];
    let cases = [
        (0, [0, 0, 0, 0]),
        (1, [1, 0, 0, 0]),
        (40 * ONE - 1, [40 * ONE - 1, 0, 0, 0]),
        (40 * ONE, [40 * ONE, 0, 0, 0]),
        (40 * ONE + 1, [40 * ONE, 1, 0, 0]),
        (70 * ONE - 1, [40 * ONE, 30 * ONE - 1, 0, 0]),
        (70 * ONE + 1, [40 * ONE, 30 * ONE, 0, 1]),
        (90 * ONE - 1, [40 * ONE, 30 * ONE, 0, 20 * ONE - 1]),
        (90 * ONE, claims),
    ];
    for (recovered, expected) in cases {
        assert_eq!(waterfall(&claims, recovered), Ok(expected), "{recovered}");
    }
}

#[test]
fn a_surplus_goes_to_all_ranks_in_proportion_and_its_rest_to_the_most_junior() {
    // 10 % more for everybody.
    assert_eq!(waterfall(&[40, 30, 0, 20], 99), Ok([44, 33, 0, 22]));
    // One more than all claims is a fraction of one for each rank: it goes to the last with claims.
    assert_eq!(waterfall(&[40, 30, 0, 20], 91), Ok([40, 30, 0, 21]));
    assert_eq!(waterfall(&[40, 30, 20, 0], 91), Ok([40, 30, 21, 0]), "never to a rank without claims");
    assert_eq!(waterfall(&[7, 0, 0, 0], 9), Ok([9, 0, 0, 0]));
    assert_eq!(
        waterfall(&[1, 1, 1, 1], u64::MAX),
        Ok([u64::MAX / 4, u64::MAX / 4, u64::MAX / 4, u64::MAX / 4 + 3])
    );
}

#[test]
fn what_is_recovered_for_nobody_is_an_error() {
    assert_eq!(waterfall(&[0; RANKS], 0), Ok([0; RANKS]));
    let error = waterfall(&[0; RANKS], 5).unwrap_err();
    assert_eq!(error, LossError::NoClaims { recovered: 5 });
    assert_eq!(error.to_string(), "expected claims to share 5 recovered among, there are none");
}

#[test]
fn claims_whose_sum_leaves_64_bits_are_paid_in_turn_too() {
    let claims = [u64::MAX - 5, u64::MAX, 7, u64::MAX];
    assert_eq!(waterfall(&claims, u64::MAX), Ok([u64::MAX - 5, 5, 0, 0]));
    assert_waterfall(&[u64::MAX; RANKS], u64::MAX);
}

#[test]
fn small_numbers_all_agree_with_the_model() {
    for a in 0..4 {
        for b in 0..4 {
            for c in 0..4 {
                for d in 0..4 {
                    for recovered in 0..20 {
                        assert_waterfall(&[a, b, c, d], recovered);
                    }
                }
            }
        }
    }
}
