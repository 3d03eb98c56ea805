//! Deals against buyboxes whose bounds are near them.
#![no_main]

use halo_math_fuzz::model::deal::{assert_check, build, buybox_around, RawBuybox, RawDeal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (RawDeal, RawBuybox)| {
    let (deal, bounds) = input;
    let terms = build(deal);
    if let Ok(summary) = terms.summary() {
        assert_check(&buybox_around(&summary, bounds), &terms, &summary);
    }
});
