//! The other way: shares are given back among 100 000 who do so.

use super::{super::desk::*, compare, others::Others};
use halo_sdk::{halo_math::LOCK_SECOND, instructions::lcts as ix, transport::Landed};
use halo_tests::world::ONE;

/// What was measured, in order.
const ACTS: [&str; 12] = [
    "enter, the first time",
    "enter again",
    "lock",
    "settle",
    "claim",
    "exit",
    "enter after an exit",
    "settle_pair",
    "claim of a finalized generation",
    "enter that settles a finalized generation",
    "close_generation",
    "close_position",
];

/// Units of each of [`ACTS`] in the redeem queue among `others`.
async fn measure(others: Others) -> Vec<u64> {
    let mut desk = Desk::new().await;
    let (alice, bob, payer) = (desk.alice, desk.bob, desk.roles().payer);
    let members = others.arrive(&mut desk).await;
    // Everybody buys on one day.
    let purses =
        others.purses(desk.carol, &members).into_iter().chain([(alice, 100 * ONE), (bob, 100 * ONE)]);
    let purses: Vec<_> = purses.collect();
    for (owner, amount) in &purses {
        desk.subscribe(owner, *amount).await;
    }
    desk.day(Subscribe, u64::MAX).await;
    for (owner, _) in &purses {
        desk.claim(Subscribe, owner).await.unwrap();
    }
    desk.next_day().await;
    others.enter(&mut desk, Redeem, &members).await;
    let mut units = Vec::new();
    let mut note = |landed: Landed| units.push(landed.units_consumed);
    note(desk.enter(Redeem, &alice, 30 * ONE + 1).await.unwrap());
    note(desk.enter(Redeem, &alice, 30 * ONE + 1).await.unwrap());
    desk.at_second(LOCK_SECOND).await;
    note(desk.lock().await.unwrap());
    note(desk.settle(Redeem, 333_333 * ONE + 7).await.unwrap());
    note(desk.claim(Redeem, &alice).await.unwrap());
    note(desk.exit(Redeem, &alice).await.unwrap());
    note(desk.enter(Redeem, &alice, 30 * ONE).await.unwrap());
    desk.enter(Redeem, &bob, 5 * ONE).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    note(desk.settle_pair(0, u64::MAX).await.unwrap());
    note(desk.claim(Redeem, &bob).await.unwrap());
    desk.next_day().await;
    note(desk.enter(Redeem, &alice, ONE).await.unwrap());
    desk.locked().await;
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.claim(Redeem, &alice).await.unwrap();
    let queue = desk.side(Redeem);
    note(desk.ok(&[ix::close_generation(&queue, 2, &payer)], &[]).await);
    note(desk.ok(&[ix::close_position(&queue, &alice, &payer)], &[alice]).await);
    others.are_paid(&desk, Redeem, &members).await;
    units
}

#[tokio::test]
async fn giving_back_costs_the_same_to_the_unit_among_a_hundred_thousand() {
    compare(&ACTS, measure).await;
}
