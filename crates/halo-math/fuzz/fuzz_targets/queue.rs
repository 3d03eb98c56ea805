//! Runs of four depositors: results, conservation and fairness after each operation.
#![no_main]

use halo_math_fuzz::model::queue::{Op, Pool, RawOp};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, Vec<RawOp>)| {
    let (price_moves, ops) = input;
    let mut pool = Pool::default();
    for op in ops.into_iter().map(Op::decode) {
        if op.moves_price() && !price_moves {
            continue;
        }
        pool.step(op);
        assert!(
            price_moves || pool.totals.check_one_to_one().is_ok(),
            "not 1:1 after {op:?}"
        );
    }
});
