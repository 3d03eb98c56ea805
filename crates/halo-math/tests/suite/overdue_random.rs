//! Random lateness against integers of any size.

use crate::model::overdue::{assert_accrual, assert_status, Period};
use crate::strategy::any_magnitude;
use halo_math::Accrual;
use proptest::collection::vec;
use proptest::prelude::*;

fn any_period() -> impl Strategy<Value = Period> {
    (any_magnitude(), any::<u16>(), any_magnitude())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn penalties_agree_with_the_model(
        periods in vec(any_period(), 1..20),
        caps in vec(any_magnitude(), 0..5),
    ) {
        assert_accrual(&periods, &caps);
    }

    /// However time and shortfall are cut into pieces, and in whatever order the pieces come, the sum is the same:
    /// the saturated one, too.
    #[test]
    fn any_split_costs_the_same(
        shortfall in any_magnitude(),
        bps in any::<u16>(),
        seconds in any_magnitude(),
        cuts in vec((any::<u64>(), any::<bool>()), 0..30),
    ) {
        let mut whole = Accrual::default();
        whole.add(shortfall, bps, seconds);
        let mut pieces = vec![(shortfall, seconds)];
        for (seed, is_time) in cuts {
            let (amount, time) = pieces.swap_remove(0);
            if is_time {
                let part = seed % time.saturating_add(1);
                pieces.extend([(amount, part), (amount, time - part)]);
            } else {
                let part = seed % amount.saturating_add(1);
                pieces.extend([(part, time), (amount - part, time)]);
            }
        }
        for pieces in [pieces.clone(), pieces.into_iter().rev().collect()] {
            let mut pieced = Accrual::default();
            for (amount, time) in pieces {
                pieced.add(amount, bps, time);
            }
            prop_assert_eq!(pieced, whole);
        }
    }

    /// Bringing it up to date more often never makes it dearer or cheaper, and time only adds.
    #[test]
    fn what_is_due_only_grows(periods in vec(any_period(), 1..20), cap in any_magnitude()) {
        let mut accrual = Accrual::default();
        let mut before = 0;
        for (shortfall, bps, seconds) in periods {
            accrual.add(shortfall, bps, seconds);
            let due = accrual.due(cap);
            prop_assert!(before <= due && due <= cap);
            before = due;
        }
    }

    #[test]
    fn statuses_agree_with_the_model(
        maturity in any::<i64>(),
        grace in any::<i64>(),
        shortfall in prop_oneof![Just(0), any_magnitude()],
        now in any::<i64>(),
        distance in -3..=3_i64,
    ) {
        assert_status(maturity, grace, shortfall, now);
        assert_status(maturity, grace, shortfall, maturity.saturating_add(distance));
        assert_status(maturity, grace, shortfall, maturity.saturating_add(grace).saturating_add(distance));
    }
}
