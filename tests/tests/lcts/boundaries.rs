//! The clock to the second, the guardrails to the base unit, and the residual rule.

use super::desk::*;
use halo_sdk::{
    halo_math::{GenerationState, LOCK_SECOND, MIN_RESIDUAL, SETTLE_SECOND},
    instructions::lcts as ix,
    lcts::instructions::SetGuardrailsArgs,
};
use halo_tests::world::{million, DAY, ONE};

#[tokio::test]
async fn locking_is_open_from_13_00_to_16_00() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    let beacon = desk.beacon;
    desk.at_second(LOCK_SECOND - 1).await;
    desk.refused(&[desk.locking().await], &[beacon], LctsError::OutsideLockWindow).await;
    desk.at_second(SETTLE_SECOND).await;
    desk.refused(&[desk.locking().await], &[beacon], LctsError::OutsideLockWindow).await;
    desk.next_day().await;
    desk.at_second(SETTLE_SECOND - 1).await;
    desk.lock().await.unwrap();
    assert_eq!(desk.state(Subscribe).await, GenerationState::Locked);
}

#[tokio::test]
async fn a_day_is_locked_once() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.locked().await;
    desk.settle(Subscribe, 2 * ONE).await.unwrap();
    desk.refused(&[desk.locking().await], &[desk.beacon], LctsError::AlreadyLocked).await;
    desk.next_day().await;
    desk.locked().await;
}

#[tokio::test]
async fn settlement_ends_at_16_00_and_then_anybody_unlocks() {
    let mut desk = Desk::new().await;
    let alice = desk.alice;
    desk.subscribe(&alice, 10 * ONE).await;
    let before = desk.generation(Subscribe, 1).await;
    desk.locked().await;
    desk.at_second(SETTLE_SECOND - 1).await;
    desk.refused(&[desk.unlocking(Subscribe).await], &[], LctsError::NotOverdue).await;
    desk.at_second(SETTLE_SECOND).await;
    let settle = desk.settling(Subscribe, 10 * ONE).await;
    desk.refused(&[settle], &[desk.beacon], LctsError::SettlementOverdue).await;
    desk.ok(&[desk.unlocking(Subscribe).await], &[]).await;
    assert_eq!(desk.generation(Subscribe, 1).await, before, "as it was");
    desk.refused(&[desk.unlocking(Subscribe).await], &[], LctsError::GenerationNotLocked).await;
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 10 * ONE);
}

#[tokio::test]
async fn a_settlement_in_the_last_second_counts() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.locked().await;
    desk.at_second(SETTLE_SECOND - 1).await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    assert_eq!(desk.unit().await.holding, 10 * ONE);
}

#[tokio::test]
async fn a_lock_without_settlement_does_not_hold_up_the_next_day() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.locked().await;
    desk.next_day().await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[desk.locking().await], &[desk.beacon], LctsError::GenerationLocked).await;
    desk.ok(&[desk.unlocking(Subscribe).await, desk.locking().await], &[desk.beacon]).await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.assert_sound().await;
}

#[tokio::test]
async fn days_may_be_skipped() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.world.wait(40 * DAY).await;
    desk.day(Subscribe, u64::MAX).await;
    assert_eq!(desk.unit().await.supply, 10 * ONE);
}

#[tokio::test]
async fn only_what_was_locked_is_settled() {
    let mut desk = Desk::new().await;
    desk.locked().await;
    // Nobody was in the queue when it was locked: this entry is for tomorrow.
    desk.subscribe(&desk.alice, 10 * ONE).await;
    let settle = desk.settling(Subscribe, u64::MAX).await;
    desk.refused(&[settle], &[desk.beacon], LctsError::GenerationNotLocked).await;
    desk.next_day().await;
    desk.day(Subscribe, u64::MAX).await;
    assert_eq!(desk.unit().await.supply, 10 * ONE);
}

#[tokio::test]
async fn a_settlement_leaves_nothing_or_the_smallest_residual() {
    let mut desk = Desk::new().await;
    desk.subscribe(&desk.alice, 10 * ONE).await;
    desk.day(Subscribe, 10 * ONE - 1).await;
    assert_eq!(desk.waiting(Subscribe).await, MIN_RESIDUAL);
    desk.next_day().await;
    desk.day(Subscribe, MIN_RESIDUAL - 1).await;
    assert_eq!(desk.waiting(Subscribe).await, MIN_RESIDUAL, "less would be dust");
    desk.next_day().await;
    desk.day(Subscribe, MIN_RESIDUAL).await;
    assert_eq!(desk.queue(Subscribe).await.current, 2);
}

#[tokio::test]
async fn capacity_and_redemption_limit_bind() {
    let mut desk = Desk::new().await;
    let (alice, govops) = (desk.alice, desk.roles().govops);
    let guardrails = SetGuardrailsArgs { capacity: million(30), redeem_limit: million(7), yield_cap_bps: 0 };
    desk.ok(&[ix::set_guardrails(&desk.configurer(), &desk.at, guardrails)], &[govops]).await;
    desk.subscribe(&alice, million(50)).await;
    desk.day(Subscribe, u64::MAX).await;
    assert_eq!((desk.unit().await.supply, desk.waiting(Subscribe).await), (million(30), million(20)));
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.enter(Redeem, &alice, million(20)).await.unwrap();
    desk.exit(Subscribe, &alice).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    desk.settle_pair(u64::MAX, u64::MAX).await.unwrap();
    assert_eq!((desk.unit().await.supply, desk.waiting(Redeem).await), (million(23), million(13)));
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_donation_changes_nothing() {
    let mut desk = Desk::new().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 10 * ONE).await;
    let queue = desk.side(Subscribe).queue;
    desk.give(&queue, million(1)).await;
    desk.subscribe(&bob, 1).await;
    assert_eq!(desk.view(Subscribe, &bob).await.shares, 1);
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    assert_eq!(desk.unit().await.holding, 10 * ONE + 1);
    desk.claim(Subscribe, &bob).await.unwrap();
    assert_eq!(desk.shares(&bob).await, 1);
    assert_eq!(desk.balance(&queue).await, million(1));
}

#[tokio::test]
async fn accounts_without_use_are_closed_and_others_stay() {
    let mut desk = Desk::new().await;
    let (alice, payer, queue) = (desk.alice, desk.roles().payer, desk.side(Subscribe));
    desk.subscribe(&alice, 10 * ONE).await;
    let close_position = ix::close_position(&queue, &alice, &payer);
    let close_generation = ix::close_generation(&queue, 1, &payer);
    desk.refused(std::slice::from_ref(&close_generation), &[], LctsError::NotEmpty).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.refused(std::slice::from_ref(&close_position), &[alice], LctsError::NotEmpty).await;
    desk.refused(std::slice::from_ref(&close_generation), &[], LctsError::NotEmpty).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.ok(&[close_position, close_generation], &[alice]).await;
    assert!(desk.held(Subscribe, &alice).await.is_none());
    assert!(desk.generation(Subscribe, 1).await.is_none());
}
