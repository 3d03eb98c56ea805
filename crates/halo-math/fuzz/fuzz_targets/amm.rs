//! Lives of a pool with three owners, traders and an issuer, beside what is in its vaults.
#![no_main]

use halo_math_fuzz::model::amm_op::{Op, RawOp};
use halo_math_fuzz::model::amm_pool::Twin;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|ops: Vec<RawOp>| {
    let mut twin = Twin::new();
    for op in ops.into_iter().map(Op::decode) {
        twin.step(op);
    }
});
