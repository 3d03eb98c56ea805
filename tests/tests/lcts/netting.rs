//! Both queues settled together.

use super::desk::*;
use halo_sdk::{halo_math::GenerationState, lcts::events::UnitSettled};
use halo_tests::{chain::Chain, events::event, world::million};

/// Bob has 30M shares; Alice subscribes with 100M and Bob redeems all he has, and it is 13:00 and locked.
async fn crossing() -> Desk {
    crossed(Desk::new().await).await
}

async fn crossed<C: Chain>(mut desk: Desk<C>) -> Desk<C> {
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&bob, million(30)).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.next_day().await;
    desk.subscribe(&alice, million(100)).await;
    desk.enter(Redeem, &bob, million(30)).await.unwrap();
    desk.locked().await;
    desk
}

#[tokio::test]
async fn a_hundred_million_against_thirty_with_room_for_thirty() {
    on_both_engines!(hundred_against_thirty, PAR);
}

async fn hundred_against_thirty<C: Chain>(desk: Desk<C>) {
    let desk = crossed(desk).await;
    let landed = desk.settle_pair(million(30), 0).await.unwrap();
    let told: UnitSettled = event(&landed);
    assert_eq!((told.matched, told.subscribed, told.paid), (million(30), million(60), million(30)));
    assert_eq!(desk.waiting(Subscribe).await, million(40));
    assert_eq!(desk.queue(Redeem).await.current, 2, "the redeem queue is cleared");
    let unit = desk.unit().await;
    assert_eq!((unit.supply, unit.holding), (million(60), million(60)));
    desk.claim(Redeem, &desk.bob).await.unwrap();
    desk.claim(Subscribe, &desk.alice).await.unwrap();
    assert_eq!(desk.balance(&desk.bob).await, million(30));
    assert_eq!(desk.shares(&desk.alice).await, million(60));
    desk.assert_sound().await;
}

#[tokio::test]
async fn without_capacity_the_queues_still_serve_each_other() {
    let desk = crossing().await;
    let told: UnitSettled = event(&desk.settle_pair(0, 0).await.unwrap());
    assert_eq!((told.matched, told.subscribed, told.paid), (million(30), million(30), million(30)));
    // What is netted passes by the holding.
    assert_eq!(told.holding_after, million(30));
    desk.assert_sound().await;
}

#[tokio::test]
async fn more_redeemers_than_subscribers_draw_on_the_holding() {
    let mut desk = Desk::new().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&bob, million(80)).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.next_day().await;
    desk.subscribe(&alice, million(10)).await;
    desk.enter(Redeem, &bob, million(80)).await.unwrap();
    desk.locked().await;
    let told: UnitSettled = event(&desk.settle_pair(0, million(25)).await.unwrap());
    assert_eq!((told.matched, told.subscribed, told.paid), (million(10), million(10), million(35)));
    assert_eq!((told.supply_after, told.holding_after), (million(55), million(55)));
    assert_eq!(desk.waiting(Redeem).await, million(45));
    desk.assert_sound().await;
}

#[tokio::test]
async fn one_queue_is_settled_and_the_other_stays_locked() {
    let desk = crossing().await;
    desk.settle(Redeem, million(30)).await.unwrap();
    assert_eq!(desk.state(Subscribe).await, GenerationState::Locked);
    assert_eq!(desk.unit().await.holding, 0);
    desk.settle(Subscribe, million(5)).await.unwrap();
    assert_eq!(desk.state(Subscribe).await, GenerationState::Active);
    assert_eq!(desk.unit().await.holding, million(5));
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_pair_is_settled_once() {
    let desk = crossing().await;
    desk.settle_pair(million(30), 0).await.unwrap();
    let again = desk.settling_pair(million(30), 0).await;
    desk.refused(&[again], &[desk.beacon], LctsError::GenerationNotLocked).await;
}

#[tokio::test]
async fn a_queue_cannot_be_left_out_of_the_netting() {
    let desk = crossing().await;
    let mut current = desk.current().await;
    current.redeem = None;
    let args = halo_sdk::lcts::instructions::SettlePairArgs { subscribe_capacity: 1, redeem_capacity: 1 };
    let settle = halo_sdk::instructions::lcts::settle_pair(&desk.beacon, &desk.at, current, args);
    desk.refused(&[settle], &[desk.beacon], LctsError::GenerationMissing).await;
}
