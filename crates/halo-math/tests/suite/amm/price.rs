//! Amounts across decimals, beside rationals.

use super::{price, PAR};
use crate::model::amm::value;
use crate::model::ratio::{ceil_u64, floor_u64, int};
use crate::strategy::any_magnitude;
use halo_math::amm::{AmmError, Pair, Price, PRICE_SCALE};
use halo_math::Rounding::{Down, Up};
use proptest::prelude::*;

#[test]
fn a_price_is_above_zero() {
    assert_eq!(Price::new(0), Err(AmmError::ZeroPrice));
    assert_eq!(Price::new(7).map(Price::get), Ok(7));
    assert_eq!(PRICE_SCALE, 10_u64.pow(12));
}

#[test]
fn decimals_differ() {
    // A token at 1.05 USDS: asset decimals, USDS decimals, base units of one token and of its value.
    let cases = [
        (6, 6, 1_000_000, 1_050_000),
        (9, 6, 1_000_000_000, 1_050_000),
        (6, 9, 1_000_000, 1_050_000_000),
        (0, 6, 1, 1_050_000),
        (0, 9, 1, 1_050_000_000),
        (9, 2, 1_000_000_000, 105),
    ];
    let price = price(1_050_000_000_000);
    for (asset, usds, token, worth) in cases {
        let pair = Pair::new(asset, usds).unwrap();
        assert_eq!(pair.value(token, price, Down), Ok(worth), "{asset} and {usds} decimals");
        assert_eq!(pair.amount(worth, price, Up), Ok(token), "{asset} and {usds} decimals");
    }
    // Of USDS without decimals a token is worth one and a bit.
    let pair = Pair::new(9, 0).unwrap();
    assert_eq!([Down, Up].map(|way| pair.value(1_000_000_000, price, way)), [Ok(1), Ok(2)]);
    assert_eq!(pair.amount(1, price, Down), Ok(952_380_952));
}

#[test]
fn more_than_nine_decimals_are_refused() {
    let expected = AmmError::TooManyDecimals { decimals: 10, max: 9 };
    assert_eq!(Pair::new(10, 6), Err(expected));
    assert_eq!(Pair::new(6, 10), Err(expected));
    assert_eq!(expected.to_string(), "expected mints with at most 9 decimals, got 10");
    for exponent in [0, 2, 22, u64::MAX] {
        let unknown = AmmError::UnknownPair { exponent };
        assert_eq!(Pair { exponent }.check(), Err(unknown));
        if exponent > 21 {
            assert_eq!(Pair { exponent }.value(1, price(PAR), Down), Err(unknown));
        }
    }
}

proptest! {
    #[test]
    fn conversions_round_the_exact_value(
        asset in 0..=9_u8,
        usds in 0..=9_u8,
        amount in any_magnitude(),
        at in any_magnitude().prop_map(|at| at.max(1)),
    ) {
        let (pair, at) = (Pair::new(asset, usds).expect("at most nine"), price(at));
        let exact = value(pair, amount, at);
        prop_assert_eq!(pair.value(amount, at, Down).ok(), floor_u64(&exact));
        prop_assert_eq!(pair.value(amount, at, Up).ok(), ceil_u64(&exact));
        let one = value(pair, 1, at);
        let inverse = int(amount) / one;
        prop_assert_eq!(pair.amount(amount, at, Down).ok(), floor_u64(&inverse));
        prop_assert_eq!(pair.amount(amount, at, Up).ok(), ceil_u64(&inverse));
    }
}
