//! Reports of five reporters beside the rules, and a trader who tries to be on both sides of a new price.
#![no_main]

use halo_math_fuzz::model::amm_feed::{FeedOp, FeedTwin, RawReport};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, Vec<RawReport>)| {
    let (quorum, ops) = input;
    let mut twin = FeedTwin::new(1 + u64::from(quorum % 5));
    for op in ops.into_iter().map(FeedOp::decode) {
        twin.step(op);
    }
});
