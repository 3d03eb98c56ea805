//! What shares are worth: up slowly and between lock and settlement, down at once.

use super::desk::*;
use halo_sdk::halo_math::{LOCK_SECOND, SETTLE_SECOND};
use halo_tests::world::{million, ONE};

/// 1 % more than par.
const UP_1_PERCENT: u128 = PAR / 100 * 101;

#[tokio::test]
async fn the_rate_rises_by_the_cap_a_day_at_most() {
    let mut desk = Desk::new().await;
    desk.next_day().await;
    desk.locked().await;
    desk.refused(&[desk.rating(UP_1_PERCENT + 1)], &[desk.beacon], LctsError::RateTooHigh).await;
    desk.set_rate(UP_1_PERCENT).await.unwrap();
    assert_eq!(desk.rate().await, UP_1_PERCENT);
    desk.refused(&[desk.rating(UP_1_PERCENT + 1)], &[desk.beacon], LctsError::RateTooHigh).await;
}

#[tokio::test]
async fn the_rate_rises_between_lock_and_16_00_only() {
    let mut desk = Desk::new().await;
    let beacon = desk.beacon;
    desk.next_day().await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[desk.rating(PAR + 1)], &[beacon], LctsError::RateOutsideLock).await;
    desk.lock().await.unwrap();
    desk.at_second(SETTLE_SECOND).await;
    desk.refused(&[desk.rating(PAR + 1)], &[beacon], LctsError::RateOutsideLock).await;
    desk.next_day().await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[desk.rating(PAR + 1)], &[beacon], LctsError::RateOutsideLock).await;
    desk.lock().await.unwrap();
    desk.at_second(SETTLE_SECOND - 1).await;
    desk.set_rate(PAR + 1).await.unwrap();
    assert_eq!(desk.rate().await, PAR + 1);
}

#[tokio::test]
async fn a_haircut_is_immediate_and_unbounded() {
    let mut desk = Desk::new().await;
    let alice = desk.alice;
    desk.subscribe(&alice, million(1)).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.enter(Redeem, &alice, million(1)).await.unwrap();
    desk.set_rate(PAR / 4).await.unwrap();
    assert_eq!(desk.rate().await, PAR / 4);
    desk.next_day().await;
    desk.day(Redeem, u64::MAX).await;
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, million(1) / 4);
    desk.assert_sound().await;
}

#[tokio::test]
async fn members_get_the_rate_of_their_settlement() {
    let mut desk = Desk::new().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 101 * ONE).await;
    desk.next_day().await;
    desk.locked().await;
    desk.set_rate(UP_1_PERCENT).await.unwrap();
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 100 * ONE);
    // Rounding is against who converts: a base unit buys nothing and is left out, so nobody pays for nothing.
    desk.subscribe(&bob, 1).await;
    desk.next_day().await;
    desk.day(Subscribe, u64::MAX).await;
    assert_eq!((desk.shares(&bob).await, desk.waiting(Subscribe).await), (0, 1));
    desk.exit(Subscribe, &bob).await.unwrap();
    assert_eq!(desk.balance(&bob).await, 1);
    desk.assert_sound().await;
}

#[tokio::test]
async fn worthless_shares_are_not_sold() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.set_rate(0).await.unwrap();
    desk.locked().await;
    let settle = desk.settling(Subscribe, u64::MAX).await;
    desk.refused(&[settle], &[desk.beacon], LctsError::NoRate).await;
    desk.settle(Subscribe, 0).await.unwrap();
    desk.exit(Subscribe, &desk.alice).await.unwrap();
    assert_eq!(desk.balance(&desk.alice).await, 10 * ONE);
}
