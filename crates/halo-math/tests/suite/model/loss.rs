//! Losses on rationals: what each rank and each unit is due before any rounding.

use super::ratio::{floor_u64, int, product_over};
use halo_math::{waterfall, LossError, LossPool, RANKS};
use num_bigint::BigInt;
use num_rational::BigRational;

/// The crate's shares are the exact ones rounded down, but for the most junior rank with claims, which also gets
/// what the others' rounding leaves; nothing is lost and nothing made.
pub fn assert_waterfall(claims: &[u64; RANKS], recovered: u64) {
    let answer = waterfall(claims, recovered);
    let Some(junior) = claims.iter().rposition(|claim| *claim > 0) else {
        let expected = if recovered == 0 { Ok([0; RANKS]) } else { Err(LossError::NoClaims { recovered }) };
        assert_eq!(answer, expected);
        return;
    };
    let shares = answer.expect("there are claims");
    assert_eq!(sum(&shares), recovered.into(), "{claims:?} {recovered}");
    for (rank, share) in shares.iter().enumerate() {
        let exact = exact_share(claims, recovered, rank);
        let floor = floor_u64(&exact).expect("at most what was recovered");
        if rank == junior {
            assert!(int(*share) < exact + int(RANKS), "{claims:?} {recovered}: the rest is below one a rank");
            assert!(*share >= floor, "{claims:?} {recovered}");
        } else {
            assert_eq!(*share, floor, "rank {rank} of {claims:?} {recovered}");
        }
    }
}

/// `min(its claims, what the seniors leave)`, and its proportion of a surplus.
fn exact_share(claims: &[u64; RANKS], recovered: u64, rank: usize) -> BigRational {
    let (seniors, total) = (sum(&claims[..rank]), sum(claims));
    let nothing = BigInt::from(0);
    let first = (recovered - seniors).clamp(nothing.clone(), claims[rank].into());
    let surplus = (recovered - &total).max(nothing);
    int(first) + product_over(claims[rank], surplus, total)
}

/// Pays the units of one rank in the order given by `seeds`. Each gets its exact part to less than one base unit,
/// whenever it comes, and all of them what was recovered. Returns the payments in the order of `units`.
pub fn assert_payout(units: &[u64], recovered: u64, seeds: &[u64]) -> Vec<u64> {
    let claims = u64::try_from(sum(units)).expect("claims of one rank fit 64 bits");
    let mut pool = LossPool::open(claims, recovered);
    let mut payments = vec![0; units.len()];
    for unit in order(units.len(), seeds) {
        let (claim, before) = (units[unit], pool);
        assert_refuses_more_than_is_left(&mut pool);
        let exact = product_over(claim, recovered, claims);
        let announced = pool.preview(claim).expect("the unit is not paid yet");
        let paid = pool.pay(claim).expect("the unit is not paid yet");
        assert_eq!(paid, announced);
        assert!(int(paid) < &exact + int(1) && int(paid) + int(1) > exact, "{paid} for {claim} of {units:?}");
        assert_eq!(pool.claims_left, before.claims_left - claim);
        assert_eq!(pool.recovered_left, before.recovered_left - paid);
        payments[unit] = paid;
    }
    assert_eq!((pool.claims, pool.recovered), (claims, recovered), "how it opened is remembered");
    assert_eq!((pool.claims_left, pool.recovered_left), (0, 0), "no dust is stuck");
    assert_eq!(sum(&payments), recovered.into());
    payments
}

fn assert_refuses_more_than_is_left(pool: &mut LossPool) {
    let Some(claim) = pool.claims_left.checked_add(1) else { return };
    let unchanged = *pool;
    assert_eq!(pool.pay(claim), Err(LossError::ExceedsClaims { claim, left: pool.claims_left }));
    assert_eq!(*pool, unchanged, "a refused payment changes nothing");
}

/// A shuffle of `0..count`: each place takes one of those not taken, by the seed of the place.
fn order(count: usize, seeds: &[u64]) -> Vec<usize> {
    let mut rest: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    for place in 0..count {
        let seed = seeds.get(place % seeds.len().max(1)).copied().unwrap_or(0);
        let index = usize::try_from(seed % u64::try_from(rest.len()).expect("small")).expect("small");
        order.push(rest.swap_remove(index));
    }
    order
}

fn sum(values: &[u64]) -> BigInt {
    values.iter().map(|value| BigInt::from(*value)).sum()
}
