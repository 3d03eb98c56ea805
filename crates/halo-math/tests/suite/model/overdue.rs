//! Penalties as integers of any size, and statuses on a clock that cannot overflow.

use super::ratio::{ceil_u64, int};
use halo_math::{unit_status, Accrual, UnitStatus};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Shortfall, basis points a day, seconds.
pub type Period = (u64, u16, u64);

/// The crate's accrual after `periods`, checked after each: what is due under every one of `caps`.
pub fn assert_accrual(periods: &[Period], caps: &[u64]) -> Accrual {
    let mut accrual = Accrual::default();
    let mut sum = BigInt::from(0);
    for (shortfall, bps, seconds) in periods {
        accrual.add(*shortfall, *bps, *seconds);
        sum += BigInt::from(*shortfall) * *bps * *seconds;
        sum = sum.min(u128::MAX.into());
        let exact = BigRational::new(sum.clone(), (10_000 * 86_400).into());
        for cap in caps.iter().chain(&[0, 1, u64::MAX]) {
            let expected = ceil_u64(&exact.clone().min(int(*cap))).expect("at most the cap");
            assert_eq!(accrual.due(*cap), expected, "{periods:?} with at most {cap}");
        }
    }
    accrual
}

/// The crate's status is the one on integers of any size.
pub fn assert_status(maturity: i64, grace_seconds: i64, shortfall: u64, now: i64) {
    let (wide_maturity, wide_now) = (i128::from(maturity), i128::from(now));
    let is_late = maturity != 0 && shortfall > 0 && wide_now >= wide_maturity;
    let is_overdue = is_late && wide_now >= wide_maturity + i128::from(grace_seconds);
    let expected = match (is_late, is_overdue) {
        (false, _) => UnitStatus::Active,
        (true, false) => UnitStatus::Late,
        (true, true) => UnitStatus::Overdue,
    };
    assert_eq!(
        unit_status(maturity, grace_seconds, shortfall, now),
        expected,
        "due {maturity}, grace {grace_seconds}, {shortfall} missing, at {now}"
    );
}
