//! The annual rate of a deal, exact to the unit.

use crate::buybox::check;
use crate::example::{amortizing, bullet, buybox};
use crate::MILLION;
use halo_math::{Buybox, BuyboxError};

#[test]
fn four_quarters_are_exactly_12_8_percent() {
    let exactly = Buybox {
        apy_min_bps: 1_280,
        apy_max_bps: 1_280,
        ..buybox()
    };
    check(&exactly, &amortizing()).unwrap();
    let mut more = amortizing();
    more.payments[3].interest += 1;
    assert_eq!(
        check(&exactly, &more),
        Err(BuyboxError::ApyAboveMaximum {
            max_bps: 1_280,
            apy_bps: 1_281
        })
    );
    let mut less = amortizing();
    less.payments[0].interest -= 1;
    assert_eq!(
        check(&exactly, &less),
        Err(BuyboxError::ApyBelowMinimum {
            min_bps: 1_280,
            apy_bps: 1_279
        })
    );
}

#[test]
fn one_unit_of_interest_decides() {
    // 25M for 181 days: 8 % is 991 780.821917..., 15 % is 1 859 589.041095...
    let cases = [
        (
            991_780_821_917,
            Err(BuyboxError::ApyBelowMinimum {
                min_bps: 800,
                apy_bps: 799,
            }),
        ),
        (991_780_821_918, Ok(())),
        (1_859_589_041_095, Ok(())),
        (
            1_859_589_041_096,
            Err(BuyboxError::ApyAboveMaximum {
                max_bps: 1_500,
                apy_bps: 1_501,
            }),
        ),
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
    // Weight times bound is beyond 128 bits: the rate is below any bound above 0, and below the maximum.
    summary.weighted_outstanding = u128::MAX;
    summary.interest = u64::MAX;
    assert_eq!(
        buybox().check(&terms, &summary),
        Err(BuyboxError::ApyBelowMinimum {
            min_bps: 800,
            apy_bps: 0
        })
    );
    Buybox {
        apy_min_bps: 0,
        ..buybox()
    }
    .check(&terms, &summary)
    .unwrap();
    // And the other extreme: the highest rate there is, shown in full.
    summary.weighted_outstanding = 1;
    let apy_bps = u128::from(u64::MAX) * 365 * 86_400 * 10_000;
    assert_eq!(
        buybox().check(&terms, &summary),
        Err(BuyboxError::ApyAboveMaximum {
            max_bps: 1_500,
            apy_bps
        })
    );
    summary.weighted_outstanding = 0;
    assert_eq!(buybox().check(&terms, &summary), Err(BuyboxError::ApyUndefined));
}
