//! What a member of a unit's queues sees and can do, against what the chain then does.

use crate::portfolio::Portfolio;
use halo_sdk::{
    halo_math::{GenerationState, LctsError, LOCK_SECOND, SETTLE_SECOND},
    lcts::state::Direction::{self, Redeem, Subscribe},
    view::{Door, Held, NotNow, ProjectionEnd, Subscriber},
};
use halo_tests::{
    liquid_unit::GUARDRAILS,
    world::{million, DAY, ONE},
};
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::transfer;

fn held(subscriber: &Subscriber, direction: Direction) -> &Held {
    subscriber.place(direction).held.as_ref().expect("a position")
}

/// Claims from the subscribe queue as the view says; returns the shares that came.
async fn claim(desk: &Portfolio, owner: &Pubkey) -> u64 {
    let shares = desk.unit.at.shares(owner);
    let before = desk.world.tokens(&shares).await;
    desk.send(desk.subscriber(owner).await.claim(Subscribe), &[*owner]).await;
    desk.world.tokens(&shares).await - before
}

/// Settles the subscribe queue as the view says.
async fn settle(desk: &Portfolio, capacity: u64) {
    let beacon = desk.beacon();
    let settle = desk.operator().await.settle(&beacon, Subscribe, capacity);
    desk.send(settle, &[beacon]).await;
}

#[tokio::test]
async fn a_stranger_has_nothing_and_is_told_so() {
    let desk = Portfolio::bare().await;
    let stranger = desk.subscriber(&desk.alice).await;
    let payer = desk.world.roles().payer;
    for direction in [Subscribe, Redeem] {
        assert_eq!(stranger.place(direction).door, Door::Missing);
        assert!(stranger.place(direction).held.is_none());
        assert_eq!(stranger.enter(&payer, direction, ONE), Err(NotNow::NoQueue { direction }));
        assert_eq!(stranger.claim(direction), Err(NotNow::NoPosition { direction }));
        assert_eq!(stranger.exit(direction), Err(NotNow::NoPosition { direction }));
        assert_eq!(stranger.close(direction), Err(NotNow::NoPosition { direction }));
    }
    let document = serde_json::to_value(&stranger).unwrap();
    assert_eq!(document["redeem"]["direction"], "redeem");
    assert_eq!(document["redeem"]["door"], serde_json::json!({ "state": "missing" }));
}

/// Bob sends lamports to the addresses that are next to be created, and to Alice's.
#[tokio::test]
async fn lamports_sent_ahead_keep_nobody_from_the_queue() {
    let mut desk = Portfolio::open().await;
    let (alice, bob, payer) = (desk.alice, desk.bob, desk.world.roles().payer);
    let queue = desk.unit.side(Subscribe);
    for address in [queue.generation(1), queue.position(&alice), queue.generation(2)] {
        desk.world.ok(&[transfer(&payer, &address, 10_000_000)], &[]).await;
    }
    assert!(desk.subscriber(&alice).await.subscribe.held.is_none());
    desk.subscribe(&alice, million(3)).await;
    desk.subscribe(&bob, million(1)).await;
    desk.lock().await;
    settle(&desk, u64::MAX).await;
    assert_eq!(desk.operator().await.queue(Subscribe).unwrap().current, 2);
    assert_eq!(claim(&desk, &alice).await, million(3));
    desk.subscribe(&bob, million(1)).await;
    assert_eq!(held(&desk.subscriber(&bob).await, Subscribe).generation, Some(2));
}

