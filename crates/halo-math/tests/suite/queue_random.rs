//! Random runs of the queue against the rational model.

use crate::model::queue::{Op, Pool};
use proptest::collection::vec;
use proptest::prelude::*;

fn any_op() -> impl Strategy<Value = Op> {
    any::<(u8, u8, u64)>().prop_map(Op::decode)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_run_agrees_with_the_model(ops in vec(any_op(), 1..60)) {
        let mut pool = Pool::default();
        for op in ops {
            pool.step(op);
        }
    }

    /// Without gains and losses a share is a base unit for the whole life of the queue, and all conversions
    /// are exact.
    #[test]
    fn stays_one_to_one_without_gains_and_losses(ops in vec(any_op(), 1..60)) {
        let mut pool = Pool::default();
        for op in ops.into_iter().filter(|op| !op.moves_price()) {
            pool.step(op);
            prop_assert!(pool.totals.check_one_to_one().is_ok());
            for shares in pool.owned {
                prop_assert_eq!(pool.totals.underlying_of(shares), Ok(shares));
            }
        }
    }

    /// Entering and leaving at once never pays, whatever the price.
    #[test]
    fn a_round_trip_never_profits(
        shares in 1..=u64::MAX >> 1,
        underlying in 1..=u64::MAX >> 1,
        amount in 1..=u64::MAX >> 1,
        rounds in 1..50_usize,
    ) {
        let mut queue = halo_math::QueueTotals { shares, underlying };
        let mut purse = amount;
        for _ in 0..rounds {
            let Ok(minted) = queue.deposit(purse) else { break };
            let paid = queue.withdraw(minted).expect("what was just minted can leave");
            prop_assert!(paid <= purse);
            purse = paid;
            if purse == 0 {
                break;
            }
        }
        prop_assert!(queue.underlying_of(shares).expect("the first owner's shares") >= underlying);
    }
}
