//! A Solana program that computes what compilers for the Solana VM get wrong.
//!
//! The same functions run in the VM and, through this library, natively: `tests/vm.rs` sends operands to
//! the program and compares every result. It judges the toolchain that built the program, whichever that
//! was, so that the programs with money in them need not find its faults.
//!
//! | module | covers |
//! |---|---|
//! | [`integer`] | 128-bit, 64-bit and narrow arithmetic, shifts, comparisons, bit counts |
//! | [`float`] | `f32` and `f64` arithmetic, comparisons and conversions |
//! | [`calls`] | arguments on the stack, large results, function pointers, trait objects, deep calls |
//! | [`memory`] | copies that overlap, fills, comparisons of every length |
//! | [`heap`] | collections that grow to the end of the heap |
//! | [`failure`] | panics of every kind |

pub mod calls;
#[cfg(target_os = "solana")]
mod entrypoint;
pub mod failure;
pub mod float;
pub mod heap;
pub mod instruction;
pub mod integer;
pub mod memory;
pub mod op;

pub use {
    calls::descend,
    failure::Failure,
    heap::Collection,
    instruction::{Instruction, BATCH, RESULT_BYTES},
    op::Op,
};
