//! Ways to fail. Each must end the transaction with an error: neither carry on nor spin.

use std::hint::black_box;

/// How to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Failure {
    Panic,
    Unwrap,
    Index,
    Overflow,
    DivideByZero,
    SliceLength,
    Borrow,
}

impl Failure {
    pub const ALL: [Failure; 7] = [
        Failure::Panic,
        Failure::Unwrap,
        Failure::Index,
        Failure::Overflow,
        Failure::DivideByZero,
        Failure::SliceLength,
        Failure::Borrow,
    ];

    /// Fails. The value is what an optimiser that drops the check might return.
    #[allow(
        clippy::panic,
        clippy::unwrap_used,
        clippy::arithmetic_side_effects,
        clippy::integer_division,
        reason = "panics are what is tested"
    )]
    #[inline(never)]
    pub fn commit(self) -> u64 {
        let zero = black_box(0_u64);
        match self {
            Failure::Panic => panic!("asked to panic"),
            Failure::Unwrap => black_box(None::<u64>).unwrap(),
            Failure::Index => black_box(&[1_u64, 2, 3][..])[black_box(3)],
            Failure::Overflow => black_box(u64::MAX) + black_box(1),
            Failure::DivideByZero => black_box(7) / zero,
            Failure::SliceLength => {
                let mut target = [0_u8; 4];
                target.copy_from_slice(black_box(&[1_u8, 2, 3]));
                u64::from(target[0])
            }
            Failure::Borrow => {
                let cell = std::cell::RefCell::new(zero);
                let held = cell.borrow_mut();
                let again = cell.borrow_mut();
                *held ^ *again
            }
        }
    }
}

impl TryFrom<u8> for Failure {
    type Error = ();

    fn try_from(byte: u8) -> Result<Self, ()> {
        Failure::ALL.get(usize::from(byte)).copied().ok_or(())
    }
}
