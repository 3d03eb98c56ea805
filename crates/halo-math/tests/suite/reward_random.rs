//! Random lives of fractions against rationals.

use crate::model::ratio::{int, product_over};
use crate::model::reward::{Op, RawOp, Twin};
use crate::strategy::any_magnitude;
use halo_math::{RewardIndex, INDEX_SCALE};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_run_agrees_with_the_model(ops in vec(any::<RawOp>(), 1..60)) {
        let mut twin = Twin::new();
        for op in ops.into_iter().map(Op::decode) {
            twin.step(op);
        }
    }

    /// However the fractions are split, all parts together get at most what was distributed, and at most one base
    /// unit a part, and the index's own rest, is left.
    #[test]
    fn no_split_is_owed_more_than_was_distributed(
        amounts in vec(0..=u64::MAX >> 6, 1..30),
        parts in vec((1..=u64::MAX >> 6, 0..58_u32).prop_map(|(part, shift)| (part >> shift).max(1)), 1..50),
    ) {
        let fractions = parts.iter().sum::<u64>();
        let mut reward = RewardIndex::default();
        for amount in &amounts {
            reward.distribute(*amount, fractions).expect("the index holds that much");
        }
        let distributed = amounts.iter().map(|amount| u128::from(*amount)).sum::<u128>();
        let owed = parts.iter().map(|part| u128::from(reward.owed(*part, 0))).sum::<u128>();
        prop_assert!(owed <= distributed);
        let left = int(distributed - owed);
        prop_assert!(left < int(parts.len()) + product_over(fractions, 1, INDEX_SCALE));
    }

    /// While the fractions stay as they are, the carry loses nothing: many payments are worth what one of their
    /// sum is.
    #[test]
    fn many_payments_equal_their_sum(
        amounts in vec(0..=u64::MAX >> 5, 1..30),
        fractions in any_magnitude().prop_map(|fractions| fractions.max(1 << 10)),
    ) {
        let mut stepped = RewardIndex::default();
        for amount in &amounts {
            stepped.distribute(*amount, fractions).expect("the index holds that much");
        }
        let mut at_once = RewardIndex::default();
        at_once.distribute(amounts.iter().sum(), fractions).expect("the index holds that much");
        prop_assert_eq!(stepped, at_once);
    }

    /// One payment reaches a holder to one base unit, and a payment paid out each time loses at most that each
    /// time, as long as there are at most 10^18 fractions.
    #[test]
    fn each_payment_reaches_a_holder_to_one_base_unit(
        amounts in vec(any_magnitude(), 1..30),
        fractions in 1..=1_000_000_000_000_000_000_u64,
        seed in any::<u64>(),
    ) {
        let held = seed % fractions + 1;
        let mut reward = RewardIndex::default();
        for amount in amounts {
            let since = reward;
            if reward.distribute(amount, fractions).is_err() {
                break;
            }
            let exact = product_over(held, amount, fractions);
            let owed = int(reward.owed(held, since.index));
            prop_assert!(owed >= exact.floor() - int(1) && owed <= exact.ceil());
        }
    }
}
