//! Lives of three holders of fractions beside rationals.
#![no_main]

use halo_math_fuzz::model::reward::{Op, RawOp, Twin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|ops: Vec<RawOp>| {
    let mut twin = Twin::new();
    for op in ops.into_iter().map(Op::decode) {
        twin.step(op);
    }
});