#[tokio::test]
async fn the_door_opens_and_closes_with_the_day() {
    let mut desk = Portfolio::open().await;
    let (alice, payer) = (desk.alice, desk.world.roles().payer);
    let one_o_clock = desk.today(LOCK_SECOND);
    let door = desk.subscriber(&alice).await.subscribe.door;
    assert_eq!(door, Door::Open { locks_from: one_o_clock });
    desk.subscribe(&alice, million(1)).await;
    desk.at_second(LOCK_SECOND + 5).await;
    let door = desk.subscriber(&alice).await.subscribe.door;
    assert_eq!(door, Door::Open { locks_from: one_o_clock + 5 }, "at any moment now");
    desk.lock().await;

    let until = desk.today(SETTLE_SECOND);
    let locked = desk.subscriber(&alice).await;
    let refused = NotNow::Locked { direction: Subscribe, until };
    assert_eq!(locked.subscribe.door, Door::Locked { until });
    assert_eq!(locked.redeem.door, Door::Open { locks_from: one_o_clock + DAY }, "nobody is in it");
    assert_eq!(locked.enter(&payer, Subscribe, ONE), Err(refused));
    assert_eq!(locked.exit(Subscribe), Err(refused));
    assert_eq!(locked.claim(Subscribe), Err(refused));

    desk.at_second(SETTLE_SECOND).await;
    let overdue = desk.subscriber(&alice).await;
    assert_eq!(overdue.subscribe.door, Door::Overdue { since: until });
    assert_eq!(overdue.exit(Subscribe), Err(NotNow::Overdue { direction: Subscribe, since: until }));
    desk.send(desk.operator().await.unlock_overdue(Subscribe), &[]).await;
    desk.send(desk.subscriber(&alice).await.exit(Subscribe), &[alice]).await;
    let empty = desk.subscriber(&alice).await;
    assert!(held(&empty, Subscribe).is_empty());
    desk.send(empty.close(Subscribe), &[alice]).await;
    assert!(desk.subscriber(&alice).await.subscribe.held.is_none());
}

#[tokio::test]
async fn a_position_is_seen_from_entry_to_the_last_claim() {
    let mut desk = Portfolio::open().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&alice, million(3)).await;
    desk.subscribe(&bob, million(1)).await;
    let entered = desk.subscriber(&alice).await;
    let place = held(&entered, Subscribe);
    assert_eq!(
        (place.generation, place.state, place.waiting),
        (Some(1), GenerationState::Active, million(3))
    );
    assert_eq!((place.shares, place.part_bps()), (million(3).into(), 7_500));
    assert_eq!(entered.claim(Subscribe), Err(NotNow::NothingToClaim { direction: Subscribe }));
    assert_eq!(entered.close(Subscribe), Err(NotNow::PositionNotEmpty { direction: Subscribe }));

    desk.lock().await;
    settle(&desk, million(2)).await;
    let served = desk.subscriber(&alice).await;
    let place = held(&served, Subscribe);
    let half = million(3) / 2;
    assert_eq!((place.waiting, place.pending, place.accrued, place.claimable), (half, half, 0, half));
    assert_eq!(claim(&desk, &alice).await, half);

    // What comes with a second entry is credited; while the queue is locked, that alone is paid.
    desk.next_day().await;
    desk.lock().await;
    settle(&desk, million(1)).await;
    desk.subscribe(&alice, million(1)).await;
    desk.next_day().await;
    desk.lock().await;
    let waits = desk.subscriber(&alice).await;
    let place = held(&waits, Subscribe);
    let credited = million(3) / 4;
    assert_eq!((place.state, place.pending), (GenerationState::Locked, 0));
    assert_eq!((place.accrued, place.claimable), (credited, credited));
    assert_eq!(claim(&desk, &alice).await, credited);
    assert!(matches!(desk.subscriber(&alice).await.claim(Subscribe), Err(NotNow::Locked { .. })));
    settle(&desk, u64::MAX).await;

    // The generation is over; its members are paid although others enter the next one.
    desk.subscribe(&bob, million(5)).await;
    let over = desk.subscriber(&alice).await;
    let place = held(&over, Subscribe);
    assert_eq!((over.subscribe.current, place.generation), (2, Some(1)));
    assert_eq!((place.state, place.waiting), (GenerationState::Finalized, 0));
    assert_eq!(over.exit(Subscribe), Err(NotNow::NothingWaits { direction: Subscribe }));
    let due = place.claimable;
    assert_eq!(due, million(4) - half - credited);
    // She enters again without naming the finalized generation herself.
    desk.subscribe(&alice, million(7)).await;
    let again = desk.subscriber(&alice).await;
    let place = held(&again, Subscribe);
    assert_eq!((place.generation, place.accrued, place.waiting), (Some(2), due, million(7)));
    assert_eq!(claim(&desk, &alice).await, due);
}

