//! The middle of a few numbers.
//!
//! A network of nine comparisons puts five numbers in order, one of three puts three. On chain that is far cheaper than
//! inserting each where it belongs, which moves memory; fewer numbers are filled up with large ones.

use super::nav_feed::REPORTERS;

/// So many numbers take the small network.
pub(super) const FEW: usize = 3;

/// A number of each reporter that counts, in rising order.
#[derive(Clone, Copy)]
pub(super) struct Sorted<T> {
    values: [T; REPORTERS],
    len: usize,
}

impl<T: Copy + Ord + Default> Sorted<T> {
    /// The first `len` of `values`, of which the others are at least as large as any of them.
    pub(super) fn of_few([a, b, c]: [T; FEW], len: usize) -> Self {
        let (a, b) = ordered(a, b);
        let (b, c) = ordered(b, c);
        let (a, b) = ordered(a, b);
        Self { values: [a, b, c, c, c], len }
    }

    /// The same of more.
    pub(super) fn of_five([a, b, c, d, e]: [T; REPORTERS], len: usize) -> Self {
        let ((a, d), (b, e)) = (ordered(a, d), ordered(b, e));
        let ((a, c), (b, d)) = (ordered(a, c), ordered(b, d));
        let ((a, b), (c, e)) = (ordered(a, b), ordered(c, e));
        let ((b, c), (d, e)) = (ordered(b, c), ordered(d, e));
        let (c, d) = ordered(c, d);
        Self { values: [a, b, c, d, e], len }
    }

    /// The one in the middle; of an even number the lower one.
    pub(super) fn middle(&self) -> T {
        self.at(self.len.saturating_sub(1).wrapping_shr(1))
    }

    /// The one that `rank` of them reach or exceed, 1 being the largest.
    pub(super) fn reached_by(&self, rank: usize) -> T {
        self.at(self.len.saturating_sub(rank))
    }

    fn at(&self, index: usize) -> T {
        self.values.get(index).copied().unwrap_or_default()
    }
}

impl Sorted<u64> {
    /// The median: the one in the middle, or the mean of the two, rounded down.
    pub(super) fn median(&self) -> u64 {
        self.middle().midpoint(self.at(self.len.wrapping_shr(1)))
    }
}

/// The two in rising order.
fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if b < a {
        (b, a)
    } else {
        (a, b)
    }
}
