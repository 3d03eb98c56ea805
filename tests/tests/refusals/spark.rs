//! Side by side with Spark's `RateLimits`, from which this kind of limit comes: where the two agree they agree to the
//! unit, and every difference is one that is named here.

use super::meter::Meter;
use halo_sdk::pau::error::PauError;
use halo_tests::{
    random::Random,
    world::{DAY, ONE},
};

/// Seconds of a day.
const DAY_SECONDS: u64 = 86_400;

/// Spark's limit: the slope is a second's, integers only.
struct Spark {
    max: u128,
    slope: u128,
    last_amount: u128,
    last_updated: i64,
}

/// Why Spark refuses.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    ZeroMax,
    Exceeded,
}

impl Spark {
    const UNLIMITED: u128 = u128::MAX;

    /// Setting a limit fills it.
    fn set(max: u128, slope: u128, now: i64) -> Self {
        Self { max, slope, last_amount: max, last_updated: now }
    }

    fn current(&self, now: i64) -> u128 {
        if self.max == Self::UNLIMITED {
            return self.max;
        }
        let elapsed =
            u128::try_from(now - self.last_updated).expect("Spark reverts on a clock that goes back");
        (self.slope * elapsed + self.last_amount).min(self.max)
    }

    fn decrease(&mut self, amount: u128, now: i64) -> Result<(), Refusal> {
        if self.max == 0 {
            return Err(Refusal::ZeroMax);
        }
        if self.max == Self::UNLIMITED {
            return Ok(());
        }
        self.last_amount = self.current(now).checked_sub(amount).ok_or(Refusal::Exceeded)?;
        self.last_updated = now;
        Ok(())
    }

    fn increase(&mut self, amount: u128, now: i64) -> Result<(), Refusal> {
        if self.max == 0 {
            return Err(Refusal::ZeroMax);
        }
        if self.max != Self::UNLIMITED {
            self.last_amount = (self.current(now) + amount).min(self.max);
            self.last_updated = now;
        }
        Ok(())
    }
}

/// A slope of whole units a second, a full bucket, amounts above zero, and no more restored than was charged: there the
/// two are one.
#[tokio::test]
async fn on_common_ground_both_give_the_same_to_the_unit() {
    let slope = 3;
    let max = slope * DAY_SECONDS;
    let mut meter = Meter::full(max).await;
    let mut now = 0;
    let mut spark = Spark::set(max.into(), slope.into(), now);
    let (mut random, mut charged, mut refused) = (Random(11), 0_u64, 0);
    for step in 0..300 {
        let seconds = i64::try_from(random.below(2_000)).unwrap();
        now += seconds;
        meter.wait(seconds).await;
        if random.below(3) > 0 {
            let amount = 1 + random.below(max / 4);
            let theirs = spark.decrease(amount.into(), now);
            assert_eq!(meter.try_charge(amount).await, theirs.is_ok(), "step {step}: {theirs:?}");
            charged += if theirs.is_ok() { amount } else { 0 };
            refused += u32::from(theirs.is_err());
        } else if charged > 0 {
            let amount = 1 + random.below(charged.min(max / 10));
            spark.increase(amount.into(), now).unwrap();
            meter.restore(amount).await;
            charged -= amount;
        }
        assert_eq!(u128::from(meter.available().await), spark.current(now), "step {step}");
    }
    assert!(
        (10..200).contains(&refused),
        "{refused} refusals: the sequence met the limit and did not stay at it"
    );
}

/// Difference 1: a new limit starts empty. Difference 2: a raise gives nothing at once. In Spark both fill it.
#[tokio::test]
async fn creating_and_raising_give_no_burst() {
    let meter = Meter::new(ONE, ONE).await;
    assert_eq!(Spark::set(ONE.into(), 0, 0).current(0), u128::from(ONE));
    assert_eq!(meter.available().await, 0);
    let mut meter = Meter::full(ONE).await;
    meter.charge(ONE).await;
    meter.set(10 * ONE, ONE).await;
    assert_eq!(meter.available().await, 0);
    meter.wait(DAY).await;
    assert_eq!(meter.available().await, ONE);
}

