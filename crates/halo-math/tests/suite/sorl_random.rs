//! Random questions to the second-order limit against rationals, and random climbs against what time allows.

use crate::model::ratio::int;
use crate::model::sorl::{reachable, Question};
use crate::strategy::any_magnitude;
use halo_math::{LimitInit, RateLimit, Sorl, UNLIMITED};
use num_rational::BigRational;
use proptest::collection::vec;
use proptest::prelude::*;

/// A magnitude, or one of the values with a meaning of their own.
fn any_value() -> impl Strategy<Value = u64> {
    prop_oneof![6 => any_magnitude(), 1 => Just(0), 1 => Just(UNLIMITED), 1 => Just(UNLIMITED - 1)]
}

fn any_init() -> impl Strategy<Value = LimitInit> {
    (any_value(), any_value()).prop_map(|(max, slope)| LimitInit { max, slope })
}

/// A value near the ceiling of one step, where the answer changes; or any.
fn asked(value: u64, init: u64, bps: u16) -> impl Strategy<Value = u64> {
    let ceiling = reachable(value, init, bps);
    prop_oneof![
        any_value(),
        Just(value),
        Just(value.saturating_add(1)),
        Just(ceiling),
        Just(ceiling.saturating_add(1)),
        Just(ceiling.saturating_sub(1)),
    ]
}

fn any_question() -> impl Strategy<Value = Question> {
    let hop = prop_oneof![1..1_000_000_i64, Just(0), any::<i64>()];
    let last_increased = prop_oneof![0..2_000_000_000_i64, any::<i64>()];
    let wait = prop_oneof![Just(0), Just(-1), Just(1), any::<i64>()];
    let rules = (any::<u16>(), hop, proptest::option::weighted(0.9, any_init()));
    (rules, (any_value(), any_value(), last_increased), wait).prop_flat_map(
        |((max_change_bps, hop, init), (max, slope, last_increased), wait)| {
            let floor = init.unwrap_or(LimitInit { max: 0, slope: 0 });
            let now = last_increased.saturating_add(hop).saturating_add(wait);
            let wanted = (asked(max, floor.max, max_change_bps), asked(slope, floor.slope, max_change_bps));
            wanted.prop_map(move |(wanted_max, wanted_slope)| Question {
                sorl: Sorl { max_change_bps, hop },
                current: RateLimit { last_increased, ..RateLimit::new(max, slope, 0) },
                init,
                max: wanted_max,
                slope: wanted_slope,
                now,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8192))]

    #[test]
    fn every_answer_agrees_with_the_model(question in any_question()) {
        question.assert_answer();
    }

    #[test]
    fn every_ceiling_agrees_with_the_model(value in any_value(), init in any_value(), bps in any::<u16>()) {
        let sorl = Sorl { max_change_bps: bps, hop: 1 };
        prop_assert_eq!(sorl.ceiling(value, init), reachable(value, init, bps));
    }

    #[test]
    fn a_new_limit_is_within_its_init(init in any_init(), max in any_value(), slope in any_value()) {
        let sorl = Sorl { max_change_bps: 2_500, hop: 1 };
        let within = max <= init.max && slope <= init.slope;
        prop_assert_eq!(sorl.check_first(&init, max, slope).is_ok(), within);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever is asked for and when: between two raises lies a hop, and no max is above its init compounded
    /// over the raises that were made.
    #[test]
    fn no_run_is_faster_than_its_hops(
        bps in 1..10_000_u16,
        hop in 1..100_000_i64,
        init in 1..1_u64 << 40,
        asks in vec((-50_000..150_000_i64, 0..20_000_u64, any::<bool>()), 1..60),
    ) {
        let sorl = Sorl { max_change_bps: bps, hop };
        let approved = LimitInit { max: init, slope: init };
        let mut limit = RateLimit::new(init, init, 0);
        let mut bound: BigRational = int(init);
        let mut now = 0_i64;
        for (seconds, share_bps, of_slope) in asks {
            now += seconds;
            let wanted = |value: u64| value / 10_000 * share_bps + value % 10_000 * share_bps / 10_000;
            let (max, slope) = match of_slope {
                true => (limit.max, wanted(limit.slope.max(init))),
                false => (wanted(limit.max.max(init)), limit.slope),
            };
            let raise = max > limit.max || slope > limit.slope;
            if sorl.check_change(&limit, Some(&approved), max, slope, now).is_err() {
                prop_assert!(raise, "only a raise is ever refused");
                continue;
            }
            let last = limit.last_increased;
            limit.set(max, slope, now);
            if raise {
                prop_assert!(now - last >= hop);
                prop_assert_eq!(limit.last_increased, now);
                bound *= BigRational::new((10_000 + u32::from(bps)).into(), 10_000.into());
            } else {
                prop_assert_eq!(limit.last_increased, last);
            }
            prop_assert!(int(limit.max) <= bound && int(limit.slope) <= bound);
            prop_assert!(limit.max != UNLIMITED);
        }
    }
}
