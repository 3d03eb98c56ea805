//! 128-bit division and conversion for the Solana VM.
//!
//! LLVM calls `__udivti3` and its kin with 128-bit values in pairs of registers, which a Rust function on
//! this target cannot receive or return. So the functions here take words and leave a result behind a
//! pointer, and `../i128.ll` gives them the names and the calling convention that LLVM expects.

#![no_std]

mod conversion;
mod division;

use solana_compiler_builtins as _;

fn join(low: u64, high: u64) -> u128 {
    u128::from(high) << 64 | u128::from(low)
}

/// Defines functions from words to a 128-bit result, which they write to `out`.
macro_rules! wide_result {
    ($($name:ident($($word:ident),+) => $result:expr;)+) => { $(
        /// # Safety
        ///
        /// `out` must be valid for writing two words.
        #[no_mangle]
        #[inline(never)]
        pub unsafe extern "C" fn $name(out: *mut u64, $($word: u64),+) {
            let result: u128 = $result;
            unsafe {
                *out = result as u64;
                *out.add(1) = (result >> 64) as u64;
            }
        }
    )+ };
}

wide_result! {
    sbf_udivti3(nl, nh, dl, dh) => division::divide(join(nl, nh), join(dl, dh)).0;
    sbf_umodti3(nl, nh, dl, dh) => division::divide(join(nl, nh), join(dl, dh)).1;
    sbf_divti3(nl, nh, dl, dh) => division::divide_signed(join(nl, nh) as i128, join(dl, dh) as i128).0 as u128;
    sbf_modti3(nl, nh, dl, dh) => division::divide_signed(join(nl, nh) as i128, join(dl, dh) as i128).1 as u128;
    sbf_fixdfti(bits) => conversion::double_to_signed(bits) as u128;
    sbf_fixunsdfti(bits) => conversion::double_to_unsigned(bits);
}

/// Defines functions from a 128-bit integer in words to the bits of a floating-point number.
macro_rules! wide_argument {
    ($($name:ident($value:ident) => $result:expr;)+) => { $(
        #[no_mangle]
        #[inline(never)]
        pub extern "C" fn $name(low: u64, high: u64) -> u64 {
            let $value = join(low, high);
            $result
        }
    )+ };
}

wide_argument! {
    sbf_floatuntidf(value) => conversion::DOUBLE.from_unsigned(value);
    sbf_floattidf(value) => conversion::DOUBLE.from_signed(value as i128);
    sbf_floatuntisf(value) => conversion::SINGLE.from_unsigned(value);
    sbf_floattisf(value) => conversion::SINGLE.from_signed(value as i128);
}
