//! The exchange rate of a unit: what its shares are worth.

use super::wide::{u128_of, words_of};
use super::LctsError;
use crate::buybox::BPS_PER_UNIT;
use crate::long_division::div_rem;
use crate::mul_div::{mul_div_u128, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// Rates are in base units of underlying for this many base units of shares.
pub const RATE_SCALE: u128 = 1_000_000_000_000_000_000;

/// Underlying per 10^18 shares, set once a day at most to a higher value, and at any time to a lower one.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct ExchangeRate {
    /// Base units of underlying for 10^18 base units of shares: 128 bits, lower word first.
    pub rate: [u64; 2],
    /// Day of the last raise, haircut or rise of the cap, as [`super::LockCycle::day`] counts; never moves backwards.
    pub updated_day: i64,
}

impl ExchangeRate {
    /// A unit whose shares are worth `rate` underlying per [`RATE_SCALE`] on `day`; one to one is [`RATE_SCALE`].
    pub fn new(rate: u128, day: i64) -> Self {
        Self { rate: words_of(rate), updated_day: day }
    }

    /// The rate that `holding` base units of underlying back for `supply` base units of shares:
    /// `floor(holding * 10^18 / supply)`. Take the holding from records, never from a vault's balance.
    pub fn of_holding(holding: u64, supply: u64) -> Result<u128, LctsError> {
        match supply {
            0 => Err(LctsError::NoSupply { holding }),
            _ => Ok(mul_div_u128(holding.into(), RATE_SCALE, supply.into(), Rounding::Down)?),
        }
    }

    /// Base units of underlying per 10^18 shares.
    pub fn rate(&self) -> u128 {
        u128_of(self.rate)
    }

    /// Highest rate that a raise on `day` may reach, with a cap of `cap_bps` basis points a day:
    /// `floor(rate * (10 000 + cap_bps * days) / 10 000)`, with the days since the last change.
    ///
    /// Rounds down, against the raise; at most what 128 bits hold. Does not compound. On the day of the last change,
    /// or before it, that is the rate itself.
    pub fn ceiling(&self, cap_bps: u16, day: i64) -> u128 {
        let scale = u128::from(BPS_PER_UNIT);
        // A product of 16 and 64 bits is below 2^80, so neither operation wraps.
        let growth = u128::from(cap_bps).wrapping_mul(self.days_since(day).into());
        // The divisor is a constant above 0, so the one error is a result that does not fit.
        mul_div_u128(self.rate(), scale.wrapping_add(growth), scale, Rounding::Down).unwrap_or(u128::MAX)
    }

    /// Raises the rate to `rate` on `day`, by [`ExchangeRate::ceiling`] at most. Raising it to what it is counts as a
    /// change: days without yield are not saved up for later.
    pub fn raise(&mut self, rate: u128, cap_bps: u16, day: i64) -> Result<(), LctsError> {
        let (current, ceiling) = (self.rate(), self.ceiling(cap_bps, day));
        if rate < current {
            return Err(LctsError::NotARaise { current, got: rate });
        }
        if rate > ceiling {
            return Err(LctsError::RateTooHigh { ceiling, days: self.days_since(day), got: rate });
        }
        self.change(rate, day);
        Ok(())
    }

    /// Lowers the rate to `rate` on `day`, by whatever was lost. Nothing bounds it, and it gives no room to raise the
    /// rate again on the same day. From 0 there is no way back: such shares are worth nothing.
    pub fn haircut(&mut self, rate: u128, day: i64) -> Result<(), LctsError> {
        let current = self.rate();
        if rate > current {
            return Err(LctsError::NotAHaircut { current, got: rate });
        }
        self.change(rate, day);
        Ok(())
    }

    /// [`ExchangeRate::haircut`] to a lower rate, [`ExchangeRate::raise`] to any other.
    pub fn set(&mut self, rate: u128, cap_bps: u16, day: i64) -> Result<(), LctsError> {
        if rate < self.rate() {
            self.haircut(rate, day)
        } else {
            self.raise(rate, cap_bps, day)
        }
    }

    /// Passes over the days up to `day`: they give no room for a raise. For a cap that rises, which must not act
    /// backwards.
    pub fn skip(&mut self, day: i64) {
        self.change(self.rate(), day);
    }

    /// Shares for `underlying`, both in base units: `floor(underlying * 10^18 / rate)`. Rounds down, in favour of
    /// those who hold shares already.
    pub fn shares_for(&self, underlying: u64) -> Result<u64, LctsError> {
        match self.rate() {
            0 => Err(LctsError::NoRate),
            rate => convert(underlying, RATE_SCALE, rate),
        }
    }

    /// Whether `underlying` base units buy at least one of shares: what [`ExchangeRate::shares_for`] is not 0 for, without
    /// its division.
    pub fn buys(&self, underlying: u64) -> Result<bool, LctsError> {
        match self.rate() {
            0 => Err(LctsError::NoRate),
            // A product of 64 and 60 bits is below 2^128.
            rate => Ok(u128::from(underlying).wrapping_mul(RATE_SCALE) >= rate),
        }
    }

    /// Underlying for `shares`, both in base units: `floor(shares * rate / 10^18)`. Rounds down, in favour of those
    /// who go on holding shares.
    pub fn underlying_for(&self, shares: u64) -> Result<u64, LctsError> {
        convert(shares, self.rate(), RATE_SCALE)
    }

    /// Whether `shares` are worth at most `underlying`, both in base units: what [`ExchangeRate::underlying_for`] says,
    /// without its division where 128 bits are enough.
    pub fn is_worth_at_most(&self, shares: u64, underlying: u64) -> Result<bool, LctsError> {
        match u128::from(shares).checked_mul(self.rate()) {
            // `floor(a / b) <= c` is `a < (c + 1) * b`; a product of 65 and 60 bits is below 2^128.
            Some(worth) => Ok(worth < u128::from(underlying).wrapping_add(1).wrapping_mul(RATE_SCALE)),
            None => Ok(self.underlying_for(shares)? <= underlying),
        }
    }

    fn change(&mut self, rate: u128, day: i64) {
        *self = Self::new(rate, self.updated_day.max(day));
    }

    /// Days from the last change to `day`, 0 if it is not later.
    fn days_since(&self, day: i64) -> u64 {
        u64::try_from(day.saturating_sub(self.updated_day)).unwrap_or(0)
    }
}

/// `floor(amount * multiplier / divisor)`, if it fits 64 bits. Divides by 64 bits where that is enough: on chain a division
/// is by far the dearest part.
fn convert(amount: u64, multiplier: u128, divisor: u128) -> Result<u64, LctsError> {
    let narrow = u128::from(amount).checked_mul(multiplier).zip(u64::try_from(divisor).ok());
    let converted = match narrow.and_then(|(product, divisor)| div_rem(product, divisor)) {
        Some((converted, _)) => converted,
        None => mul_div_u128(amount.into(), multiplier, divisor, Rounding::Down)?,
    };
    let max = u128::from(u64::MAX);
    u64::try_from(converted).map_err(|_| {
        MathError::Overflow { a: amount.into(), b: multiplier, denominator: divisor, max }.into()
    })
}
