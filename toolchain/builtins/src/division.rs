//! 128-bit division by Knuth's algorithm D, in 32-bit digits. Nothing here may divide 128-bit numbers with
//! the language's operator: that would be a call to itself.

use crate::join;

const DIGIT: u64 = 1 << 32;
const DIGIT_MASK: u64 = DIGIT - 1;

/// Quotient and remainder. `d` is not zero: the language checks before it divides.
#[inline(never)]
pub fn divide(n: u128, d: u128) -> (u128, u128) {
    let (nl, nh) = (n as u64, (n >> 64) as u64);
    let (dl, dh) = (d as u64, (d >> 64) as u64);
    if dh == 0 {
        if nh == 0 {
            return (join(nl / dl, 0), join(nl % dl, 0));
        }
        let (low, remainder) = divide_by_word(nh % dl, nl, dl);
        return (join(low, nh / dl), join(remainder, 0));
    }
    if n < d {
        return (0, n);
    }
    // The quotient fits in a word. Estimate it from the top word of the normalised divisor and half the
    // dividend (so that its top word is below the divisor's); that is at most one too large.
    let shift = leading_zeros(dh);
    let top = if shift == 0 {
        dh
    } else {
        dh << shift | dl >> (64 - shift)
    };
    let half = n >> 1;
    let (estimate, _) = divide_by_word((half >> 64) as u64, half as u64, top);
    let mut quotient = (estimate >> (63 - shift)).saturating_sub(1);
    let mut remainder = n.wrapping_sub(multiply(quotient, dl, dh));
    if remainder >= d {
        quotient += 1;
        remainder = remainder.wrapping_sub(d);
    }
    (join(quotient, 0), remainder)
}

/// Quotient (towards zero) and remainder (with the dividend's sign); `i128::MIN / -1` wraps.
pub fn divide_signed(n: i128, d: i128) -> (i128, i128) {
    let (quotient, remainder) = divide(n.unsigned_abs(), d.unsigned_abs());
    let (quotient, remainder) = (quotient as i128, remainder as i128);
    (
        if (n < 0) != (d < 0) {
            quotient.wrapping_neg()
        } else {
            quotient
        },
        if n < 0 {
            remainder.wrapping_neg()
        } else {
            remainder
        },
    )
}

/// The low 128 bits of `a * (bh, bl)`.
#[inline(always)]
fn multiply(a: u64, bl: u64, bh: u64) -> u128 {
    let (a0, a1) = (a & DIGIT_MASK, a >> 32);
    let (b0, b1) = (bl & DIGIT_MASK, bl >> 32);
    let t = a0.wrapping_mul(b0);
    let u = a1.wrapping_mul(b0).wrapping_add(t >> 32);
    let v = a0.wrapping_mul(b1).wrapping_add(u & DIGIT_MASK);
    let high = a1.wrapping_mul(b1).wrapping_add(u >> 32).wrapping_add(v >> 32);
    join(v << 32 | t & DIGIT_MASK, high.wrapping_add(a.wrapping_mul(bh)))
}

/// By binary search: the VM has no instruction for it and LLVM's own expansion is longer.
#[inline(always)]
fn leading_zeros(mut word: u64) -> u32 {
    if word == 0 {
        return 64;
    }
    let mut count = 0;
    for width in [32, 16, 8, 4, 2, 1] {
        if word >> (64 - width) == 0 {
            count += width;
            word <<= width;
        }
    }
    count
}

/// Divides `(high, low)` by `divisor`, which is above `high`.
#[inline(always)]
fn divide_by_word(high: u64, low: u64, divisor: u64) -> (u64, u64) {
    let shift = leading_zeros(divisor);
    let divisor = divisor << shift;
    let top = if shift == 0 {
        high
    } else {
        high << shift | low >> (64 - shift)
    };
    let low = low << shift;
    let (first, rest) = divide_digit(top, low >> 32, divisor);
    let (second, rest) = divide_digit(rest, low & DIGIT_MASK, divisor);
    (first << 32 | second, rest >> shift)
}

/// One quotient digit of `(rest, digit)` by a normalised divisor, and the new rest.
#[inline(always)]
fn divide_digit(rest: u64, digit: u64, divisor: u64) -> (u64, u64) {
    let (d1, d0) = (divisor >> 32, divisor & DIGIT_MASK);
    let mut quotient = rest / d1;
    let mut remainder = rest % d1;
    while quotient >= DIGIT || quotient.wrapping_mul(d0) > (remainder << 32 | digit) {
        quotient -= 1;
        remainder += d1;
        if remainder >= DIGIT {
            break;
        }
    }
    let rest = (rest << 32)
        .wrapping_add(digit)
        .wrapping_sub(quotient.wrapping_mul(divisor));
    (quotient, rest)
}
