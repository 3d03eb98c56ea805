//! The user stories and edge cases of the LCTS standard, by their numbers, on both engines.

use super::desk::*;
use halo_sdk::halo_math::{GenerationState, LOCK_SECOND, SETTLE_SECOND};
use halo_tests::{chain::Chain, world::ONE};

/// 980 shares for 1 000 underlying.
const STORY_1_RATE: u128 = 1_020_408_163_265_306_122;
/// 510 underlying for 500 shares.
const STORY_7_RATE: u128 = 1_020_000_000_000_000_000;

#[tokio::test]
async fn story_1_full_conversion() {
    on_both_engines!(full_conversion, STORY_1_RATE);
}

async fn full_conversion<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 1_000 * ONE).await;
    let view = desk.view(Subscribe, &alice).await;
    assert_eq!((view.generation, view.shares, view.underlying), (1, u128::from(1_000 * ONE), 1_000 * ONE));
    desk.day(Subscribe, 1_000 * ONE).await;
    let first = desk.generation_view(Subscribe, 1).await;
    assert_eq!(u64::from(first.state), GenerationState::Finalized.number());
    assert_eq!((first.reward_per_share, first.underlying), (980_000_000_000_000_000, 0));
    assert_eq!(desk.state(Subscribe).await, GenerationState::Dormant);
    assert_eq!(desk.view(Subscribe, &alice).await.rewards, 980 * ONE);
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 980 * ONE);
    assert_eq!(desk.unit().await.holding, 1_000 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn story_2_partial_conversion_over_several_days() {
    on_both_engines!(partial_conversion, PAR);
}

async fn partial_conversion<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 10_000 * ONE).await;
    let mut claimed = 0;
    for (capacity, left) in [(2_000 * ONE, 8_000 * ONE), (3_000 * ONE, 5_000 * ONE)] {
        desk.day(Subscribe, capacity).await;
        assert_eq!(
            (desk.state(Subscribe).await, desk.waiting(Subscribe).await),
            (GenerationState::Active, left)
        );
        desk.claim(Subscribe, &alice).await.unwrap();
        claimed += capacity;
        assert_eq!(desk.shares(&alice).await, claimed);
        desk.next_day().await;
    }
    desk.day(Subscribe, 5_000 * ONE).await;
    assert_eq!(desk.state(Subscribe).await, GenerationState::Dormant);
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 10_000 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn story_3_a_deposit_at_13_05_waits_for_the_settlement() {
    on_both_engines!(deposit_at_13_05, PAR);
}

async fn deposit_at_13_05<C: Chain>(mut desk: Desk<C>) {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 1_000 * ONE).await;
    desk.give(&bob, 500 * ONE).await;
    desk.locked().await;
    desk.at_second(LOCK_SECOND + 300).await;
    let entry = desk.entering(Subscribe, &bob, 500 * ONE).await;
    desk.rejected(&[entry], &[bob], LctsError::GenerationLocked).await;
    desk.settle(Subscribe, 400 * ONE).await.unwrap();
    desk.enter(Subscribe, &bob, 500 * ONE).await.unwrap();
    assert_eq!(desk.waiting(Subscribe).await, 1_100 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn story_4_exit_before_the_generation_completes() {
    on_both_engines!(exit_half_way, PAR);
}

async fn exit_half_way<C: Chain>(mut desk: Desk<C>) {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 5_000 * ONE).await;
    desk.subscribe(&bob, 5_000 * ONE).await;
    desk.day(Subscribe, 3_000 * ONE).await;
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!((desk.shares(&alice).await, desk.balance(&alice).await), (1_500 * ONE, 3_500 * ONE));
    assert_eq!(desk.waiting(Subscribe).await, 3_500 * ONE);
    let view = desk.view(Subscribe, &bob).await;
    assert_eq!((view.rewards, view.underlying), (1_500 * ONE, 3_500 * ONE));
    desk.assert_sound().await;
}

#[tokio::test]
async fn story_5_a_dormant_queue_restarts() {
    on_both_engines!(dormant_restart, PAR);
}

async fn dormant_restart<C: Chain>(mut desk: Desk<C>) {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 1_000 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    assert_eq!(desk.state(Subscribe).await, GenerationState::Dormant);
    desk.next_day().await;
    desk.subscribe(&bob, 700 * ONE).await;
    assert_eq!(desk.state(Subscribe).await, GenerationState::Active);
    assert_eq!(desk.membership(Subscribe, &bob).await, Some(2));
    // Alice's next entry settles the first generation by itself, also while her rewards are not claimed.
    desk.subscribe(&alice, 300 * ONE).await;
    let view = desk.view(Subscribe, &alice).await;
    assert_eq!((view.generation, view.underlying, view.rewards), (2, 300 * ONE, 1_000 * ONE));
    desk.assert_sound().await;
}

