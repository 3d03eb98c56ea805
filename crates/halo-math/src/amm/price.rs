//! Prices, and amounts across the decimals of two mints.

use super::{AmmError, PriceError};
use crate::mul_div::{mul_div, mul_div_u128, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// A price counts whole USDS per whole token of the asset in parts of this many.
///
/// 10^12 leaves room in 64 bits for 18 million USDS a token, so a price is one word and a price times an amount fits
/// 128 bits; and it still shows a second of growth: 4 % a year on a token of one USDS are 1 268 parts a second.
pub const PRICE_SCALE: u64 = 1_000_000_000_000;

/// Most decimals that either mint may have: 64 bits then still hold 18 billion tokens.
pub const MAX_DECIMALS: u8 = 9;

/// Digits of [`PRICE_SCALE`].
const PRICE_DIGITS: u64 = 12;

/// Largest exponent of a pair: an asset with nine decimals against a USDS with none.
const MAX_EXPONENT: u64 = 21;

/// Powers of ten up to [`MAX_EXPONENT`].
const POWERS: [u128; 22] = {
    let mut powers = [1_u128; 22];
    let mut exponent: usize = 1;
    while exponent < powers.len() {
        // 10^21 is far below 2^128, and the exponent is at least 1.
        powers[exponent] = powers[exponent.wrapping_sub(1)].wrapping_mul(10);
        exponent = exponent.wrapping_add(1);
    }
    powers
};

/// Whole USDS per whole token of the asset, times [`PRICE_SCALE`]; never 0. A whole token is `10^decimals` base units as
/// the mint counts them: what a wallet shows of a mint that scales its amounts is another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price(u64);

impl Price {
    /// The price of `value` / [`PRICE_SCALE`] USDS a token; refuses 0, at which nothing could be bought or sold.
    pub fn new(value: u64) -> Result<Self, AmmError> {
        match value {
            0 => Err(AmmError::ZeroPrice),
            value => Ok(Self(value)),
        }
    }

    /// The stored number.
    pub fn get(self) -> u64 {
        self.0
    }
}

/// Prices, both ends included: those that somebody agrees to, who has seen one and cannot know which one it will be when
/// the word arrives.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(BorshSerialize, BorshDeserialize))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRange {
    /// Lowest price, as [`Price`] counts it.
    pub least: u64,
    /// Highest price, as [`Price`] counts it.
    pub most: u64,
}

impl PriceRange {
    /// All of them.
    pub const ANY: Self = Self { least: 0, most: u64::MAX };

    /// Refuses a price outside.
    pub fn check(&self, price: u64) -> Result<(), PriceError> {
        let Self { least, most } = *self;
        if price < least || price > most {
            return Err(PriceError::NotAgreed { price, least, most });
        }
        Ok(())
    }
}

/// The decimals of a pair, as the one power of ten that conversions need.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Pair {
    /// `12 + decimals of the asset - decimals of USDS`: base units of the asset times a price are this many digits
    /// more than base units of USDS. From 3 to 21; 0 is a pair that nobody has set.
    pub exponent: u64,
}

impl Pair {
    /// The pair of an asset and a USDS with these decimals, each from 0 to [`MAX_DECIMALS`].
    pub fn new(asset_decimals: u8, usds_decimals: u8) -> Result<Self, AmmError> {
        for decimals in [asset_decimals, usds_decimals] {
            if decimals > MAX_DECIMALS {
                return Err(AmmError::TooManyDecimals { decimals, max: MAX_DECIMALS });
            }
        }
        let digits = PRICE_DIGITS.saturating_add(asset_decimals.into());
        Ok(Self { exponent: digits.saturating_sub(usds_decimals.into()) })
    }

    /// What `amount` of the asset is worth at `price`, in base units of USDS: `amount * price / 10^exponent`.
    pub fn value(&self, amount: u64, price: Price, rounding: Rounding) -> Result<u64, AmmError> {
        let power = self.power()?;
        match u64::try_from(power) {
            Ok(power) => Ok(mul_div(amount, price.0, power, rounding)?),
            Err(_) => narrow(amount.into(), price.0.into(), power, rounding),
        }
    }

    /// How much of the asset `value` base units of USDS are at `price`: `value * 10^exponent / price`.
    pub fn amount(&self, value: u64, price: Price, rounding: Rounding) -> Result<u64, AmmError> {
        let power = self.power()?;
        match u64::try_from(power) {
            Ok(power) => Ok(mul_div(value, power, price.0, rounding)?),
            Err(_) => narrow(value.into(), power, price.0.into(), rounding),
        }
    }

    /// Refuses an exponent that no two mints have.
    pub fn check(&self) -> Result<(), AmmError> {
        match self.exponent {
            3..=MAX_EXPONENT => Ok(()),
            exponent => Err(AmmError::UnknownPair { exponent }),
        }
    }

    fn power(&self) -> Result<u128, AmmError> {
        let unknown = AmmError::UnknownPair { exponent: self.exponent };
        let index = usize::try_from(self.exponent).map_err(|_| unknown)?;
        POWERS.get(index).copied().ok_or(unknown)
    }
}

/// `a * b / d` if it fits 64 bits.
fn narrow(a: u128, b: u128, d: u128, rounding: Rounding) -> Result<u64, AmmError> {
    let wide = mul_div_u128(a, b, d, rounding)?;
    u64::try_from(wide).map_err(|_| MathError::Overflow { a, b, denominator: d, max: u64::MAX.into() }.into())
}
