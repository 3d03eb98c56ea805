//! Random numbers, most of them near where an answer changes.

use rand::{rngs::StdRng, Rng};

use crate::model::UNLIMITED;

/// A number at, below, or around `bound`.
pub fn near(rng: &mut StdRng, bound: u64) -> u64 {
    match rng.gen_range(0..20) {
        0..=9 => rng.gen_range(0..=bound),
        10..=12 => rng.gen_range(0..=bound) >> rng.gen_range(0..32),
        13..=16 => bound,
        17 => bound.saturating_add(1),
        18 => magnitude(rng),
        _ => rng.gen_range(0..2),
    }
}

/// A max and a slope, the special ones included.
pub fn values(rng: &mut StdRng) -> (u64, u64) {
    let max = match rng.gen_range(0..20) {
        0 => 0,
        1 => UNLIMITED,
        2 => UNLIMITED - 1,
        _ => magnitude(rng),
    };
    let slope = match rng.gen_range(0..20) {
        0 => 0,
        1 => u64::MAX,
        2 => max,
        3 => 86_400 * rng.gen_range(0..1_000_000),
        // Full again within a day, or an hour.
        4..=12 => max.saturating_mul(rng.gen_range(1..50)),
        _ => magnitude(rng),
    };
    (max, slope)
}

/// All magnitudes alike: uniform numbers are nearly always large.
pub fn magnitude(rng: &mut StdRng) -> u64 {
    rng.gen::<u64>() >> rng.gen_range(0..64)
}
