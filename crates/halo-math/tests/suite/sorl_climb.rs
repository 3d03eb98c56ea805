//! How high a limit can be driven, step by step at the fastest: the figures of the specification.

use crate::model::ratio::{floor_u64, int, product_over};
use crate::sorl::{HOP, SORL, START};
use crate::{MILLION, ONE};
use halo_math::{LimitInit, RateLimit, SorlError};
use num_rational::BigRational;

const DAY: i64 = 86_400;
/// The init of the slow climb, in base units.
const HUNDRED_THOUSAND: u64 = 100_000 * ONE;

/// A limit that is raised as far as it may be, each time it is asked to.
struct Climb {
    limit: RateLimit,
    init: LimitInit,
    /// The same climb with exact quarters, never rounded.
    exact: BigRational,
}

impl Climb {
    /// A limit that stands at its init since `START`.
    fn from(value: u64) -> Self {
        let init = LimitInit { max: value, slope: value };
        assert_eq!(SORL.check_first(&init, value, value), Ok(()));
        Self { limit: RateLimit::new(value, value, START), init, exact: int(value) }
    }

    /// Raises both values to the last unit that is allowed; one more is refused.
    fn step(&mut self, now: i64) {
        let ceiling = SORL.ceiling(self.limit.max, self.init.max);
        let ask = |max, slope| SORL.check_change(&self.limit, Some(&self.init), max, slope, now);
        assert_eq!(ask(ceiling + 1, ceiling), Err(SorlError::MaxTooHigh { ceiling, got: ceiling + 1 }));
        assert_eq!(ask(ceiling, ceiling + 1), Err(SorlError::SlopeTooHigh { ceiling, got: ceiling + 1 }));
        assert_eq!(ask(ceiling, ceiling), Ok(()));
        self.limit.set(ceiling, ceiling, now);
        self.exact *= product_over(5, 1, 4);
    }

    /// Every step `every` seconds that fits into `span` from the start, and how many they were.
    fn run(&mut self, every: i64, span: i64) -> u32 {
        let mut steps = 0;
        for now in (START + every..=START + span).step_by(usize::try_from(every).unwrap()) {
            if every == HOP {
                assert!(matches!(
                    SORL.check_change(&self.limit, Some(&self.init), self.limit.max + 1, 0, now - 1),
                    Err(SorlError::TooSoon { .. })
                ));
            }
            self.step(now);
            steps += 1;
        }
        steps
    }

    /// The limit is the exact climb, less what rounding down took: under one unit a step, which later steps
    /// multiply, so below 4 * (5/4)^steps in all.
    fn assert_near_exact(&self, start: u64) {
        let lost = &self.exact - int(self.limit.max);
        assert!(lost >= int(0) && lost * int(start) <= &self.exact * int(4));
        assert_eq!(self.limit.slope, self.limit.max);
    }
}

/// Millions with `decimals` digits, rounded to nearest as the specification prints them.
fn printed(value: u64, unit: u64, decimals: usize) -> String {
    format!("{:.decimals$}", value as f64 / unit as f64)
}

#[test]
fn ten_million_to_fourteen_point_four_in_two_raises() {
    let init = LimitInit { max: 10 * MILLION, slope: 10 * MILLION };
    let mut limit = RateLimit::new(10 * MILLION, 10 * MILLION, START);
    for (raise, tenths) in [(1, 120), (2, 144)] {
        let max = tenths * MILLION / 10;
        let now = START + raise * HOP;
        assert_eq!(SORL.check_change(&limit, Some(&init), max, 10 * MILLION, now), Ok(()));
        limit.set(max, 10 * MILLION, now);
        assert_eq!(limit.last_increased, now);
    }
    assert_eq!(limit.max, 14_400_000_000_000);
}