#[tokio::test]
async fn rules_of_the_queue_are_refused_before_they_are_signed() {
    let mut desk = Portfolio::open().await;
    let (alice, payer) = (desk.alice, desk.world.roles().payer);
    let stranger = desk.subscriber(&alice).await;
    assert_eq!(stranger.enter(&payer, Subscribe, 0), Err(NotNow::Rule(LctsError::ZeroAmount)));
    let nothing = stranger.project(Subscribe, ONE, 0, 1).expect_err("nobody waits");
    assert_eq!(nothing, NotNow::NothingWaits { direction: Subscribe });
    desk.subscribe(&alice, million(1)).await;
    desk.lock().await;
    let locked = desk.subscriber(&alice).await.project(Subscribe, ONE, ONE, 1).expect_err("locked");
    assert!(matches!(locked, NotNow::Locked { .. }), "{locked}");
    let freezer = desk.world.roles().freezer;
    settle(&desk, 0).await;
    let freeze = halo_sdk::instructions::pau::freeze(&freezer, &desk.unit.at.pau);
    desk.world.ok(&[freeze], &[freezer]).await;
    let frozen = desk.subscriber(&alice).await;
    assert_eq!(frozen.enter(&payer, Subscribe, ONE), Err(NotNow::Frozen));
    desk.send(frozen.exit(Subscribe), &[alice]).await;
}

#[tokio::test]
async fn a_projection_is_what_then_happens_to_the_last_unit() {
    let mut desk = Portfolio::open().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.subscribe(&bob, 3_000_017 * ONE + 13).await;
    desk.subscribe(&alice, 1_234_567 * ONE + 891).await;
    let capacity = 700_001 * ONE + 7;
    let projection = desk.subscriber(&alice).await.project(Subscribe, capacity, 0, 30).unwrap();
    assert_eq!(projection.end, ProjectionEnd::Converted);
    assert_eq!(projection.days.len(), 7, "4.2M by 0.7M a day");
    let mut waiting = projection.waiting;
    for day in &projection.days {
        desk.lock().await;
        assert_eq!(day.settled_by, desk.today(SETTLE_SECOND));
        settle(&desk, capacity).await;
        let before = desk.subscriber(&alice).await;
        assert_eq!(held(&before, Subscribe).waiting, day.waiting);
        assert_eq!(claim(&desk, &alice).await, day.received);
        waiting -= day.received;
        desk.next_day().await;
    }
    assert_eq!(waiting, 0, "at par, nothing is left over");
}

#[tokio::test]
async fn a_projection_knows_the_guardrails_and_what_is_only_thought_of() {
    let mut desk = Portfolio::open().await;
    let alice = desk.alice;
    let stranger = desk.subscriber(&alice).await;
    let thought = stranger.project(Subscribe, u64::MAX, 2 * GUARDRAILS.capacity, 5).unwrap();
    assert_eq!((thought.waiting, thought.end), (2 * GUARDRAILS.capacity, ProjectionEnd::Stalled));
    assert_eq!(thought.days[0].capacity, GUARDRAILS.capacity);
    assert_eq!((thought.days[1].capacity, thought.days[1].converted), (0, 0), "the room is used up");
    let some = stranger.project(Subscribe, million(1), million(10), 3).unwrap();
    assert_eq!((some.days.len(), some.end), (3, ProjectionEnd::GoesOn));
    assert_eq!(some.days[2].received_so_far, million(3));

    // Redemption takes what the holding has.
    desk.subscribe(&alice, million(8)).await;
    desk.lock().await;
    settle(&desk, u64::MAX).await;
    claim(&desk, &alice).await;
    let (beacon, endpoint) = (desk.beacon(), desk.world.endpoint);
    desk.send(desk.operator().await.deploy(&beacon, &endpoint, million(6)), &[beacon]).await;
    let redeem = desk.subscriber(&alice).await.project(Redeem, million(5), million(8), 9).unwrap();
    assert_eq!(redeem.days[0].capacity, million(2));
    assert_eq!((redeem.days[0].received, redeem.end), (million(2), ProjectionEnd::Stalled));
}
