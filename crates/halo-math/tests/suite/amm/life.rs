//! Random lives of a pool.

use crate::model::amm_op::{Op, RawOp};
use crate::model::amm_pool::Twin;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_run_keeps_the_books(ops in vec(any::<RawOp>(), 1..80)) {
        let mut twin = Twin::new();
        for op in ops.into_iter().map(Op::decode) {
            twin.step(op);
        }
    }
}

/// The lives are worth something only if most operations go through in some of them.
#[test]
fn random_lives_do_everything() {
    let mut state = 1_u64;
    let mut done = BTreeSet::new();
    for _ in 0..60 {
        let mut twin = Twin::new();
        for _ in 0..120 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [.., kind, how] = (state >> 40).to_be_bytes();
            twin.step(Op::decode((kind, how, state >> 7)));
        }
        done.extend(twin.done);
    }
    let all = [
        "buy",
        "cancel",
        "claim",
        "close",
        "deposit",
        "fill",
        "fill in part",
        "receive",
        "receive all",
        "request",
        "scarcity",
        "sell",
        "size",
        "skew",
        "start",
        "take back",
        "withdraw",
    ];
    assert_eq!(done.into_iter().collect::<Vec<_>>(), all);
}
