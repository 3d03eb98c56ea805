//! Random losses against the rational model.

use crate::model::loss::{assert_payout, assert_waterfall};
use crate::strategy::any_magnitude;
use halo_math::RANKS;
use proptest::collection::vec;
use proptest::prelude::*;

/// 1 to 1 000 units whose claims fit 64 bits together.
fn any_units() -> impl Strategy<Value = Vec<u64>> {
    let claim = (1..=u64::MAX >> 10, 0..54_u32).prop_map(|(claim, shift)| (claim >> shift).max(1));
    vec(claim, 1..=1_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Every unit of one rank gets its part to one base unit, in any order.
    #[test]
    fn units_are_paid_alike_in_any_order(
        units in any_units(),
        recovered in any_magnitude(),
        seeds in vec(any::<u64>(), 1..50),
        others in vec(any::<u64>(), 1..50),
    ) {
        let payments = assert_payout(&units, recovered, &seeds);
        let again = assert_payout(&units, recovered, &others);
        for (one, other) in payments.iter().zip(&again) {
            prop_assert!(one.abs_diff(*other) <= 1, "the order decides about one base unit at most");
        }
    }

    /// From what the whole Book recovers down to the unit: every rank's pool is emptied and the payments add up.
    #[test]
    fn a_book_is_paid_out_to_the_last_base_unit(
        ranks in vec(vec(1..=1_u64 << 40, 0..20), RANKS),
        recovered in 0..=1_u64 << 48,
        seeds in vec(any::<u64>(), 1..20),
    ) {
        let claims = std::array::from_fn(|rank| ranks[rank].iter().sum());
        match halo_math::waterfall(&claims, recovered) {
            Ok(shares) => {
                let mut paid = 0;
                for (units, share) in ranks.iter().zip(shares) {
                    if units.is_empty() {
                        prop_assert_eq!(share, 0, "nothing for a rank without units");
                    } else {
                        paid += assert_payout(units, share, &seeds).iter().sum::<u64>();
                    }
                }
                prop_assert_eq!(paid, recovered);
            }
            Err(_) => prop_assert!(recovered > 0 && claims == [0; RANKS]),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn ranks_agree_with_the_model(
        claims in prop::array::uniform4(prop_oneof![any_magnitude(), Just(0)]),
        recovered in any_magnitude(),
    ) {
        assert_waterfall(&claims, recovered);
    }

    /// Recoveries near the sum of the claims, where the surplus begins.
    #[test]
    fn the_edge_of_the_surplus_agrees_with_the_model(
        claims in prop::array::uniform4(prop_oneof![0..=u64::MAX >> 3, 0..5_u64]),
        distance in -5..=5_i64,
    ) {
        assert_waterfall(&claims, claims.iter().sum::<u64>().saturating_add_signed(distance));
    }

    /// More recovered never pays any rank less.
    #[test]
    fn no_rank_loses_by_a_recovery(
        claims in prop::array::uniform4(any_magnitude()),
        recovered in any_magnitude(),
        more in any_magnitude(),
    ) {
        let with = |recovered| halo_math::waterfall(&claims, recovered);
        if let (Ok(before), Ok(after)) = (with(recovered), with(recovered.saturating_add(more))) {
            let junior = claims.iter().rposition(|claim| *claim > 0);
            for rank in 0..RANKS {
                // The most junior rank holds what rounding leaves, at most one base unit for each other rank.
                let dust = if Some(rank) == junior { 3 } else { 0 };
                prop_assert!(after[rank] + dust >= before[rank]);
            }
        }
    }
}
