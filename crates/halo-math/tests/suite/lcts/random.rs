//! Random lives of a queue against rationals, and fairness in any order.

use crate::model::lcts::{Op, RawOp, Twin};
use crate::model::ratio::{int, product_over};
use halo_math::{Generation, Position, REWARD_SCALE};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_run_agrees_with_the_model(ops in vec(any::<RawOp>(), 1..80)) {
        let mut twin = Twin::new();
        for op in ops.into_iter().map(Op::decode) {
            twin.step(op);
        }
    }

    /// Whoever comes first, and however often somebody claims: each gets its part of all rewards, to one base unit.
    #[test]
    fn each_gets_its_proportion_in_any_order(
        amounts in vec(1..1_000_000_000_000_u64, 2..12),
        settlements in vec((0..120_u64, 0..1_000_000_000_000_u64), 1..8),
        claims in vec((any::<usize>(), any::<usize>()), 0..30),
        shift in any::<usize>(),
    ) {
        let total = amounts.iter().sum::<u64>();
        let (mut queue, mut positions) = (Generation::new(1), vec![Position::default(); amounts.len()]);
        let order = (0..amounts.len()).map(|who| (who + shift % amounts.len()) % amounts.len());
        for who in order.clone() {
            queue.enter(&mut positions[who], amounts[who]).expect("an active generation");
        }
        let (mut brought, mut paid) = (0, vec![0; amounts.len()]);
        for (day, (permille, bring)) in settlements.iter().chain([&(1_000, 1)]).enumerate() {
            queue.lock().expect("active");
            let capacity = if *permille == 1_000 { total } else { total / 1_000 * permille };
            brought += queue.settle(capacity, |_| Ok(*bring)).expect("locked").minted;
            for (who, _) in claims.iter().filter(|(_, on)| on % (settlements.len() + 1) == day) {
                let who = who % amounts.len();
                paid[who] += queue.claim(&mut positions[who]).expect("not locked");
            }
        }
        for who in order.rev() {
            paid[who] += queue.claim(&mut positions[who]).expect("finalized, or paid already");
        }
        prop_assert!(queue.is_spent(), "{:?}", queue);
        prop_assert_eq!(paid.iter().sum::<u64>(), brought);
        let crumbs = product_over(u128::from(total), 50, REWARD_SCALE);
        for (amount, paid) in amounts.iter().zip(&paid) {
            let difference = product_over(*amount, brought, total) - int(*paid);
            prop_assert!(difference < int(1) + &crumbs && -difference < int(1) + &crumbs);
        }
    }

    /// Entering and leaving at once never pays, whatever the generation has been through.
    #[test]
    fn a_round_trip_never_profits(ops in vec(any::<RawOp>(), 1..40), amount in 1..=u64::MAX >> 8) {
        let mut twin = Twin::new();
        for op in ops.into_iter().map(Op::decode) {
            twin.step(op);
        }
        let (mut queue, mut guest) = (twin.queue, Position::default());
        for _ in 0..20 {
            if queue.enter(&mut guest, amount).is_err() {
                break;
            }
            let exit = queue.exit(&mut guest).expect("active, as it could be entered");
            prop_assert!(exit.underlying <= amount && exit.rewards == 0);
        }
    }
}