/// Difference 3: the slope is a day's and its fraction is carried. Spark's is a second's: 10M a day lose 64 000 units,
/// and a limit below a unit a second never refills.
#[tokio::test]
async fn nothing_of_a_slope_is_lost() {
    let slope = 10_000_000 * ONE;
    let mut meter = Meter::new(slope, slope).await;
    meter.wait(DAY).await;
    assert_eq!(meter.available().await, slope);
    let mut spark = Spark::set(slope.into(), u128::from(slope / DAY_SECONDS), 0);
    spark.decrease(slope.into(), 0).unwrap();
    assert_eq!(u128::from(slope) - spark.current(DAY), 64_000);

    let mut meter = Meter::new(40_000, 40_000).await;
    meter.wait(DAY).await;
    assert_eq!(meter.available().await, 40_000);
    let mut spark = Spark::set(40_000, 40_000 / u128::from(DAY_SECONDS), 0);
    spark.decrease(40_000, 0).unwrap();
    assert_eq!(spark.current(DAY), 0);
}

/// Difference 4: no more is restored than was charged. In Spark an inflow that anybody caused refills the limit.
#[tokio::test]
async fn a_donation_refills_nothing() {
    let meter = Meter::full(2 * ONE).await;
    meter.charge(ONE).await;
    meter.restore_refused(ONE + 1, PauError::RestoreExceedsCharged).await;
    meter.restore(ONE).await;
    meter.restore_refused(1, PauError::RestoreExceedsCharged).await;
    let mut spark = Spark::set(u128::from(2 * ONE), 0, 0);
    spark.decrease(ONE.into(), 0).unwrap();
    assert_eq!(spark.increase(u128::from(2 * ONE), 0), Ok(()));
}

/// Difference 5: an amount of zero is refused; Spark's passes. Difference 6: with a maximum of zero money still comes
/// home; Spark's does not.
#[tokio::test]
async fn zero_is_no_amount_and_a_blocked_limit_lets_money_home() {
    let meter = Meter::full(ONE).await;
    meter.charge_refused(0, PauError::ZeroAmount).await;
    meter.restore_refused(0, PauError::ZeroAmount).await;
    assert_eq!(Spark::set(1, 0, 0).decrease(0, 0), Ok(()));

    meter.charge(ONE).await;
    meter.set(0, 0).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.restore(ONE).await;
    let state = meter.state().await;
    assert_eq!((state.available, state.outstanding), (0, 0));
    let mut spark = Spark::set(0, 0, 0);
    assert_eq!((spark.decrease(1, 0), spark.increase(1, 0)), (Err(Refusal::ZeroMax), Err(Refusal::ZeroMax)));
}

/// Difference 7: what passes while unlimited is recorded, so that a limit set later lets it home. Difference 8: leaving
/// unlimited starts from nothing. Difference 9: a limit can be paused. Spark has none of it.
#[tokio::test]
async fn unlimited_is_recorded_and_ends_empty() {
    let meter = Meter::new(u64::MAX, 0).await;
    meter.charge(5 * ONE).await;
    assert_eq!(meter.state().await.outstanding, 5 * ONE);
    meter.set(10 * ONE, ONE).await;
    assert_eq!(meter.available().await, 0);
    meter.restore(5 * ONE).await;
    assert_eq!(meter.available().await, 5 * ONE);
    let mut spark = Spark::set(Spark::UNLIMITED, 0, 0);
    spark.decrease(1, 0).unwrap();
    assert_eq!(spark.last_amount, Spark::UNLIMITED);
    meter.pause().await;
    meter.charge_refused(1, PauError::LimitPaused).await;
}
