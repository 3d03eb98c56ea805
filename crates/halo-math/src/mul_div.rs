//! `a * b / denominator` that cannot overflow in the middle and says which way it rounds.

use crate::long_division::div_rem;
use ethnum::U256;
use thiserror::Error;

/// Which neighbour an inexact quotient becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

/// Why a product-quotient has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MathError {
    #[error("expected a denominator above 0, got 0")]
    DivisionByZero,
    #[error("expected {a} * {b} / {denominator} to be at most {max}, it is larger")]
    Overflow { a: u128, b: u128, denominator: u128, max: u128 },
}

/// `a * b / denominator`, rounded as asked, with a 128-bit product.
///
/// Unit: that of `a * b / denominator`. Fails when `denominator` is 0 or the result exceeds `u64::MAX`.
/// NOTE: `b == denominator` (a queue at 1:1) avoids the division, which is by far the dearest part on chain.
pub fn mul_div(a: u64, b: u64, denominator: u64, rounding: Rounding) -> Result<u64, MathError> {
    if denominator == 0 {
        return Err(MathError::DivisionByZero);
    }
    if b == denominator {
        return Ok(a);
    }
    // A product of two u64 is below 2^128, so this never wraps.
    let product = u128::from(a).wrapping_mul(u128::from(b));
    let (quotient, remainder) = div_rem(product, denominator).ok_or(MathError::DivisionByZero)?;
    let rounded = match rounding {
        Rounding::Down => quotient,
        Rounding::Up => quotient.saturating_add(u128::from(remainder != 0)),
    };
    u64::try_from(rounded).map_err(|_| MathError::Overflow {
        a: a.into(),
        b: b.into(),
        denominator: denominator.into(),
        max: u64::MAX.into(),
    })
}

/// `a * b / d`, rounded as asked, with a 256-bit product.
///
/// Unit: that of `a * b / d`. Fails when `d` is 0 or the result exceeds `u128::MAX`. Products below 2^128
/// take the 128-bit path.
pub fn mul_div_u128(a: u128, b: u128, d: u128, rounding: Rounding) -> Result<u128, MathError> {
    if d == 0 {
        return Err(MathError::DivisionByZero);
    }
    let overflow = MathError::Overflow { a, b, denominator: d, max: u128::MAX };
    let (quotient, inexact) = match a.checked_mul(b) {
        Some(product) => {
            let quotient = product.checked_div(d).ok_or(MathError::DivisionByZero)?;
            let remainder = product.checked_rem(d).ok_or(MathError::DivisionByZero)?;
            (quotient, remainder != 0)
        }
        None => {
            let divisor = U256::new(d);
            // A product of two u128 is below 2^256, so this never wraps.
            let product = U256::new(a).wrapping_mul(U256::new(b));
            let quotient = product.checked_div(divisor).ok_or(MathError::DivisionByZero)?;
            let exact = quotient.wrapping_mul(divisor) == product;
            (u128::try_from(quotient).map_err(|_| overflow)?, !exact)
        }
    };
    match rounding {
        Rounding::Down => Ok(quotient),
        Rounding::Up => quotient.checked_add(u128::from(inexact)).ok_or(overflow),
    }
}
