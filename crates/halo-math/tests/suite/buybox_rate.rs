//! The annual rate of a deal, exact to the unit.

use crate::buybox::check;
use crate::example::{amortizing, bullet, buybox};
use halo_math::{Buybox, BuyboxError};

#[test]
fn four_quarters_are_exactly_12_8_percent() {
    let exactly = Buybox { apy_min_bps: 1_280, apy_max_bps: 1_280, ..buybox() };
    check(&exactly, &amortizing()).unwrap();
    let mut more = amortizing();
    more.payments[3].interest += 1;
    assert_eq!(check(&exactly, &more), Err(BuyboxError::ApyAboveMaximum { max_bps: 1_280, apy_bps: 1_281 }));
    let mut less = amortizing();
    less.payments[0].interest -= 1;
    assert_eq!(check(&exactly, &less), Err(BuyboxError::ApyBelowMinimum { min_bps: 1_280, apy_bps: 1_279 }));
}

#[test]
fn one_unit_of_interest_decides() {
    // 25M for 181 days: 8 % is 991 780.821917..., 15 % is 1 859 589.041095...
    let cases = [
        (991_780_821_917, Err(BuyboxError::ApyBelowMinimum { min_bps: 800, apy_bps: 799 })),
        (991_780_821_918, Ok(())),
        (1_859_589_041_095, Ok(())),
        (1_859_589_041_096, Err(BuyboxError::ApyAboveMaximum { max_bps: 1_500, apy_bps: 1_501 })),
    ];
    for (interest, expected) in cases {
        let mut terms = bullet();
        terms.payments[0].interest = interest;
        assert_eq!(check(&buybox(), &terms), expected, "interest of {interest}");
    }
}

#[test]
fn the_largest_numbers_compare_exactly() {
    let terms = bullet();
    let mut summary = terms.summary().unwrap();
    summary.interest = u64::MAX;
    // Weight times a bound is beyond 128 bits, and in the last two cases would wrap to nearly nothing. The rate
    // is below any bound above 0.
    for weight in [u128::MAX, u128::MAX / 800 + 1, u128::MAX / 1_500 + 1] {
        summary.weighted_outstanding = weight;
        let too_low = BuyboxError::ApyBelowMinimum { min_bps: 800, apy_bps: 0 };
        assert_eq!(buybox().check(&terms, &summary), Err(too_low));
        let from_zero = Buybox { apy_min_bps: 0, ..buybox() };
        from_zero.check(&terms, &summary).unwrap();
    }
    // And the other extreme: the highest rate there is, shown in full.
    summary.weighted_outstanding = 1;
    let apy_bps = u128::from(u64::MAX) * 365 * 86_400 * 10_000;
    assert_eq!(
        buybox().check(&terms, &summary),
        Err(BuyboxError::ApyAboveMaximum { max_bps: 1_500, apy_bps })
    );
    summary.weighted_outstanding = 0;
    assert_eq!(buybox().check(&terms, &summary), Err(BuyboxError::ApyUndefined));
}
