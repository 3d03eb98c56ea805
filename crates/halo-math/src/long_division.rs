//! A number of 128 bits divided by one of 64, in words of 64 bits.
//!
//! Programs divide like this all the time, and the processor of the chain divides 64 bits in one unit. The division of
//! 128 by 128 bits that the compiler brings takes some 300; this one, the schoolbook's, about a third.

const HALF_BITS: u32 = 32;
const HALF: u64 = 1 << HALF_BITS;

/// Quotient and remainder; nothing for a divisor of 0.
pub(crate) fn div_rem(dividend: u128, divisor: u64) -> Option<(u128, u64)> {
    let (high, low) = (high_of(dividend), low_of(dividend));
    if high == 0 {
        return Some((low.checked_div(divisor)?.into(), low.checked_rem(divisor)?));
    }
    let (above, high) = (high.checked_div(divisor)?, high.checked_rem(divisor)?);
    let (below, rest) = two_by_one(high, low, divisor)?;
    Some((u128::from(above).wrapping_shl(64) | u128::from(below), rest))
}

/// `high * 2^64 + low` divided by a `divisor` above `high`, so that the quotient fits: two digits of 32 bits.
fn two_by_one(high: u64, low: u64, divisor: u64) -> Option<(u64, u64)> {
    // With its highest bit set a divisor makes every guessed digit at most two too large.
    let shift = divisor.leading_zeros();
    let divisor = Digits::of(divisor.wrapping_shl(shift));
    // At a shift of 0 nothing comes up from below.
    let carried = low.checked_shr(u64::BITS.wrapping_sub(shift)).unwrap_or(0);
    let (high, low) = (high.wrapping_shl(shift) | carried, Digits::of(low.wrapping_shl(shift)));
    let (first, rest) = divisor.digit(high, low.high)?;
    let (second, rest) = divisor.digit(rest, low.low)?;
    Some((first.wrapping_shl(HALF_BITS) | second, rest.wrapping_shr(shift)))
}

/// A number in two digits.
#[derive(Clone, Copy)]
struct Digits {
    whole: u64,
    high: u64,
    low: u64,
}

impl Digits {
    fn of(whole: u64) -> Self {
        Self { whole, high: whole.wrapping_shr(HALF_BITS), low: whole & HALF.wrapping_sub(1) }
    }

    /// The digit of `rest * 2^32 + next` divided by this, and what is left of it; `rest` is below this.
    fn digit(&self, rest: u64, next: u64) -> Option<(u64, u64)> {
        let mut digit = rest.checked_div(self.high)?;
        let mut left = rest.wrapping_sub(digit.wrapping_mul(self.high));
        // Nothing wraps: both factors are below 2^32 where a product is asked for, and `left` is wherever it is shifted.
        while digit >= HALF || digit.wrapping_mul(self.low) > left.wrapping_shl(HALF_BITS) | next {
            digit = digit.wrapping_sub(1);
            left = left.wrapping_add(self.high);
            if left >= HALF {
                break;
            }
        }
        // The difference is below the divisor, so what wraps on the way comes back.
        let left =
            rest.wrapping_shl(HALF_BITS).wrapping_add(next).wrapping_sub(digit.wrapping_mul(self.whole));
        Some((digit, left))
    }
}

fn high_of(value: u128) -> u64 {
    low_of(value.wrapping_shr(64))
}

fn low_of(value: u128) -> u64 {
    // What is left fits, so the default is never taken.
    u64::try_from(value & u128::from(u64::MAX)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::div_rem;
    use proptest::prelude::*;

    fn assert_agrees(dividend: u128, divisor: u64) {
        let wide = u128::from(divisor);
        let expected = dividend.checked_div(wide).zip(dividend.checked_rem(wide));
        let got = div_rem(dividend, divisor).map(|(quotient, rest)| (quotient, rest.into()));
        assert_eq!(got, expected, "{dividend} / {divisor}");
    }

    /// Numbers next to powers of two, where digits are guessed wrong.
    fn edges() -> Vec<u64> {
        let powers = (0..64).map(|bit| 1_u64 << bit);
        let near = powers.flat_map(|power| [power.wrapping_sub(1), power, power.wrapping_add(1)]);
        near.chain([u64::MAX, u64::MAX - 1, 0xFFFF_FFFF_0000_0000, 0x8000_0000_FFFF_FFFF]).collect()
    }

    #[test]
    fn agrees_with_the_compiler_at_the_edges() {
        for high in edges() {
            for low in [0, 1, u64::MAX >> 32, 1 << 32, 1 << 63, u64::MAX] {
                for divisor in edges() {
                    assert_agrees(u128::from(high) << 64 | u128::from(low), divisor);
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn agrees_with_the_compiler(dividend: u128, divisor: u64, down in 0_u32..128, narrow in 0_u32..64) {
            assert_agrees(dividend >> down, divisor >> narrow);
        }

        /// A quotient next to a whole number: the guess is off by one or two.
        #[test]
        fn agrees_around_multiples(quotient: u64, divisor: u64, off in 0_u128..3) {
            let product = u128::from(quotient).wrapping_mul(divisor.into());
            assert_agrees(product.wrapping_add(off).wrapping_sub(1), divisor);
        }
    }
}
