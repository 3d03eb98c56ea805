//! What a Book recovers, shared among ranks and paid to units in any order.
#![no_main]

use halo_math::RANKS;
use halo_math_fuzz::model::loss::{assert_payout, assert_waterfall};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ([u64; RANKS], u64, Vec<u64>, Vec<u64>)| {
    let (ranks, recovered, claims, seeds) = input;
    assert_waterfall(&ranks, recovered);
    // The claims of one rank fit 64 bits: each takes at most what those before it left.
    let mut room = u64::MAX;
    let mut units = Vec::new();
    for claim in claims {
        let claim = claim.min(room);
        room -= claim;
        units.extend((claim > 0).then_some(claim));
    }
    if !units.is_empty() {
        assert_payout(&units, recovered, &seeds);
    }
});
