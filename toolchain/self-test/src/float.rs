//! Floating point. The VM has none: every operation is a call into software arithmetic.
//!
//! IEEE 754 leaves the sign and payload of a computed NaN open, so results with a NaN are compared as one
//! canonical NaN. Everything else has to agree to the last bit, rounding and subnormal numbers included.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the conversions of the language are what is tested"
)]

use crate::integer::join;

const NAN_F64: u64 = 0x7ff8_0000_0000_0000;
const NAN_F32: u32 = 0x7fc0_0000;

fn operand_f64(bits: u128) -> f64 {
    f64::from_bits(bits as u64)
}
fn operand_f32(bits: u128) -> f32 {
    f32::from_bits(bits as u32)
}
fn result_f64(value: f64) -> u64 {
    if value.is_nan() {
        NAN_F64
    } else {
        value.to_bits()
    }
}
fn result_f32(value: f32) -> u32 {
    if value.is_nan() {
        NAN_F32
    } else {
        value.to_bits()
    }
}

macro_rules! arithmetic {
    ($($name:ident: $operand:ident, $result:ident, $operator:tt;)+) => { $(
        #[inline(never)]
        pub fn $name(a: u128, b: u128) -> u128 {
            u128::from($result($operand(a) $operator $operand(b)))
        }
    )+ };
}

arithmetic! {
    add_f64: operand_f64, result_f64, +;
    subtract_f64: operand_f64, result_f64, -;
    multiply_f64: operand_f64, result_f64, *;
    divide_f64: operand_f64, result_f64, /;
    add_f32: operand_f32, result_f32, +;
    subtract_f32: operand_f32, result_f32, -;
    multiply_f32: operand_f32, result_f32, *;
    divide_f32: operand_f32, result_f32, /;
}

/// Every comparison, each of which is a library call of its own, ordered and unordered.
macro_rules! comparison {
    ($($name:ident: $operand:ident;)+) => { $(
        #[inline(never)]
        #[allow(clippy::float_cmp, reason = "exact comparison is what is tested")]
        #[allow(clippy::neg_cmp_op_on_partial_ord, reason = "the negation of an unordered comparison differs")]
        #[allow(clippy::nonminimal_bool, reason = "the negation of an unordered comparison differs")]
        pub fn $name(a: u128, b: u128) -> u128 {
            let (a, b) = ($operand(a), $operand(b));
            let answers = [
                a < b, a <= b, a == b, a != b, a >= b, a > b, !(a < b), !(a > b), a.is_nan(), b.is_nan(),
                a.partial_cmp(&b).is_some(), a.is_sign_negative(),
            ];
            answers.iter().fold(0, |bits, answer| bits << 1 | u128::from(*answer))
        }
    )+ };
}

comparison! {
    compare_f64: operand_f64;
    compare_f32: operand_f32;
}

/// To 64 and 32 bits of both signs: the language saturates, and turns a NaN into zero.
macro_rules! to_integer {
    ($($name:ident: $operand:ident;)+) => { $(
        #[inline(never)]
        pub fn $name(a: u128, b: u128) -> u128 {
            let (x, y) = ($operand(a), $operand(b));
            join(x as u64, x as i64 as u64).rotate_left(7)
                ^ join(u64::from(y as u32), y as i32 as u64)
                ^ u128::from(x as u8) << 40
                ^ u128::from(y as i16 as u16) << 80
        }
    )+ };
}

to_integer! {
    f64_to_integer: operand_f64;
    f32_to_integer: operand_f32;
}

#[inline(never)]
pub fn integer_to_f64(a: u128, b: u128) -> u128 {
    let unsigned = join((a as u64 as f64).to_bits(), f64::from(a as u32).to_bits());
    let signed = join((b as i64 as f64).to_bits(), f64::from(b as i32).to_bits());
    unsigned ^ signed.rotate_left(29)
}

#[inline(never)]
pub fn integer_to_f32(a: u128, b: u128) -> u128 {
    let words = [a as u64 as f32, a as u32 as f32, b as i64 as f32, b as i32 as f32];
    words.iter().fold(0, |packed, word| packed << 32 | u128::from(word.to_bits()))
}

#[inline(never)]
pub fn f64_to_i128(a: u128, _: u128) -> u128 {
    operand_f64(a) as i128 as u128
}

#[inline(never)]
pub fn f64_to_u128(a: u128, _: u128) -> u128 {
    operand_f64(a) as u128
}

#[inline(never)]
pub fn f32_to_i128(a: u128, b: u128) -> u128 {
    (operand_f32(a) as i128 as u128) ^ (operand_f32(b) as u128).rotate_left(64)
}

#[inline(never)]
pub fn integer_128_to_f64(a: u128, b: u128) -> u128 {
    join((a as f64).to_bits(), (b as i128 as f64).to_bits())
}

#[inline(never)]
pub fn integer_128_to_f32(a: u128, b: u128) -> u128 {
    join(u64::from((a as f32).to_bits()), u64::from((b as i128 as f32).to_bits()))
}

#[inline(never)]
pub fn convert_f32_f64(a: u128, b: u128) -> u128 {
    let widened = result_f64(f64::from(operand_f32(a)));
    let narrowed = result_f32(operand_f64(b) as f32);
    join(widened, narrowed.into())
}
