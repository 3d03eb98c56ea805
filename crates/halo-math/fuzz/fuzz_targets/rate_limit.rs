//! Runs of a limit beside a bucket whose level is a rational.
#![no_main]

use halo_math_fuzz::model::rate_limit::{Op, RawOp, Twin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u64, u64, i64, Vec<RawOp>)| {
    let (max, slope, start, ops) = input;
    let mut twin = Twin::new(max, slope, start);
    for op in ops {
        twin.step(Op::decode(op));
    }
});
