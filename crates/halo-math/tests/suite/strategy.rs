//! Numbers of all magnitudes alike: uniform ones are nearly always large.

use proptest::prelude::*;

pub fn any_magnitude() -> BoxedStrategy<u64> {
    (any::<u64>(), 0..64_u32).prop_map(|(value, shift)| value >> shift).boxed()
}

pub fn any_magnitude_u128() -> BoxedStrategy<u128> {
    (any::<u128>(), 0..128_u32).prop_map(|(value, shift)| value >> shift).boxed()
}
