//! Random reports beside the rules, and a trader who cannot be on both sides of one.

use crate::model::amm_feed::{FeedOp, FeedTwin, RawReport};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_run_keeps_the_rules(quorum in 1..=5_u64, ops in vec(any::<RawReport>(), 1..150)) {
        let mut twin = FeedTwin::new(quorum);
        for op in ops.into_iter().map(FeedOp::decode) {
            twin.step(op);
        }
    }
}

/// The runs are worth something only if there is trading in them, and some of it waits.
#[test]
fn random_runs_trade_and_wait() {
    let mut state = 1_u64;
    let (mut trades, mut waits) = (0, 0);
    for quorum in [1, 1, 2, 3, 1, 2] {
        let mut twin = FeedTwin::new(quorum);
        for _ in 0..2_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [.., kind, how] = (state >> 40).to_be_bytes();
            let seed = u32::try_from(state >> 8 & u64::from(u32::MAX)).expect("32 bits");
            twin.step(FeedOp::decode((kind, how, seed)));
        }
        (trades, waits) = (trades + twin.trades, waits + twin.waits);
    }
    assert!(trades > 500 && waits > 50, "{trades} trades, {waits} waited");
}
