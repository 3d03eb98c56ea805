//! Memory: short operations are expanded in place, longer ones become calls and then system calls. Lengths
//! from the operands cross every threshold between them.

#![allow(clippy::cast_possible_truncation, reason = "operands are reinterpreted bit by bit")]

use {crate::integer::join, std::cmp::Ordering};

const SIZE: usize = 192;

/// Bytes that differ in every position, and a different choice of them for each operand.
fn pattern(seed: u128) -> [u8; SIZE] {
    let mut bytes = [0; SIZE];
    let mut state = seed as u64 ^ (seed >> 64) as u64 | 1;
    for byte in &mut bytes {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        *byte = (state >> 56) as u8;
    }
    bytes
}

/// FNV-1a, in two halves.
fn checksum(bytes: &[u8]) -> u128 {
    let hash = |seed: u64| {
        bytes.iter().fold(seed, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    };
    join(hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142))
}

/// A range of the buffer chosen by two bytes of an operand: it starts in the first 96 bytes and is at most
/// 96 long.
fn range(operand: u128) -> (usize, usize) {
    let [start, length, ..] = operand.to_le_bytes();
    (usize::from(start % 97), usize::from(length % 97))
}

/// Copies within one buffer, forwards and backwards, with and without overlap.
#[inline(never)]
pub fn move_overlapping(a: u128, b: u128) -> u128 {
    let mut bytes = pattern(a);
    let (source, length) = range(b);
    let (target, _) = range(b >> 16);
    bytes.copy_within(source..source.saturating_add(length), target);
    checksum(&bytes)
}

#[inline(never)]
pub fn fill(a: u128, b: u128) -> u128 {
    let mut bytes = pattern(a);
    let (start, length) = range(b);
    bytes[start..start.saturating_add(length)].fill((b >> 16) as u8);
    bytes[100..116].copy_from_slice(&b.to_le_bytes());
    bytes[120..123].fill(b as u8);
    checksum(&bytes)
}

/// Compares two slices that agree up to a chosen position.
#[inline(never)]
pub fn compare_bytes(a: u128, b: u128) -> u128 {
    let left = pattern(a);
    let mut right = left;
    let (start, length) = range(b);
    right[usize::from((b >> 16) as u8 % 192)] = (b >> 24) as u8;
    let (left, right) =
        (&left[start..start.saturating_add(length)], &right[start..start.saturating_add(length)]);
    let order = match left.cmp(right) {
        Ordering::Less => 1,
        Ordering::Equal => 2,
        Ordering::Greater => 4,
    };
    join(order, u64::from(left == right))
}
