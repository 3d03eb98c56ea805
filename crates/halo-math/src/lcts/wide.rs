//! Wide numbers as accounts hold them: little-endian words, because a wider field would ask for an alignment that
//! accounts do not have.

use ethnum::U256;

/// The 128-bit number of two words, the lower one first.
pub(super) fn u128_of([low, high]: [u64; 2]) -> u128 {
    u128::from(high).wrapping_shl(64) | u128::from(low)
}

/// The words of a 128-bit number, the lower one first.
pub(super) fn words_of(value: u128) -> [u64; 2] {
    [low_half(value), low_half(value.wrapping_shr(64))]
}

/// The 256-bit number of four words, the lowest one first.
pub(super) fn u256_of([a, b, c, d]: [u64; 4]) -> U256 {
    U256::from_words(u128_of([c, d]), u128_of([a, b]))
}

/// The words of a 256-bit number, the lowest one first.
pub(super) fn wide_words_of(value: U256) -> [u64; 4] {
    let (high, low) = value.into_words();
    let ([a, b], [c, d]) = (words_of(low), words_of(high));
    [a, b, c, d]
}

/// The lower 64 bits.
fn low_half(value: u128) -> u64 {
    // What is left fits, so the default is never taken.
    u64::try_from(value & u128::from(u64::MAX)).unwrap_or(u64::MAX)
}
