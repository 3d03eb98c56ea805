//! Penalties over any periods and statuses at any time.
#![no_main]

use halo_math_fuzz::model::overdue::{assert_accrual, assert_status, Period};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Vec<Period>, Vec<u64>, (i64, i64, u64, i64))| {
    let (periods, caps, (maturity, grace_seconds, shortfall, now)) = input;
    assert_accrual(&periods, &caps);
    assert_status(maturity, grace_seconds, shortfall, now);
});
