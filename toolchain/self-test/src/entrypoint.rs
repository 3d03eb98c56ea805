//! The program's side: reads the request, computes, sets the return data.

#![allow(
    unsafe_code,
    reason = "the loader calls `entrypoint` with a raw pointer, and system calls are foreign functions"
)]

#[cfg(not(feature = "oversized-frame"))]
use crate::calls::descend;
#[cfg(feature = "oversized-frame")]
use crate::calls::oversized_frame as descend;
use {
    crate::{
        heap,
        instruction::{operands, Instruction, BATCH, RESULT_BYTES},
    },
    solana_define_syscall::definitions::sol_set_return_data,
    solana_program_entrypoint::{custom_heap_default, custom_panic_default, deserialize, SUCCESS},
};

/// The program error for instruction data that is no request.
const MALFORMED: u64 = 1;

custom_heap_default!();
custom_panic_default!();

/// Called by the loader.
///
/// # Safety
///
/// `input` must point to the parameters that the loader serialises.
#[no_mangle]
pub unsafe extern "C" fn entrypoint(input: *mut u8) -> u64 {
    let (_, _, data) = unsafe { deserialize(input) };
    match Instruction::parse(data) {
        Some(instruction) => {
            answer(instruction);
            SUCCESS
        }
        None => MALFORMED,
    }
}

fn answer(instruction: Instruction) {
    match instruction {
        Instruction::Compute { op, pairs } => {
            let mut results = [[0; RESULT_BYTES]; BATCH];
            for (result, pair) in results.iter_mut().zip(pairs) {
                let (a, b) = operands(pair);
                *result = op.apply(a, b).to_le_bytes();
            }
            set_return_data(results[..pairs.len()].as_flattened());
        }
        Instruction::Descend { depth } => set_return_data(&descend(depth).to_le_bytes()),
        Instruction::Fail(failure) => set_return_data(&failure.commit().to_le_bytes()),
        Instruction::Grow { collection, count } => {
            set_return_data(&heap::grow(collection, count).to_le_bytes())
        }
    }
}

fn set_return_data(data: &[u8]) {
    // SAFETY: the pointer and the length are those of a live slice, which the call only reads.
    unsafe { sol_set_return_data(data.as_ptr(), data.len() as u64) }
}
