//! Any rate after any time, and conversions between any decimals.
#![no_main]

use halo_math::{PegDecimals, MAX_SSR, RAY};
use halo_math_fuzz::model::psm::{assert_conversions, assert_growth};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u64, u128, u32, [u8; 2])| {
    let (amount, growth, chi, seconds, decimals) = input;
    let [stable, savings] = decimals.map(|decimals| decimals % 10);
    assert_conversions(PegDecimals { stable, savings }, amount, chi.max(RAY));
    assert_growth(RAY + u128::from(growth) % (MAX_SSR - RAY + 1), seconds.into());
});
