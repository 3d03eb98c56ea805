//! Capital that comes and goes at once, its own or borrowed for the time of a transaction.

use super::floor::*;
use halo_sdk::{halo_math::amm::MIN_STAY_SECONDS, instructions::amm as ix};
use halo_tests::world::million;
use num_bigint::BigInt;
use std::slice::from_ref;

/// Pyth alone gives the price, and whoever deposits and fills brings it. Bob borrows 40M, deposits at an update of 1.0000,
/// asks for all of it, has that filled at the next one, 1.0008, claims and repays: four fifths of what 4M of the asset have
/// gained beyond the bid, some 1 280 of others' money. He may not ask in the same breath, nor for an hour.
#[tokio::test]
async fn borrowed_capital_cannot_leave_in_the_transaction_it_came_in() {
    let mut floor = Floor::with_update(false).await;
    floor.sell(million(4)).await.unwrap();
    floor.fund(million(40), 0).await;
    floor.ok(&[ix::open_position(&floor.roles().payer, &floor.at, &floor.bob)], &[]).await;
    let before = floor.purse().await;
    // Rather fewer shares than he would get, so that nothing but the stay refuses them.
    let request = ix::request_withdrawal(&floor.roles().payer, &floor.at, &floor.bob, 1, million(39) * 100);
    let at_once = [floor.depositing(&floor.bob, million(39) + thousand(990)), request.clone()];
    floor.refused(&at_once, &[floor.bob], AmmError::StaysYet).await;
    assert_eq!(before, floor.purse().await, "neither of the two");
    let [deposit, _] = at_once;
    floor.ok(&[deposit], &[floor.bob]).await;
    let stay = i64::try_from(MIN_STAY_SECONDS).unwrap();
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS + 80_000));
    floor.refused(from_ref(&request), &[floor.bob], AmmError::StaysYet).await;
    floor.world.wait(stay - 2).await;
    floor.refused(from_ref(&request), &[floor.bob], AmmError::StaysYet).await;
    // After the hour the price is what it is by then.
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS));
    floor.ok(&[request], &[floor.bob]).await;
    floor.fill(1).await;
    floor.ok(&[floor.claiming(&floor.bob, 1)], &[floor.bob]).await;
    assert!(before.gain(&floor.purse().await, PAR) <= BigInt::ZERO);
    floor.assert_sound().await;
}

/// Old shares do not let new ones leave: each deposit keeps the whole position for an hour.
#[tokio::test]
async fn every_deposit_keeps_the_whole_position() {
    let floor = Floor::new().await;
    floor.stay(&floor.alice).await;
    floor.provide(&floor.alice, million(1)).await.unwrap();
    let shares = floor.shares(&floor.alice).await / 11;
    let request = ix::request_withdrawal(&floor.roles().payer, &floor.at, &floor.alice, 1, shares);
    floor.refused(from_ref(&request), &[floor.alice], AmmError::StaysYet).await;
    floor.stay(&floor.alice).await;
    floor.ok(&[request], &[floor.alice]).await;
    // What waits is no longer part of it, and comes back free.
    floor.provide(&floor.alice, million(1)).await.unwrap();
    floor.ok(&[ix::cancel_withdrawal(&floor.at, &floor.alice, 1)], &[floor.alice]).await;
    floor.assert_sound().await;
}
