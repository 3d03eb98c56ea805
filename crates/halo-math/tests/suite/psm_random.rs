//! Random rates, times and amounts against rationals.

use crate::model::psm::{assert_conversions, assert_growth};
use crate::strategy::any_magnitude;
use halo_math::{PegDecimals, PegRate, MAX_SSR, RAY};
use proptest::prelude::*;

/// Rates of all magnitudes from standing still to the fastest.
fn any_ssr() -> impl Strategy<Value = u128> {
    any_magnitude().prop_map(|value| RAY + u128::from(value) % (MAX_SSR - RAY + 1))
}

/// What a rate can be worth within the years that it lasts.
fn any_chi() -> impl Strategy<Value = u128> {
    (any::<u128>(), 0..38_u32).prop_map(|(value, shift)| RAY + ((value % RAY) << shift))
}

fn any_decimals() -> impl Strategy<Value = PegDecimals> {
    (0..=9_u8, 0..=9_u8).prop_map(|(stable, savings)| PegDecimals { stable, savings })
}

/// Seconds of all magnitudes within the 38 years that the fastest rate lasts.
fn any_seconds() -> impl Strategy<Value = u64> {
    (0..=1_198_368_000_u64, 0..31_u32).prop_map(|(seconds, shift)| seconds >> shift)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn conversions_are_the_exact_ones_rounded_down(
        amount in any_magnitude(),
        chi in any_chi(),
        decimals in any_decimals(),
    ) {
        assert_conversions(decimals, amount, chi);
    }

    /// A swap in parts pays at most what it pays at once.
    #[test]
    fn parts_pay_at_most_the_whole(
        first in 0..=u64::MAX / 2,
        second in 0..=u64::MAX / 2,
        chi in any_chi(),
        decimals in any_decimals(),
    ) {
        let whole = decimals.savings_for(first + second, chi);
        if let Ok(whole) = whole {
            let parts = [first, second].map(|part| decimals.savings_for(part, chi).expect("less than the whole"));
            prop_assert!(parts[0] + parts[1] <= whole);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn growth_is_the_exact_power_to_the_last_digits(ssr in any_ssr(), seconds in any_seconds()) {
        assert_growth(ssr, seconds);
    }

    /// In whichever steps time passes, the rate never falls and ends within the rounding of each step.
    #[test]
    fn steps_lose_their_rounding_only(
        ssr in any_ssr(),
        steps in prop::collection::vec(0..100_000_i64, 1..40),
    ) {
        let mut stepped = PegRate::new(ssr, MAX_SSR, 0).unwrap();
        let mut now = 0;
        for step in &steps {
            let before = stepped.chi();
            now += step;
            stepped.accrue(now).unwrap();
            prop_assert!(stepped.chi() >= before);
        }
        let at_once = PegRate::new(ssr, MAX_SSR, 0).unwrap().chi_at(now).unwrap();
        let tolerance = 4 * (u128::try_from(now).unwrap() + 40);
        prop_assert!(stepped.chi().abs_diff(at_once) <= tolerance);
    }
}
