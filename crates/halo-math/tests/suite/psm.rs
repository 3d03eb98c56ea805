//! The rate of a peg stability module: figures, bounds, decimals.

use crate::model::psm::{of_ray, power};
use crate::model::ratio::{int, product_over};
use crate::{MILLION, ONE};
use halo_math::{MathError, PegDecimals, PegError, PegRate, MAX_SSR, RAY};

/// 5 % a year.
const FIVE_PERCENT: u128 = 1_000_000_001_547_125_957_863_212_448;
const YEAR: i64 = 31_536_000;
const DAY: i64 = 86_400;
const SIX: PegDecimals = PegDecimals { stable: 6, savings: 6 };

fn five_percent() -> PegRate {
    PegRate::new(FIVE_PERCENT, FIVE_PERCENT, 0).expect("a rate within its bound")
}

/// The digits were computed with integers of any size from the definition of sUSDS.
#[test]
fn it_grows_to_the_digit_as_susds_does() {
    assert_eq!(five_percent().chi_at(DAY), Ok(1_000_133_680_617_113_440_350_406_888));
    assert_eq!(five_percent().chi_at(YEAR), Ok(1_049_999_999_999_999_999_961_070_145));
    let fastest = PegRate::new(MAX_SSR, MAX_SSR, 0).unwrap();
    assert_eq!(fastest.chi_at(YEAR), Ok(1_999_999_999_999_999_999_947_093_656));
}

#[test]
fn the_fastest_rate_is_the_last_that_does_not_double_in_a_year() {
    let seconds = u64::try_from(YEAR).unwrap();
    assert!(power(MAX_SSR, seconds) <= int(2));
    assert!(power(MAX_SSR + 1, seconds) > int(2));
}

#[test]
fn it_grows_with_time_alone() {
    let mut rate = five_percent();
    assert_eq!(rate.chi_at(0), Ok(RAY));
    assert_eq!(rate.chi_at(1), Ok(FIVE_PERCENT));
    rate.accrue(DAY).unwrap();
    let after = rate;
    rate.accrue(0).unwrap();
    assert_eq!(rate, after, "a clock that goes back changes nothing");
    assert_eq!(rate.chi_at(i64::MIN), Ok(rate.chi()));
}

#[test]
fn a_new_rate_does_not_act_backwards() {
    let mut rate = PegRate::new(FIVE_PERCENT, MAX_SSR, 0).unwrap();
    let day = rate.chi_at(DAY).unwrap();
    rate.set(RAY, DAY).unwrap();
    assert_eq!((rate.chi(), rate.chi_at(YEAR)), (day, Ok(day)));
    rate.set(MAX_SSR, 2 * DAY).unwrap();
    assert_eq!((rate.chi(), rate.ssr(), rate.updated), (day, MAX_SSR, 2 * DAY));
}

#[test]
fn a_rate_keeps_to_its_bound() {
    let out = |max, got| Err(PegError::RateOutOfBounds { max, got });
    let mut rate = five_percent();
    for got in [FIVE_PERCENT + 1, RAY - 1, 0, u128::MAX] {
        assert_eq!(rate.set(got, DAY), out(FIVE_PERCENT, got));
        assert_eq!(rate, five_percent(), "a refusal changes nothing");
    }
    assert_eq!(PegRate::new(RAY, MAX_SSR + 1, 0).map(drop), out(MAX_SSR, MAX_SSR + 1));
    assert_eq!(PegRate::new(RAY, RAY - 1, 0).map(drop), out(MAX_SSR, RAY - 1));
    assert_eq!(PegRate::new(RAY + 1, RAY, 0).map(drop), out(RAY, RAY + 1));
}

#[test]
fn a_bound_of_one_is_one_to_one_for_ever() {
    let mut rate = PegRate::new(RAY, RAY, 0).unwrap();
    assert_eq!(rate.chi_at(i64::MAX), Ok(RAY));
    assert!(rate.set(RAY + 1, 0).is_err());
}

