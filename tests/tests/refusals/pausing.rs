//! A limit that is paused keeps its values: ending an emergency needs no climb back.

use super::meter::Meter;
use halo_sdk::pau::error::PauError;
use halo_tests::world::{DAY, ONE};

#[tokio::test]
async fn a_pause_keeps_every_value_and_gives_nothing() {
    let mut meter = Meter::new(10 * ONE, ONE).await;
    meter.wait(DAY / 2).await;
    meter.pause().await;
    let paused = meter.state().await;
    assert_eq!((paused.available, paused.paused), (ONE / 2, 1), "with what has accrued until then");
    assert_eq!(meter.available().await, 0, "as the view says it");
    meter.charge_refused(1, PauError::LimitPaused).await;
    meter.wait(100 * DAY).await;
    meter.charge_refused(1, PauError::LimitPaused).await;
    meter.resume().await;
    let resumed = meter.state().await;
    assert_eq!((resumed.max, resumed.slope, resumed.available), (paused.max, paused.slope, paused.available));
    assert_eq!((resumed.last_increased, resumed.remainder), (paused.last_increased, paused.remainder));
    assert_eq!(meter.available().await, ONE / 2);
    meter.wait(DAY / 2).await;
    meter.charge(ONE).await;
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn money_comes_home_during_a_pause() {
    let mut meter = Meter::full(ONE).await;
    meter.charge(ONE).await;
    meter.pause().await;
    meter.wait(DAY).await;
    meter.restore(ONE / 4).await;
    meter.restore_refused(ONE, PauError::RestoreExceedsCharged).await;
    meter.resume().await;
    assert_eq!(meter.available().await, ONE / 4, "what came home, and nothing of the day");
    assert_eq!(meter.state().await.outstanding, ONE - ONE / 4);
}

#[tokio::test]
async fn a_limit_set_during_a_pause_stays_paused() {
    let mut meter = Meter::full(4 * ONE).await;
    meter.pause().await;
    meter.wait(DAY).await;
    meter.set(ONE, 2 * ONE).await;
    meter.charge_refused(1, PauError::LimitPaused).await;
    meter.wait(DAY).await;
    meter.set(3 * ONE, 3 * ONE).await;
    meter.resume().await;
    // The cut has bitten, and neither the raise nor the time of the pause has given anything.
    assert_eq!(meter.available().await, ONE);
    meter.wait(DAY / 3).await;
    assert_eq!(meter.available().await, 2 * ONE);
}

#[tokio::test]
async fn an_unlimited_key_is_paused_like_any_other() {
    let meter = Meter::new(u64::MAX, 0).await;
    meter.charge(ONE).await;
    meter.pause().await;
    meter.charge_refused(1, PauError::LimitPaused).await;
    meter.resume().await;
    meter.charge(u64::MAX - ONE).await;
}

#[tokio::test]
async fn the_freezer_pauses_and_only_the_administrator_resumes() {
    let meter = Meter::full(ONE).await;
    let roles = meter.roles;
    for nobody in [roles.relayer, meter.world.roles().beacon, meter.world.borrower] {
        meter.world.refused(&[meter.pausing(&nobody)], &[nobody], PauError::NotGuardian).await;
    }
    meter.world.refused(&[meter.resuming(&roles.admin)], &[roles.admin], PauError::LimitNotPaused).await;
    meter.world.ok(&[meter.pausing(&roles.admin)], &[roles.admin]).await;
    meter.world.refused(&[meter.pausing(&roles.freezer)], &[roles.freezer], PauError::LimitPaused).await;
    for nobody in [roles.freezer, roles.relayer] {
        meter.world.refused(&[meter.resuming(&nobody)], &[nobody], PauError::NotAdmin).await;
    }
    meter.resume().await;
}

#[tokio::test]
async fn a_paused_limit_that_is_removed_and_made_again_starts_empty_and_open() {
    let mut meter = Meter::full(ONE).await;
    meter.pause().await;
    meter.remove().await;
    meter.add(ONE, ONE).await;
    let state = meter.state().await;
    assert_eq!((state.available, state.paused), (0, 0));
    meter.charge_refused(1, PauError::RateLimitExceeded).await;
    meter.wait(DAY).await;
    meter.charge(ONE).await;
}