#[tokio::test]
async fn story_6_one_generation_over_three_days() {
    on_both_engines!(three_days, PAR);
}

async fn three_days<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 100_000 * ONE).await;
    for (converted, left) in [(20_000, 80_000), (25_000, 55_000), (55_000, 0)] {
        desk.locked().await;
        assert_eq!(desk.state(Subscribe).await, GenerationState::Locked);
        desk.settle(Subscribe, converted * ONE).await.unwrap();
        assert_eq!(desk.waiting(Subscribe).await, left * ONE);
        desk.at_second(SETTLE_SECOND).await;
        desk.assert_sound().await;
        desk.next_day().await;
    }
    assert_eq!(desk.queue(Subscribe).await.current, 2, "the first generation is finalized");
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 100_000 * ONE);
}

#[tokio::test]
async fn story_7_shares_are_redeemed() {
    on_both_engines!(redemption, STORY_7_RATE);
}

async fn redemption<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 1_020 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 1_000 * ONE);
    desk.enter(Redeem, &alice, 1_000 * ONE).await.unwrap();
    desk.next_day().await;
    // 510 underlying are 500 shares.
    desk.day(Redeem, 510 * ONE).await;
    assert_eq!((desk.state(Redeem).await, desk.waiting(Redeem).await), (GenerationState::Active, 500 * ONE));
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 510 * ONE);
    desk.next_day().await;
    desk.day(Redeem, u64::MAX).await;
    assert_eq!(desk.queue(Redeem).await.current, 2, "the first generation is finalized");
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 1_020 * ONE);
    let unit = desk.unit().await;
    assert_eq!((unit.supply, unit.holding), (0, 0));
    desk.assert_sound().await;
}

#[tokio::test]
async fn an_epoch_without_capacity_unlocks_unchanged() {
    on_both_engines!(no_capacity, PAR);
}

async fn no_capacity<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 1_000 * ONE).await;
    let before = desk.generation_view(Subscribe, 1).await;
    desk.day(Subscribe, 0).await;
    assert_eq!(desk.generation_view(Subscribe, 1).await, before);
}

#[tokio::test]
async fn the_last_exit_leaves_a_dormant_queue() {
    on_both_engines!(last_exit, PAR);
}

async fn last_exit<C: Chain>(desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 1_000 * ONE).await;
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.state(Subscribe).await, GenerationState::Dormant);
    assert_eq!((desk.balance(&alice).await, desk.waiting(Subscribe).await), (1_000 * ONE, 0));
    // The generation goes on with whoever comes next.
    desk.enter(Subscribe, &alice, 1_000 * ONE).await.unwrap();
    assert_eq!(desk.membership(Subscribe, &alice).await, Some(1));
    desk.assert_sound().await;
}

#[tokio::test]
async fn nothing_of_a_locked_generation_moves_and_finalized_ones_pay() {
    on_both_engines!(finalized_while_locked, PAR);
}

async fn finalized_while_locked<C: Chain>(mut desk: Desk<C>) {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, 1_000 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.next_day().await;
    desk.subscribe(&bob, 500 * ONE).await;
    desk.locked().await;
    let [exit, claim] = [desk.leaving(Subscribe, &bob, 2), desk.claiming(Subscribe, &bob).await];
    desk.rejected(&[exit], &[bob], LctsError::GenerationLocked).await;
    desk.rejected(&[claim], &[bob], LctsError::GenerationLocked).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 1_000 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn what_was_credited_before_is_paid_while_locked() {
    on_both_engines!(credited_while_locked, PAR);
}

async fn credited_while_locked<C: Chain>(mut desk: Desk<C>) {
    let alice = desk.alice;
    desk.subscribe(&alice, 1_000 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.next_day().await;
    desk.subscribe(&alice, 200 * ONE).await;
    desk.locked().await;
    let queue = desk.side(Subscribe);
    let claim =
        halo_sdk::instructions::lcts::claim(&queue, &alice, &queue.reward.token_account(&alice), None);
    desk.ok(std::slice::from_ref(&claim), &[alice]).await;
    assert_eq!(desk.shares(&alice).await, 1_000 * ONE);
    desk.rejected(&[claim], &[alice], LctsError::NothingToClaim).await;
    desk.assert_sound().await;
}
