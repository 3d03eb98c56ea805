//! Both widths and both roundings against rationals.
#![no_main]

use halo_math_fuzz::model::mul_div::{assert_mul_div, assert_mul_div_u128};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([u64; 3], [u128; 3])| {
    let ([a, b, d], [wide_a, wide_b, wide_d]) = input;
    assert_mul_div(a, b, d);
    assert_mul_div_u128(wide_a, wide_b, wide_d);
    // Numbers of the narrow width reach the paths that avoid the wide arithmetic.
    assert_mul_div_u128(a.into(), b.into(), d.into());
});
