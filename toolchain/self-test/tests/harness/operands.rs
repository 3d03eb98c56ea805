//! Operands: the extremes of every width and format against each other, and random ones that are not just
//! large.

#![allow(clippy::arithmetic_side_effects, reason = "small constants")]
#![allow(clippy::cast_sign_loss, reason = "operands are bit patterns")]

use rand::{rngs::StdRng, Rng, SeedableRng};

/// Values at which carries, signs, widths and formats change.
fn extremes() -> Vec<u128> {
    let mut values = vec![0, 1, 2, 3, 7, 10, 255, 256];
    for bits in [8, 16, 31, 32, 33, 52, 53, 63, 64, 65, 95, 96, 97, 126, 127] {
        values.extend([(1 << bits) - 1, 1 << bits, (1 << bits) + 1]);
    }
    values.extend([u128::MAX, u128::MAX - 1, u128::MAX << 64, u128::MAX << 127 | 1]);
    values.extend(
        [-1_i128, -2, -3, i64::MIN.into(), i32::MIN.into(), i128::MIN + 1].map(|value| value as u128),
    );
    values.extend([10_u128.pow(9), 10_u128.pow(18), 10_u128.pow(19), 10_u128.pow(38)]);
    // In the low word, as the floating-point operations read it: special numbers, ties, the edges of
    // integers, the smallest and largest of each kind.
    for value in [
        0.5,
        1.0,
        1.5,
        2.5,
        3.5,
        0.1,
        1e-3,
        1e16,
        1e300,
        255.5,
        65_535.9,
        4_294_967_295.5,
        2_147_483_648.0,
        9.007_199_254_740_993e15,
        9.223_372_036_854_775e18,
        1.844_674_407_370_955e19,
        1.701_411_834_604_692e38,
        3.402_823_669_209_384e38,
        f64::from(f32::MAX),
        f64::MIN_POSITIVE,
        f64::MAX,
        f64::EPSILON,
        f64::INFINITY,
        f64::NAN,
        f64::from_bits(1),
        f64::from_bits(0x000f_ffff_ffff_ffff),
        f64::from_bits(0x7ff0_0000_0000_0001),
        // half-way between two singles, and between the smallest single and zero
        1.000_000_059_604_644_8,
        7.006_492_321_624_085e-46,
    ] {
        values.extend([value, -value].map(|value: f64| u128::from(value.to_bits())));
    }
    for value in [
        0.5,
        1.0,
        1.5,
        2.5,
        0.1,
        16_777_216.0,
        16_777_217.0,
        2_147_483_648.0,
        4_294_967_296.0,
        9.223_372e18,
        1.844_674_4e19,
        1.701_411_8e38,
        f32::MIN_POSITIVE,
        f32::MAX,
        f32::EPSILON,
        f32::INFINITY,
        f32::NAN,
        f32::from_bits(1),
        f32::from_bits(0x007f_ffff),
        f32::from_bits(0x7f80_0001),
    ] {
        values.extend([value, -value].map(|value: f32| u128::from(value.to_bits())));
    }
    values.sort_unstable();
    values.dedup();
    values
}

/// Every extreme with every other, in both orders.
pub fn extreme_pairs() -> Vec<(u128, u128)> {
    let values = extremes();
    values.iter().flat_map(|a| values.iter().map(|b| (*a, *b))).collect()
}

/// Random pairs: uniform bits, uniform lengths, numbers near powers of two and near each other, and
/// floating-point numbers whose exponents are close enough for rounding to matter.
pub fn random_pairs(seed: u64, count: usize) -> Vec<(u128, u128)> {
    let mut random = StdRng::seed_from_u64(seed);
    (0..count)
        .map(|_| {
            let a = operand(&mut random);
            let b = match random.gen_range(0..6) {
                0 => a.wrapping_add(random.gen_range(0..4)).wrapping_sub(2),
                1 => a >> random.gen_range(0..128),
                2 => nearby_float(&mut random, a),
                _ => operand(&mut random),
            };
            if random.gen() {
                (a, b)
            } else {
                (b, a)
            }
        })
        .collect()
}

fn operand(random: &mut StdRng) -> u128 {
    let bits: u128 = random.gen();
    let value = match random.gen_range(0..7) {
        0 => bits,
        1 | 2 => bits >> random.gen_range(0..128),
        3 => (1_u128 << random.gen_range(0..128)).wrapping_add(random.gen_range(0..5)).wrapping_sub(2),
        4 => (random.gen_range(-1e25..1e25) * random.gen::<f64>()).to_bits().into(),
        5 => (random.gen_range(-1e12_f32..1e12) * random.gen::<f32>()).to_bits().into(),
        _ => u128::from(random.gen::<u64>()) << 64 >> random.gen_range(0..64),
    };
    if random.gen_range(0..4) == 0 {
        value.wrapping_neg()
    } else {
        value
    }
}

/// The bits of a double or single whose exponent is near that of `a`.
fn nearby_float(random: &mut StdRng, a: u128) -> u128 {
    let flip: u64 = random.gen();
    if random.gen() {
        a ^ u128::from(flip & 0x803f_ffff_ffff_ffff)
    } else {
        a ^ u128::from(flip & 0x81ff_ffff)
    }
}
