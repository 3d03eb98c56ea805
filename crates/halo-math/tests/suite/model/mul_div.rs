//! `a * b / d` on rationals.

use super::ratio::{ceil_u64, floor_u64, product_over};
use halo_math::{mul_div, mul_div_u128, MathError, Rounding};
use num_traits::ToPrimitive;

/// Both roundings of the 64-bit function agree with the rational, errors included.
pub fn assert_mul_div(a: u64, b: u64, d: u64) {
    let results = [Rounding::Down, Rounding::Up].map(|rounding| mul_div(a, b, d, rounding));
    if d == 0 {
        assert_eq!(results, [Err(MathError::DivisionByZero); 2]);
        return;
    }
    let exact = product_over(a, b, d);
    let overflow =
        MathError::Overflow { a: a.into(), b: b.into(), denominator: d.into(), max: u64::MAX.into() };
    let expected = [floor_u64(&exact), ceil_u64(&exact)].map(|value| value.ok_or(overflow));
    assert_eq!(results, expected, "{a} * {b} / {d}");
}

/// Both roundings of the 128-bit function agree with the rational, errors included.
pub fn assert_mul_div_u128(a: u128, b: u128, d: u128) {
    let results = [Rounding::Down, Rounding::Up].map(|rounding| mul_div_u128(a, b, d, rounding));
    if d == 0 {
        assert_eq!(results, [Err(MathError::DivisionByZero); 2]);
        return;
    }
    let exact = product_over(a, b, d);
    let overflow = MathError::Overflow { a, b, denominator: d, max: u128::MAX };
    let expected = [exact.floor(), exact.ceil()].map(|value| value.to_integer().to_u128().ok_or(overflow));
    assert_eq!(results, expected, "{a} * {b} / {d}");
}