#[test]
fn ten_million_by_the_quarter() {
    let mut climb = Climb::from(10 * MILLION);
    climb.step(START + HOP);
    assert_eq!(climb.limit.max, 12_500_000_000_000);
    climb.step(START + 2 * HOP);
    assert_eq!(climb.limit.max, 15_625_000_000_000);
    assert_eq!(printed(climb.limit.max, MILLION, 1), "15.6");
}

#[test]
fn a_hundred_thousand_at_one_step_a_day() {
    let table = [
        // day, base units, as printed
        (7, 476_837_158_202, "476.8K"),
        (14, 2_273_736_754_422, "2.27M"),
        (21, 10_842_021_724_797, "10.8M"),
        (28, 51_698_788_284_282, "51.7M"),
        (30, 80_779_356_694_190, "80.8M"),
        (31, 100_974_195_867_737, "101M"),
        (32, 126_217_744_834_671, "126M"),
    ];
    for (day, max, text) in table {
        let mut climb = Climb::from(HUNDRED_THOUSAND);
        assert_eq!(climb.run(DAY, day * DAY), u32::try_from(day).unwrap());
        assert_eq!(climb.limit.max, max, "on day {day}");
        climb.assert_near_exact(HUNDRED_THOUSAND);
        let decimals = text.split_once('.').map_or(0, |(_, digits)| digits.len() - 1);
        let (unit, suffix) = if text.ends_with('K') { (1_000 * ONE, "K") } else { (MILLION, "M") };
        assert_eq!(printed(max, unit, decimals) + suffix, text, "on day {day}");
    }
}

#[test]
fn a_hundred_thousand_for_thirty_days_at_the_fastest() {
    let mut climb = Climb::from(HUNDRED_THOUSAND);
    assert_eq!(climb.run(HOP, 30 * DAY), 40);
    assert_eq!(climb.limit.max, 752_316_384_522_137);
    climb.assert_near_exact(HUNDRED_THOUSAND);
}

#[test]
fn the_first_five_steps_from_a_hundred_thousand_are_exact() {
    let mut climb = Climb::from(HUNDRED_THOUSAND);
    // 100 000 * 10^6 is divisible by 4^5 and not by 4^6.
    for step in 1..=5 {
        climb.step(START + step * HOP);
        assert_eq!(Some(climb.limit.max), floor_u64(&climb.exact));
        assert!(climb.exact.is_integer());
    }
    climb.step(START + 6 * HOP);
    assert!(!climb.exact.is_integer(), "the sixth is the first that rounds");
    assert_eq!(Some(climb.limit.max), floor_u64(&climb.exact));
}

#[test]
fn a_week_is_seven_daily_steps_or_nine_at_the_fastest() {
    let mut daily = Climb::from(10 * MILLION);
    assert_eq!(daily.run(DAY, 7 * DAY), 7);
    assert_eq!(daily.limit.max, 47_683_715_820_312);
    assert_eq!(printed(daily.limit.max, MILLION, 2), "47.68");

    let mut fastest = Climb::from(10 * MILLION);
    assert_eq!(fastest.run(HOP, 7 * DAY), 9);
    assert_eq!(fastest.limit.max, 74_505_805_969_237);
    assert_eq!(printed(fastest.limit.max, MILLION, 2), "74.51");
}

#[test]
fn from_zero_back_to_a_hundred_million() {
    let cases = [
        // init, steps after it, hours after it
        (10 * MILLION, 11, 198),
        (HUNDRED_THOUSAND, 31, 558),
    ];
    for (init, steps, hours) in cases {
        let mut climb = Climb::from(init);
        climb.limit.set(0, 0, START + HOP - 1);
        let from_zero = SORL.check_change(&climb.limit, Some(&climb.init), init, init, START + HOP);
        assert_eq!(from_zero, Ok(()), "zero goes to the init in one step");
        climb.limit.set(init, init, START + HOP);

        let mut taken = 0;
        while climb.limit.max < 100 * MILLION {
            taken += 1;
            climb.step(START + HOP + taken * HOP);
        }
        assert_eq!((taken, taken * HOP), (steps, hours * 3_600), "from {init}");
    }
}