#[test]
fn a_rate_that_leaves_its_range_is_refused() {
    let mut fastest = PegRate::new(MAX_SSR, MAX_SSR, 0).unwrap();
    assert!(fastest.chi_at(38 * YEAR).is_ok());
    for seconds in [39 * YEAR, i64::MAX] {
        let refused = PegError::RateOverflow { seconds: seconds.unsigned_abs() };
        assert_eq!(fastest.chi_at(seconds), Err(refused));
        assert_eq!(fastest.accrue(seconds), Err(refused));
    }
    assert_eq!(fastest.chi(), RAY, "a refusal changes nothing");
}

#[test]
fn a_year_of_five_percent_in_figures() {
    let chi = five_percent().chi_at(YEAR).unwrap();
    // 1,000,000 / 1.05, and back for what two roundings lose.
    assert_eq!(SIX.savings_for(MILLION, chi), Ok(952_380_952_380));
    assert_eq!(SIX.stable_for(952_380_952_380, chi), Ok(MILLION - 2));
    assert_eq!(SIX.stable_for(MILLION, chi), Ok(1_049_999_999_999));
}

#[test]
fn decimals_are_bridged_both_ways() {
    for (stable, savings) in [(6, 9), (9, 6), (0, 9), (9, 0), (9, 9)] {
        let decimals = PegDecimals { stable, savings };
        let [stable, savings] = [stable, savings].map(|exponent| 10_u64.pow(exponent.into()));
        assert_eq!(decimals.savings_for(3 * stable, RAY), Ok(3 * savings));
        assert_eq!(decimals.stable_for(3 * savings, RAY), Ok(3 * stable));
        assert_eq!(decimals.savings_for(3 * stable, 2 * RAY), Ok(3 * savings / 2));
        assert_eq!(decimals.stable_for(3 * savings, 2 * RAY), Ok(6 * stable));
    }
    let nine_to_six = PegDecimals { stable: 9, savings: 6 };
    assert_eq!(nine_to_six.savings_for(999, RAY), Ok(0), "below one base unit there is nothing to pay");
    assert_eq!(nine_to_six.savings_for(1_999, RAY), Ok(1));
}

#[test]
fn what_does_not_fit_is_refused() {
    let far = PegDecimals { stable: 0, savings: 39 };
    let refused = Err(PegError::DecimalsTooFar { amount: 1, from: 0, to: 39 });
    assert_eq!(far.savings_for(1, RAY), refused);
    assert!(matches!(SIX.stable_for(u64::MAX, 2 * RAY), Err(PegError::Math(MathError::Overflow { .. }))));
    assert_eq!(SIX.savings_for(ONE, 0), Err(PegError::Math(MathError::DivisionByZero)));
    assert_eq!(SIX.stable_for(u64::MAX, RAY), Ok(u64::MAX));
}

#[test]
fn the_account_holds_56_bytes_in_this_order() {
    let mut rate = PegRate::new(FIVE_PERCENT, MAX_SSR, 0).unwrap();
    rate.updated = 7;
    let expected =
        [&RAY.to_le_bytes()[..], &FIVE_PERCENT.to_le_bytes(), &MAX_SSR.to_le_bytes(), &7_i64.to_le_bytes()];
    assert_eq!(bytemuck::bytes_of(&rate), expected.concat());
    assert_eq!(borsh::to_vec(&rate).unwrap(), expected.concat());
}

/// One base unit of ray a multiplication is all that the power can be off by, as long as it is small.
#[test]
fn rounding_loses_less_than_a_base_unit_of_a_large_pool() {
    let exact = power(FIVE_PERCENT, u64::try_from(YEAR).unwrap());
    let chi = of_ray(five_percent().chi_at(YEAR).unwrap());
    let off = if exact > chi { exact - chi } else { chi - exact };
    assert!(off < product_over(1, 1, 10_000_000_000_000_000_000_u64), "{off}");
}
