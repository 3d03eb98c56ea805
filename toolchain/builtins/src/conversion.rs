//! Conversions between 128-bit integers and floating point, on the bits of the numbers.

/// The layout of a floating-point format.
pub struct Format {
    fraction_bits: u32,
    bias: u64,
    sign_bit: u64,
}

pub const DOUBLE: Format = Format {
    fraction_bits: 52,
    bias: 1023,
    sign_bit: 1 << 63,
};
pub const SINGLE: Format = Format {
    fraction_bits: 23,
    bias: 127,
    sign_bit: 1 << 31,
};

impl Format {
    /// The nearest number, ties to even.
    #[inline(never)]
    pub fn from_unsigned(&self, value: u128) -> u64 {
        if value == 0 {
            return 0;
        }
        let shift = value.leading_zeros();
        let aligned = value << shift;
        let significand = (aligned >> (127 - self.fraction_bits)) as u64;
        let dropped = aligned << (self.fraction_bits + 1);
        let half = 1 << 127;
        let up = dropped > half || dropped == half && significand & 1 == 1;
        let exponent = self.bias + 127 - u64::from(shift);
        // The significand's leading one adds one to the exponent field, and so does a carry out of the
        // rounded fraction: past the largest finite number, that is infinity.
        ((exponent - 1) << self.fraction_bits) + significand + u64::from(up)
    }

    pub fn from_signed(&self, value: i128) -> u64 {
        let sign = if value < 0 { self.sign_bit } else { 0 };
        sign | self.from_unsigned(value.unsigned_abs())
    }
}

/// The integer part of the absolute value of a double, at most `u128::MAX`.
#[inline(never)]
fn magnitude(bits: u64) -> u128 {
    let exponent = (bits >> DOUBLE.fraction_bits) & 0x7ff;
    let significand = u128::from(bits & ((1 << DOUBLE.fraction_bits) - 1) | 1 << DOUBLE.fraction_bits);
    match exponent {
        ..1023 => 0,
        1023..1075 => significand >> (1075 - exponent),
        1075..1151 => significand << (exponent - 1075),
        _ => u128::MAX,
    }
}

/// Saturates; LLVM itself treats what is out of range, and NaN.
pub fn double_to_unsigned(bits: u64) -> u128 {
    if bits & DOUBLE.sign_bit != 0 {
        return 0;
    }
    magnitude(bits)
}

/// Saturates; LLVM itself treats what is out of range, and NaN.
pub fn double_to_signed(bits: u64) -> i128 {
    let magnitude = magnitude(bits).min(1 << 127);
    if bits & DOUBLE.sign_bit != 0 {
        (magnitude as i128).wrapping_neg()
    } else {
        magnitude.min((1 << 127) - 1) as i128
    }
}
