//! Small names for exact arithmetic.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

pub fn int(value: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(value.into())
}

/// `a * b / d`; `d` must not be 0.
pub fn product_over(a: impl Into<BigInt>, b: impl Into<BigInt>, d: impl Into<BigInt>) -> BigRational {
    BigRational::new(a.into() * b.into(), d.into())
}

/// The integer below, if it fits.
pub fn floor_u64(value: &BigRational) -> Option<u64> {
    value.floor().to_integer().to_u64()
}

/// The integer above, if it fits.
pub fn ceil_u64(value: &BigRational) -> Option<u64> {
    value.ceil().to_integer().to_u64()
}
