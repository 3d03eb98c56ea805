//! The exchange rate by number: how far it may rise, that it may fall, and what shares are worth.

use crate::{MILLION, ONE};
use halo_math::{ExchangeRate, LctsError, MathError, RATE_SCALE};

const DAY: i64 = 20_000;
/// 1 % a day.
const CAP: u16 = 100;

fn par() -> ExchangeRate {
    ExchangeRate::new(RATE_SCALE, DAY)
}

#[test]
fn rises_by_the_cap_for_each_day_since_the_last_change() {
    for (days, ceiling) in [(-5, 100), (0, 100), (1, 101), (2, 102), (7, 107), (100, 200)] {
        let ceiling = RATE_SCALE / 100 * ceiling;
        assert_eq!(par().ceiling(CAP, DAY + days), ceiling, "after {days} days");
        let mut rate = par();
        let refused =
            LctsError::RateTooHigh { ceiling, days: u64::try_from(days).unwrap_or(0), got: ceiling + 1 };
        assert_eq!(rate.raise(ceiling + 1, CAP, DAY + days), Err(refused));
        assert_eq!(rate, par(), "a refused raise changes nothing");
        rate.raise(ceiling, CAP, DAY + days).unwrap();
        assert_eq!(rate, ExchangeRate::new(ceiling, DAY + days.max(0)));
    }
    let refused = par().raise(RATE_SCALE + 1, CAP, DAY).unwrap_err().to_string();
    let message = "expected a rate of at most 1000000000000000000, 0 days after the last one; got \
                   1000000000000000001";
    assert_eq!(refused, message);
}

#[test]
fn rises_once_a_day_and_does_not_save_up() {
    let mut rate = par();
    rate.raise(RATE_SCALE, CAP, DAY + 30).unwrap();
    assert_eq!(rate.ceiling(CAP, DAY + 31), RATE_SCALE / 100 * 101, "30 days without yield are gone");
    rate.raise(rate.ceiling(CAP, DAY + 31), CAP, DAY + 31).unwrap();
    assert_eq!(rate.ceiling(CAP, DAY + 31), rate.rate());
    assert_eq!(rate.ceiling(0, DAY + 365), rate.rate(), "no cap, no raise");
}

#[test]
fn days_that_are_skipped_give_no_room() {
    let mut rate = par();
    rate.skip(DAY + 60);
    assert_eq!(rate, ExchangeRate::new(RATE_SCALE, DAY + 60), "the rate stays");
    assert_eq!(rate.ceiling(CAP, DAY + 60), RATE_SCALE);
    assert_eq!(rate.ceiling(CAP, DAY + 61), RATE_SCALE / 100 * 101);
    rate.skip(DAY);
    assert_eq!(rate.updated_day, DAY + 60, "the day never moves backwards");
}

#[test]
fn the_ceiling_rounds_down_and_saturates() {
    assert_eq!(ExchangeRate::new(9_999, DAY).ceiling(1, DAY + 1), 9_999);
    assert_eq!(ExchangeRate::new(10_000, DAY).ceiling(1, DAY + 1), 10_001);
    assert_eq!(ExchangeRate::new(u128::MAX, DAY).ceiling(1, DAY + 1), u128::MAX);
    assert_eq!(ExchangeRate::new(1, i64::MIN).ceiling(u16::MAX, i64::MAX), 60_445_368_643_527_773_252);
}

#[test]
fn falls_by_anything_at_once() {
    let mut rate = par();
    rate.haircut(RATE_SCALE / 10, DAY).unwrap();
    assert_eq!(rate, ExchangeRate::new(RATE_SCALE / 10, DAY));
    let too_high = LctsError::NotAHaircut { current: RATE_SCALE / 10, got: RATE_SCALE };
    assert_eq!(rate.haircut(RATE_SCALE, DAY), Err(too_high));
    let message = "expected a rate of at most 100000000000000000, as a haircut; got 1000000000000000000";
    assert_eq!(too_high.to_string(), message);
    let too_low = LctsError::NotARaise { current: RATE_SCALE / 10, got: 5 };
    assert_eq!(rate.raise(5, CAP, DAY), Err(too_low));
    assert_eq!(too_low.to_string(), "expected a rate of at least 100000000000000000, as a raise; got 5");
    // The haircut of a later day leaves no room to undo it on the same day.
    rate.haircut(RATE_SCALE / 20, DAY + 9).unwrap();
    assert_eq!(rate.ceiling(CAP, DAY + 9), RATE_SCALE / 20);
    rate.haircut(RATE_SCALE / 40, DAY - 3).unwrap();
    assert_eq!(rate.updated_day, DAY + 9, "the day never moves backwards");
}

