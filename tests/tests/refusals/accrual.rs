//! What a limit gives in the course of time: to the second, to the base unit, never twice.

use super::{meter::Meter, setup::OWNED_BY_WRONG_PROGRAM};
use halo_sdk::pau::error::PauError;
use halo_tests::{
    random::Random,
    world::{DAY, ONE},
};

#[tokio::test]
async fn a_limit_accrues_to_the_second() {
    // One token a day: 11.574 base units a second.
    let mut meter = Meter::new(10 * ONE, ONE).await;
    let mut passed = 0;
    for seconds in [1, 1, 1, 7, 600, 3_600] {
        meter.wait(seconds).await;
        passed += seconds.unsigned_abs();
        assert_eq!(meter.available().await, ONE * passed / 86_400, "after {passed} s");
    }
    meter.wait(DAY - i64::try_from(passed).unwrap()).await;
    meter.charge_refused(ONE + 1, PauError::RateLimitExceeded).await;
    meter.charge(ONE).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn a_limit_below_one_unit_a_second_refills_all_the_same() {
    let mut meter = Meter::new(40_000, 40_000).await;
    meter.wait(2).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.wait(1).await;
    meter.charge(1).await;
    assert_eq!(meter.state().await.remainder, 33_600);
}

#[tokio::test]
async fn the_last_unit_passes_and_one_more_does_not() {
    let meter = Meter::full(5 * ONE).await;
    meter.charge_refused(5 * ONE + 1, PauError::RateLimitExceeded).await;
    meter.charge(5 * ONE - 1).await;
    meter.charge(1).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    assert_eq!(meter.state().await.available, 0);
}

#[tokio::test]
async fn many_small_draws_take_no_more_than_one_large_one() {
    let slope = 1_234_567;
    let mut meter = Meter::new(u64::MAX - 1, slope).await;
    let (mut random, mut elapsed, mut taken) = (Random(7), 0, 0);
    for _ in 0..120 {
        let seconds = 1 + random.below(40);
        elapsed += seconds;
        meter.wait(i64::try_from(seconds).unwrap()).await;
        let available = meter.available().await;
        if available > 0 {
            meter.charge(available).await;
            taken += available;
        }
        assert_eq!(taken, slope * elapsed / 86_400, "after {elapsed} s");
        meter.charge_refused(1, PauError::RateLimitExceeded).await;
    }
}

#[tokio::test]
async fn a_clock_that_goes_back_gives_nothing_and_stops_nothing() {
    let mut meter = Meter::full(ONE).await;
    meter.charge(ONE).await;
    let before = meter.state().await;
    meter.wait(-10 * DAY).await;
    assert_eq!(meter.available().await, 0);
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.set(ONE, ONE).await;
    meter.restore(ONE / 2).await;
    meter.charge(ONE / 2).await;
    assert_eq!(meter.state().await.last_updated, before.last_updated);
    // The ten days come again and give nothing; the time after them does.
    meter.wait(10 * DAY).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.wait(DAY).await;
    meter.charge(ONE).await;
}

#[tokio::test]
async fn a_limit_removed_mid_way_ends_charges_and_restorations() {
    let meter = Meter::full(ONE).await;
    meter.charge(ONE / 2).await;
    meter.remove().await;
    meter.charge_refused(1, OWNED_BY_WRONG_PROGRAM).await;
    meter.restore_refused(1, OWNED_BY_WRONG_PROGRAM).await;
    meter.add(ONE, ONE).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.restore_refused(1, PauError::RestoreExceedsCharged).await;
}
