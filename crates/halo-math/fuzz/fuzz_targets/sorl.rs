//! Questions to the second-order limit beside the rule on rationals.
#![no_main]

use halo_math::{LimitInit, RateLimit, Sorl};
use halo_math_fuzz::model::sorl::Question;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: ((u16, i64), [u64; 2], (i64, i64), Option<[u64; 2]>, [u64; 2])| {
    let ((max_change_bps, hop), [max, slope], (last_increased, now), init, [wanted_max, wanted_slope]) =
        input;
    Question {
        sorl: Sorl { max_change_bps, hop },
        current: RateLimit { last_increased, ..RateLimit::new(max, slope, 0) },
        init: init.map(|[max, slope]| LimitInit { max, slope }),
        max: wanted_max,
        slope: wanted_slope,
        now,
    }
    .assert_answer();
});