#[test]
fn set_takes_either_way() {
    let mut rate = par();
    rate.set(RATE_SCALE / 100 * 101, CAP, DAY + 1).unwrap();
    rate.set(RATE_SCALE / 100 * 90, CAP, DAY + 1).unwrap();
    assert_eq!(rate, ExchangeRate::new(RATE_SCALE / 100 * 90, DAY + 1));
    let refused = rate.set(RATE_SCALE / 100 * 91, CAP, DAY + 1).unwrap_err();
    let ceiling = RATE_SCALE / 100 * 90;
    assert_eq!(refused, LctsError::RateTooHigh { ceiling, days: 0, got: RATE_SCALE / 100 * 91 });
}

#[test]
fn a_share_at_105_hundredths() {
    let rate = ExchangeRate::new(RATE_SCALE / 100 * 105, DAY);
    assert_eq!(rate.shares_for(105 * ONE), Ok(100 * ONE));
    assert_eq!(rate.underlying_for(100 * ONE), Ok(105 * ONE));
    assert_eq!(rate.shares_for(1), Ok(0), "less than a share");
    assert_eq!([rate.shares_for(2), rate.underlying_for(1)], [Ok(1), Ok(1)], "both round down");
    for amount in [1, 2, 19, 20, 21, ONE + 1, 7 * MILLION + 3] {
        let round_trip = rate.underlying_for(rate.shares_for(amount).unwrap()).unwrap();
        assert!(round_trip <= amount, "nobody gains by going in and out");
    }
}

#[test]
fn shares_that_are_worth_nothing() {
    let mut rate = par();
    rate.haircut(0, DAY).unwrap();
    assert_eq!(rate.underlying_for(MILLION), Ok(0));
    assert_eq!(rate.shares_for(1), Err(LctsError::NoRate));
    let message = "expected a rate above 0: shares that are worth nothing cannot be bought";
    assert_eq!(LctsError::NoRate.to_string(), message);
    assert_eq!(rate.ceiling(u16::MAX, DAY + 10_000), 0, "there is no way back");
}

/// Whether something buys a share is known without a division, and what it buys is exact on either side of 128 bits.
#[test]
fn what_buys_a_share_is_what_buys_more_than_none() {
    for rate in [1, 3, RATE_SCALE - 1, RATE_SCALE, RATE_SCALE + 1, 7 * RATE_SCALE, u128::MAX] {
        let rate = ExchangeRate::new(rate, DAY);
        for underlying in [0, 1, 2, 6, 7, 8, 18, MILLION] {
            let Ok(shares) = rate.shares_for(underlying) else { continue };
            assert_eq!(rate.buys(underlying), Ok(shares > 0), "{underlying} at {rate:?}");
        }
    }
    assert_eq!(ExchangeRate::new(0, DAY).buys(1), Err(LctsError::NoRate));
    // Beyond 128 bits in the middle, and beyond 64 in the end.
    let high = ExchangeRate::new((1 << 70) + 1, DAY);
    assert!(high.underlying_for((1 << 60) - 1).is_err());
    assert_eq!(high.underlying_for(1_000_000_000), Ok(1_180_591_620_717));
}

#[test]
fn what_leaves_64_bits_is_refused() {
    let tiny = ExchangeRate::new(1, DAY);
    let (max, scale) = (u128::from(u64::MAX), RATE_SCALE);
    let refused = MathError::Overflow { a: 19, b: scale, denominator: 1, max };
    assert_eq!(tiny.shares_for(19), Err(LctsError::Math(refused)));
    assert_eq!(tiny.shares_for(18), Ok(18 * 1_000_000_000_000_000_000));
    let huge = ExchangeRate::new(2 * RATE_SCALE, DAY);
    let refused = MathError::Overflow { a: 1 << 63, b: 2 * scale, denominator: scale, max };
    assert_eq!(huge.underlying_for(1 << 63), Err(LctsError::Math(refused)));
    assert_eq!(huge.underlying_for((1 << 63) - 1), Ok(u64::MAX - 1));
}

/// What a holding backs, from the records of holding and supply.
#[test]
fn a_holding_backs_a_rate() {
    assert_eq!(ExchangeRate::of_holding(105 * MILLION, 100 * MILLION), Ok(RATE_SCALE / 100 * 105));
    assert_eq!(ExchangeRate::of_holding(2, 3), Ok(666_666_666_666_666_666), "rounded down");
    assert_eq!(ExchangeRate::of_holding(0, 3), Ok(0));
    let nobody = ExchangeRate::of_holding(7, 0).unwrap_err();
    assert_eq!(nobody, LctsError::NoSupply { holding: 7 });
    assert_eq!(nobody.to_string(), "expected shares that 7 underlying back, there are none");
    let largest = ExchangeRate::of_holding(u64::MAX, 1).unwrap();
    assert_eq!(ExchangeRate::new(largest, DAY).underlying_for(1), Ok(u64::MAX));
}
