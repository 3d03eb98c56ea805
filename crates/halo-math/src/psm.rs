//! The rate of a peg stability module: what a savings token is worth in the stable token that it was bought with, growing
//! by the second as that of sUSDS does.

use crate::mul_div::{mul_div_u128, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};
use ethnum::U256;
use thiserror::Error;

/// Rates are in parts of this many: 10^27.
pub const RAY: u128 = 1_000_000_000_000_000_000_000_000_000;
/// Half of it, for rounding to the nearest.
const HALF_RAY: u128 = 500_000_000_000_000_000_000_000_000;
/// Most that a rate may grow a second: it doubles in a year of 365 days. It takes 38 such years to leave 128 bits.
pub const MAX_SSR: u128 = 1_000_000_021_979_553_151_239_153_027;

/// What one savings token is worth, and how that grows.
///
/// The numbers are little-endian bytes, because a field of 128 bits would ask for an alignment that accounts do not
/// have.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct PegRate {
    /// Stable tokens for one savings token at `updated`, ray.
    chi: [u8; 16],
    /// What `chi` is multiplied by each second, ray; [`RAY`] for a rate that stands still.
    ssr: [u8; 16],
    /// Most that `ssr` may ever be, ray.
    max_ssr: [u8; 16],
    /// Time up to which `chi` has grown; never moves backwards.
    pub updated: i64,
}

/// Decimals of the two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PegDecimals {
    pub stable: u8,
    pub savings: u8,
}

/// Why a rate refuses an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PegError {
    #[error("expected a growth a second from {RAY} to {max}, got {got}")]
    RateOutOfBounds { max: u128, got: u128 },
    #[error("expected a rate that fits 128 bits, after {seconds} seconds it does not")]
    RateOverflow { seconds: u64 },
    #[error("expected decimals that a conversion of {amount} base units can bridge, got {from} and {to}")]
    DecimalsTooFar { amount: u64, from: u8, to: u8 },
    #[error("{0}")]
    Math(#[from] MathError),
}

impl PegRate {
    /// A rate of one to one at `now` that grows by `ssr` a second and never by more than `max_ssr`.
    ///
    /// With a `max_ssr` of [`RAY`] it is one to one for ever.
    pub fn new(ssr: u128, max_ssr: u128, now: i64) -> Result<Self, PegError> {
        require_between(max_ssr, MAX_SSR)?;
        require_between(ssr, max_ssr)?;
        let [chi, ssr, max_ssr] = [RAY, ssr, max_ssr].map(u128::to_le_bytes);
        Ok(Self { chi, ssr, max_ssr, updated: now })
    }

    /// Stable tokens for one savings token when it was last brought up to date, ray.
    pub fn chi(&self) -> u128 {
        u128::from_le_bytes(self.chi)
    }

    /// Growth a second, ray.
    pub fn ssr(&self) -> u128 {
        u128::from_le_bytes(self.ssr)
    }

    /// Most that the growth may be, ray.
    pub fn max_ssr(&self) -> u128 {
        u128::from_le_bytes(self.max_ssr)
    }

    /// Stable tokens for one savings token at `now`, ray: `floor(ssr^seconds * chi / 10^27)`, where the power is rounded
    /// to the nearest after each multiplication, as in sUSDS. An earlier `now` changes nothing.
    pub fn chi_at(&self, now: i64) -> Result<u128, PegError> {
        let seconds = u64::try_from(now.saturating_sub(self.updated)).unwrap_or(0);
        if seconds == 0 || self.ssr() == RAY {
            return Ok(self.chi());
        }
        let overflow = PegError::RateOverflow { seconds };
        let growth = power(self.ssr(), seconds).ok_or(overflow)?;
        mul_div_u128(growth, self.chi(), RAY, Rounding::Down).map_err(|_| overflow)
    }

    /// Brings the rate up to `now`.
    pub fn accrue(&mut self, now: i64) -> Result<(), PegError> {
        self.chi = self.chi_at(now)?.to_le_bytes();
        self.updated = self.updated.max(now);
        Ok(())
    }

    /// Lets the rate grow by `ssr` a second from `now` on. Up to `now` it grows as before: no rate acts backwards.
    pub fn set(&mut self, ssr: u128, now: i64) -> Result<(), PegError> {
        require_between(ssr, self.max_ssr())?;
        self.accrue(now)?;
        self.ssr = ssr.to_le_bytes();
        Ok(())
    }
}

impl PegDecimals {
    /// Savings tokens for `amount` stable ones, both in base units: `floor(amount / chi)`, decimals adjusted. Rounds down,
    /// in favour of whoever pays out.
    pub fn savings_for(&self, amount: u64, chi: u128) -> Result<u64, PegError> {
        convert(amount, (self.stable, self.savings), (RAY, chi))
    }

    /// Stable tokens for `amount` savings ones, both in base units: `floor(amount * chi)`, decimals adjusted. Rounds down,
    /// in favour of whoever pays out.
    pub fn stable_for(&self, amount: u64, chi: u128) -> Result<u64, PegError> {
        convert(amount, (self.savings, self.stable), (chi, RAY))
    }
}

/// `floor(amount * 10^to * multiplier / (10^from * divisor))`.
///
/// NOTE: only the difference of the decimals is used, and it divides after the rate: two quotients rounded down one
/// after the other are the quotient by the product rounded down.
fn convert(amount: u64, (from, to): (u8, u8), (multiplier, divisor): (u128, u128)) -> Result<u64, PegError> {
    let too_far = PegError::DecimalsTooFar { amount, from, to };
    let ten_to = |decimals: u8| 10_u128.checked_pow(decimals.into()).ok_or(too_far);
    let scaled = u128::from(amount).checked_mul(ten_to(to.saturating_sub(from))?).ok_or(too_far)?;
    let converted = mul_div_u128(scaled, multiplier, divisor, Rounding::Down)?;
    let down = ten_to(from.saturating_sub(to))?;
    let rounded = converted.checked_div(down).ok_or(too_far)?;
    let overflow =
        MathError::Overflow { a: scaled, b: multiplier, denominator: divisor, max: u64::MAX.into() };
    u64::try_from(rounded).map_err(|_| overflow.into())
}

fn require_between(got: u128, max: u128) -> Result<(), PegError> {
    match (RAY..=max).contains(&got) {
        true => Ok(()),
        false => Err(PegError::RateOutOfBounds { max, got }),
    }
}

/// `base^exponent` in ray, by squaring: the order and the rounding of the multiplications are those of sUSDS, so that the
/// digits are the same.
fn power(base: u128, exponent: u64) -> Option<u128> {
    let mut result = if exponent & 1 == 1 { base } else { RAY };
    let (mut square, mut rest) = (base, exponent.wrapping_shr(1));
    while rest > 0 {
        square = ray_product(square, square)?;
        if rest & 1 == 1 {
            result = ray_product(result, square)?;
        }
        rest = rest.wrapping_shr(1);
    }
    Some(result)
}

/// `a * b / 10^27` to the nearest, halves upwards.
fn ray_product(a: u128, b: u128) -> Option<u128> {
    // A product of two u128 is at most 2^256 - 2^129 + 1, so half a ray more does not wrap.
    let rounded = U256::new(a).wrapping_mul(U256::new(b)).wrapping_add(U256::new(HALF_RAY));
    u128::try_from(rounded.checked_div(U256::new(RAY))?).ok()
}
