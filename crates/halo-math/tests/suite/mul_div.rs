//! The product-quotient: vectors of the specification and agreement with rationals.

use crate::model::mul_div::{assert_mul_div, assert_mul_div_u128};
use crate::strategy::{any_magnitude, any_magnitude_u128};
use crate::{MILLION, ONE};
use halo_math::{mul_div, mul_div_u128, MathError, Rounding};
use proptest::prelude::*;

#[test]
fn rounds_as_asked() {
    let cases = [
        // a, b, denominator, down, up
        (10, 10, 4, 25, 25),
        (10, 10, 3, 33, 34),
        (1, 1, 2, 0, 1),
        (0, 5, 7, 0, 0),
        (5, 0, 7, 0, 0),
        (u64::MAX, u64::MAX, u64::MAX, u64::MAX, u64::MAX),
        (u64::MAX, 2, 3, 12_297_829_382_473_034_410, 12_297_829_382_473_034_410),
        (u64::MAX, u64::MAX - 1, u64::MAX, u64::MAX - 1, u64::MAX - 1),
    ];
    for (a, b, denominator, down, up) in cases {
        assert_eq!(mul_div(a, b, denominator, Rounding::Down), Ok(down), "{a} * {b} / {denominator}");
        assert_eq!(mul_div(a, b, denominator, Rounding::Up), Ok(up), "{a} * {b} / {denominator}");
    }
}

#[test]
fn a_loss_of_a_fifth_is_shared_in_proportion() {
    let recovered = 60 * MILLION;
    let principal = 75 * MILLION;
    let parts =
        [30, 25, 20].map(|unit| mul_div(unit * MILLION, recovered, principal, Rounding::Down).unwrap());
    assert_eq!(parts, [24 * MILLION, 20 * MILLION, 16 * MILLION]);
}

#[test]
fn says_what_does_not_fit() {
    let error = mul_div(u64::MAX, 2, 1, Rounding::Down).unwrap_err();
    assert_eq!(error, MathError::Overflow { a: u64::MAX.into(), b: 2, denominator: 1, max: u64::MAX.into() });
    assert_eq!(
        error.to_string(),
        "expected 18446744073709551615 * 2 / 1 to be at most 18446744073709551615, it is larger"
    );
    assert_eq!(mul_div(ONE, ONE, 0, Rounding::Up), Err(MathError::DivisionByZero));
    assert_eq!(mul_div_u128(1, 1, 0, Rounding::Up), Err(MathError::DivisionByZero));
    assert!(matches!(
        mul_div_u128(u128::MAX, u128::MAX, u128::MAX - 1, Rounding::Down),
        Err(MathError::Overflow { .. })
    ));
}

#[test]
fn rounding_up_can_be_what_overflows() {
    // (2^65 - 1) / 2 is half above the largest u64, and 31 divides 2^65 - 1.
    let cofactor = u64::try_from(((1_u128 << 65) - 1) / 31).unwrap();
    assert_eq!(mul_div(31, cofactor, 2, Rounding::Down), Ok(u64::MAX));
    assert!(matches!(mul_div(31, cofactor, 2, Rounding::Up), Err(MathError::Overflow { .. })));
    // (2^129 - 1) / 2 is half above the largest u128, and 2^129 - 1 is 7 * (1 + 8 + 64 + ... + 8^42).
    let cofactor = (0..43).map(|power| 1_u128 << (3 * power)).sum();
    assert_eq!(mul_div_u128(7, cofactor, 2, Rounding::Down), Ok(u128::MAX));
    assert!(matches!(mul_div_u128(7, cofactor, 2, Rounding::Up), Err(MathError::Overflow { .. })));
}

#[test]
fn agrees_with_rationals_at_the_edges() {
    let edges = [0, 1, 2, 3, ONE, (1 << 32) - 1, 1 << 32, (1 << 32) + 1, 1 << 63, u64::MAX - 1, u64::MAX];
    for a in edges {
        for b in edges {
            for denominator in edges {
                assert_mul_div(a, b, denominator);
                for shift in [0, 1, 63, 64] {
                    assert_mul_div_u128(u128::from(a) << shift, u128::from(b) << 64, denominator.into());
                    assert_mul_div_u128(u128::MAX - u128::from(a), u128::from(b) << shift, u128::MAX - 1);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn agrees_with_rationals(a in any_magnitude(), b in any_magnitude(), d in any_magnitude()) {
        assert_mul_div(a, b, d);
    }

    #[test]
    fn wide_agrees_with_rationals(
        a in any_magnitude_u128(),
        b in any_magnitude_u128(),
        d in any_magnitude_u128(),
    ) {
        assert_mul_div_u128(a, b, d);
    }

    #[test]
    fn narrow_and_wide_agree(a in any_magnitude(), b in any_magnitude(), d in any_magnitude()) {
        for rounding in [Rounding::Down, Rounding::Up] {
            if let Ok(narrow) = mul_div(a, b, d, rounding) {
                prop_assert_eq!(mul_div_u128(a.into(), b.into(), d.into(), rounding), Ok(narrow.into()));
            }
        }
    }
}
