//! Integer arithmetic. What the VM has no instruction for (everything of 128 bits) becomes a call into the
//! toolchain's builtins.

#![allow(
    clippy::integer_division,
    clippy::arithmetic_side_effects,
    reason = "integer division is what is tested, with divisors checked for zero"
)]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "operands are reinterpreted bit by bit, in the VM exactly as natively"
)]

/// The result of a division by zero.
const UNDEFINED: u128 = 0xdead_beef_dead_beef_dead_beef_dead_beef;

/// Folds the overflow flag of an operation into its value.
fn flagged(value: u128, overflow: bool) -> u128 {
    if overflow {
        !value
    } else {
        value
    }
}

/// Two 64-bit results as one.
pub(crate) fn join(high: u64, low: u64) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

#[inline(never)]
pub fn multiply_u128(a: u128, b: u128) -> u128 {
    let (product, overflow) = a.overflowing_mul(b);
    flagged(product, overflow)
}

#[inline(never)]
pub fn multiply_i128(a: u128, b: u128) -> u128 {
    let (product, overflow) = (a as i128).overflowing_mul(b as i128);
    flagged(product as u128, overflow)
}

/// 64 by 64 to 128 bits, of both signs: compilers turn it into something else than a full multiplication.
#[inline(never)]
pub fn multiply_wide_u64(a: u128, b: u128) -> u128 {
    let unsigned = u128::from(a as u64).wrapping_mul(u128::from(b as u64));
    let signed = i128::from(a as i64).wrapping_mul(i128::from(b as i64));
    unsigned ^ (signed as u128).rotate_left(32)
}

#[inline(never)]
pub fn divide_u128(a: u128, b: u128) -> u128 {
    a.checked_div(b).unwrap_or(UNDEFINED)
}

/// `i128::MIN / -1` wraps to `i128::MIN` and raises the flag.
#[inline(never)]
pub fn divide_i128(a: u128, b: u128) -> u128 {
    if b == 0 {
        return UNDEFINED;
    }
    let (quotient, overflow) = (a as i128).overflowing_div(b as i128);
    flagged(quotient as u128, overflow)
}

#[inline(never)]
pub fn remainder_u128(a: u128, b: u128) -> u128 {
    a.checked_rem(b).unwrap_or(UNDEFINED)
}

#[inline(never)]
pub fn remainder_i128(a: u128, b: u128) -> u128 {
    if b == 0 {
        return UNDEFINED;
    }
    let (remainder, overflow) = (a as i128).overflowing_rem(b as i128);
    flagged(remainder as u128, overflow)
}

/// Quotient and remainder that round down, both from one pair of operands.
#[inline(never)]
pub fn euclidean_i128(a: u128, b: u128) -> u128 {
    if b == 0 {
        return UNDEFINED;
    }
    let (a, b) = (a as i128, b as i128);
    (a.wrapping_div_euclid(b) as u128).rotate_left(64) ^ a.wrapping_rem_euclid(b) as u128
}

#[inline(never)]
pub fn add_subtract_128(a: u128, b: u128) -> u128 {
    let (sum, carry) = a.overflowing_add(b);
    let (difference, borrow) = a.overflowing_sub(b);
    let signed_sum = (a as i128).saturating_add(b as i128) as u128;
    let signed_difference = (a as i128).saturating_sub(b as i128) as u128;
    flagged(sum, carry)
        ^ flagged(difference, borrow).rotate_left(32)
        ^ signed_sum.rotate_left(64)
        ^ signed_difference.rotate_left(96)
}

/// Shifts and rotations by every distance, across the word boundary and within a word.
#[inline(never)]
pub fn shift_128(a: u128, b: u128) -> u128 {
    let distance = b as u32 & 127;
    a.wrapping_shl(distance)
        ^ a.wrapping_shr(distance).rotate_left(32)
        ^ ((a as i128).wrapping_shr(distance) as u128).rotate_left(64)
        ^ a.rotate_right(distance).rotate_left(96)
}

#[inline(never)]
pub fn compare_128(a: u128, b: u128) -> u128 {
    let (signed_a, signed_b) = (a as i128, b as i128);
    let mut bits = 0;
    for answer in [
        a < b,
        a <= b,
        a == b,
        a != b,
        a > b,
        signed_a < signed_b,
        signed_a <= signed_b,
        signed_a > signed_b,
        signed_a >= signed_b,
        signed_a.signum() < signed_b.signum(),
    ] {
        bits = bits << 1 | u128::from(answer);
    }
    bits ^ a.min(b).rotate_left(32) ^ (signed_a.max(signed_b) as u128).rotate_left(64)
}

#[inline(never)]
pub fn bits_128(a: u128, b: u128) -> u128 {
    let counts = [
        a.leading_zeros(),
        a.trailing_zeros(),
        a.count_ones(),
        (b as u64).leading_zeros(),
        (b as u64).trailing_zeros(),
        (b as u64).count_ones(),
        (b as u32).leading_zeros(),
        (b as u16).leading_ones(),
    ];
    let packed = counts.iter().fold(0_u128, |packed, count| packed << 8 | u128::from(*count));
    packed ^ a.swap_bytes().rotate_left(64) ^ b.reverse_bits() ^ u128::from((b as u32).swap_bytes())
}

#[inline(never)]
pub fn divide_64(a: u128, b: u128) -> u128 {
    let (unsigned_a, unsigned_b) = (a as u64, b as u64);
    let (signed_a, signed_b) = (a as i64, b as i64);
    if unsigned_b == 0 {
        return UNDEFINED;
    }
    let unsigned = join(unsigned_a / unsigned_b, unsigned_a % unsigned_b);
    let signed = join(signed_a.wrapping_div(signed_b) as u64, signed_a.wrapping_rem(signed_b) as u64);
    unsigned ^ signed.rotate_left(48)
}

/// 32-bit division must ignore what the upper halves of the registers hold.
#[inline(never)]
pub fn divide_32(a: u128, b: u128) -> u128 {
    let (unsigned_a, unsigned_b) = (a as u32, b as u32);
    let (signed_a, signed_b) = (a as i32, b as i32);
    if unsigned_b == 0 {
        return UNDEFINED;
    }
    let signed = join(signed_a.wrapping_div(signed_b) as u64, signed_a.wrapping_rem(signed_b) as u64);
    join(u64::from(unsigned_a / unsigned_b), u64::from(unsigned_a % unsigned_b)) ^ signed.rotate_left(48)
}

/// Arithmetic on 8, 16 and 32 bits, sign extended and zero extended.
#[inline(never)]
pub fn narrow(a: u128, b: u128) -> u128 {
    let word = (a as u32).wrapping_mul(b as u32).wrapping_add(a as u32 >> 7);
    let half = (a as i16).wrapping_mul(b as i16).wrapping_sub(a as i16 >> 3);
    let byte = (a as i8).wrapping_add(b as i8).wrapping_shl(b as u32);
    let long = (a as i64).wrapping_shr(b as u32).wrapping_sub(i64::from(b as i32));
    join(word.into(), i64::from(half) as u64)
        ^ (i128::from(byte) as u128).rotate_left(32)
        ^ (i128::from(long) as u128).rotate_left(64)
        ^ u128::from(word.rotate_left(b as u32)).rotate_left(96)
}
