//! Random deals and buyboxes against the rational model.

use crate::model::deal::{apy_bps, assert_check, build, buybox_around, expected_summary};
use crate::model::ratio::{ceil_u64, floor_u64, int, product_over};
use crate::strategy::any_magnitude;
use halo_math::{Buybox, DealTerms, YEAR_SECONDS};
use proptest::collection::vec;
use proptest::prelude::*;

/// Mostly valid terms.
fn likely_terms() -> impl Strategy<Value = DealTerms> {
    let gap = prop_oneof![9 => 1..100_000_000_i64, 1 => any::<i64>().prop_map(|gap| gap >> 20)];
    let amount = any_magnitude().prop_map(|amount| amount >> 7);
    let payment = (gap, amount.clone(), amount.clone());
    let start = any::<i64>().prop_map(|start| start >> 20);
    (start, vec(payment, 0..70), 0..34_u8, any::<u8>(), any::<u8>(), amount).prop_map(build)
}

/// Valid terms whose rate a buybox can express.
fn valid_terms() -> impl Strategy<Value = DealTerms> {
    let payment = (1..40_000_000_i64, 1..1_u64 << 48, 0..1_u64 << 44);
    (Just(0_i64), vec(payment, 1..12), 0..32_u8, 0..4_u8, 0..4_u8, Just(0_u64)).prop_map(build)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn totals_agree_with_rationals(terms in likely_terms()) {
        prop_assert_eq!(terms.summary().ok(), expected_summary(&terms));
    }

    #[test]
    fn terms_survive_encoding(terms in likely_terms()) {
        let encoded = borsh::to_vec(&terms).expect("memory is the only limit");
        prop_assert_eq!(borsh::from_slice::<DealTerms>(&encoded).expect("just encoded"), terms);
    }

    #[test]
    fn the_buybox_agrees_with_rationals(
        terms in valid_terms(),
        bounds in (any::<[i8; 2]>(), any::<[i8; 2]>(), any::<[i8; 2]>(), 0..5_u8, 0..5_u8, any::<u32>()),
    ) {
        let summary = terms.summary().expect("valid terms");
        assert_check(&buybox_around(&summary, bounds), &terms, &summary);
    }

    /// The least and the most interest that a bound admits are the exact ones, to the base unit.
    #[test]
    fn rate_bounds_are_exact_to_the_unit(terms in valid_terms(), bps in 1..=u16::MAX) {
        let mut summary = terms.summary().expect("valid terms");
        let bound = product_over(bps, summary.weighted_outstanding, YEAR_SECONDS) / int(10_000);
        let (Some(most), Some(least)) = (floor_u64(&bound), ceil_u64(&bound)) else { return Ok(()) };
        let (asset, place) = (terms.asset_type[0], terms.jurisdiction[0]);
        let around = buybox_around(&summary, ([0; 2], [-1, 1], [0; 2], asset, place, u32::MAX));
        let floor = Buybox { apy_min_bps: bps, apy_max_bps: u16::MAX, ..around };
        let ceiling = Buybox { apy_min_bps: 0, apy_max_bps: bps, ..around };
        for interest in [most.saturating_sub(1), most, least, least.saturating_add(1)] {
            summary.interest = interest;
            assert_check(&floor, &terms, &summary);
            assert_check(&ceiling, &terms, &summary);
            let apy = apy_bps(&summary);
            if terms.asset_type != [0; 32] && terms.jurisdiction != [0; 32] {
                prop_assert_eq!(ceiling.check(&terms, &summary).is_ok(), apy <= int(bps));
            }
        }
    }
}
