//! The middle of a few numbers.
//!
//! Two and three, what most feeds have, are compared and nothing more; a network of nine comparisons puts five in order.
//! On chain that is far cheaper than inserting each where it belongs, which moves memory.

use super::nav_feed::REPORTERS;

/// The two in the middle of the first `len` of these; of an odd number the same one twice. Those behind are at least as
/// large as any of them.
pub(super) fn middle<R, T: Copy + Ord + Default>(
    all: &[&R; REPORTERS],
    len: usize,
    of: impl Fn(&R) -> T,
) -> (T, T) {
    let [a, b, c, ..] = all;
    match len {
        2 => ordered(of(a), of(b)),
        3 => {
            let middle = second_of(of(a), of(b), of(c));
            (middle, middle)
        }
        _ => {
            let sorted = sorted(all.map(of));
            (at(&sorted, len.saturating_sub(1).wrapping_shr(1)), at(&sorted, len.wrapping_shr(1)))
        }
    }
}

/// The median of the first `len` of these: the one in the middle, or the mean of the two, rounded down.
pub(super) fn median<R>(all: &[&R; REPORTERS], len: usize, of: impl Fn(&R) -> u64) -> u64 {
    let (low, high) = middle(all, len, of);
    // In order, and below their own sum, so nothing wraps.
    low.wrapping_add(high.wrapping_sub(low).wrapping_shr(1))
}

/// The one that `rank` of the first `len` of these reach or exceed, 1 being the largest.
pub(super) fn reached_by<R, T: Copy + Ord + Default>(
    all: &[&R; REPORTERS],
    len: usize,
    rank: usize,
    of: impl Fn(&R) -> T,
) -> T {
    let [a, b, c, ..] = all;
    match (len, rank) {
        (2, 1) => of(a).max(of(b)),
        (2, 2) => of(a).min(of(b)),
        (3, 1) => of(a).max(of(b)).max(of(c)),
        (3, 2) => second_of(of(a), of(b), of(c)),
        (3, 3) => of(a).min(of(b)).min(of(c)),
        _ => at(&sorted(all.map(of)), len.saturating_sub(rank)),
    }
}

/// The second of three.
fn second_of<T: Ord + Copy>(a: T, b: T, c: T) -> T {
    let (low, high) = ordered(a, b);
    low.max(high.min(c))
}

fn sorted<T: Ord + Copy>([a, b, c, d, e]: [T; REPORTERS]) -> [T; REPORTERS] {
    let ((a, d), (b, e)) = (ordered(a, d), ordered(b, e));
    let ((a, c), (b, d)) = (ordered(a, c), ordered(b, d));
    let ((a, b), (c, e)) = (ordered(a, b), ordered(c, e));
    let ((b, c), (d, e)) = (ordered(b, c), ordered(d, e));
    let (c, d) = ordered(c, d);
    [a, b, c, d, e]
}

fn at<T: Copy + Default>(sorted: &[T; REPORTERS], index: usize) -> T {
    // Within the five that there are, so the default is never taken.
    sorted.get(index).copied().unwrap_or_default()
}

/// The two in rising order.
fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if b < a {
        (b, a)
    } else {
        (a, b)
    }
}
