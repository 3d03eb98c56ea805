//! Random runs of the rate limit against the rational bucket.

use crate::model::rate_limit::{Op, Twin};
use crate::model::ratio::{floor_u64, int, product_over};
use crate::strategy::any_magnitude;
use halo_math::{RateLimit, DAY_SECONDS, UNLIMITED};
use proptest::collection::vec;
use proptest::prelude::*;

fn any_op() -> impl Strategy<Value = Op> {
    any::<(u8, u64, u64)>().prop_map(Op::decode)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_run_agrees_with_the_model(
        max in prop_oneof![any_magnitude(), Just(UNLIMITED), Just(0)],
        slope in any_magnitude(),
        start in any::<i64>(),
        ops in vec(any_op(), 1..60),
    ) {
        let mut twin = Twin::new(max, slope, start);
        for op in ops {
            twin.step(op);
        }
    }

    /// However a span is split, the state at its end is the same.
    #[test]
    fn any_split_of_steps_equals_one_step(
        max in any_magnitude(),
        slope in any_magnitude(),
        start in -1_000_000_000_000_i64..1_000_000_000_000,
        gaps in vec((any::<u32>(), 0..32_u32).prop_map(|(gap, shift)| gap >> shift), 1..40),
    ) {
        let mut stepped = RateLimit::new(max, slope, start);
        let mut now = start;
        for gap in gaps {
            now += i64::from(gap);
            stepped.refill(now);
        }
        let mut at_once = RateLimit::new(max, slope, start);
        at_once.refill(now);
        prop_assert_eq!(stepped, at_once);
    }

    /// Greedy charges at many times never add up to more than one charge at the end plus what the maximum cut
    /// off: at most `max at the start + slope * time`, and never more at one time than `max`.
    #[test]
    fn many_charges_never_exceed_the_slope(
        max in 1..u64::MAX,
        slope in any_magnitude(),
        gaps in vec(0..1_000_000_u32, 1..40),
    ) {
        let mut limit = RateLimit { available: max, ..RateLimit::new(max, slope, 0) };
        let mut now = 0_i64;
        let mut charged = 0_u128;
        for gap in gaps {
            now += i64::from(gap);
            let available = limit.available_at(now);
            prop_assert!(available <= max);
            if available > 0 {
                limit.charge(available, now).expect("what is available can be charged");
                charged += u128::from(available);
            }
        }
        let ceiling = int(max) + product_over(slope, now, DAY_SECONDS);
        prop_assert!(int(charged) <= ceiling);
    }

    /// Below the maximum nothing is lost either: small charges take exactly what one large charge would.
    #[test]
    fn many_small_charges_equal_one_large(
        slope in 0..1_u64 << 40,
        gaps in vec(1..1_000_000_u32, 1..40),
    ) {
        let mut limit = RateLimit::new(UNLIMITED - 1, slope, 0);
        let at_once = limit;
        let mut now = 0_i64;
        let mut charged = 0_u64;
        for gap in gaps {
            now += i64::from(gap);
            let available = limit.available_at(now);
            if available > 0 {
                limit.charge(available, now).expect("what is available can be charged");
                charged += available;
            }
        }
        prop_assert_eq!(Some(charged), floor_u64(&product_over(slope, now, DAY_SECONDS)));
        prop_assert_eq!(charged, at_once.available_at(now));
    }
}
