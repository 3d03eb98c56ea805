//! Somebody who is always a moment faster.

use super::{capital::LEAST, floor::*};
use halo_sdk::instructions::amm as ix;
use halo_tests::world::{million, ONE};

/// Bob's bot lands a small request right before each of Alice's. Were the place in the queue part of the address, every one of
/// hers would fail, and she would never leave. The id is hers to choose, and her place is the one that is free when she comes.
#[tokio::test]
async fn nobody_takes_the_address_of_another_withdrawal() {
    let floor = Floor::new().await;
    floor.provide(&floor.bob, million(1)).await.unwrap();
    floor.stay(&floor.bob).await;
    let (payer, alice, bob) = (floor.roles().payer, floor.alice, floor.bob);
    let shares = floor.shares(&alice).await;
    let leaving = ix::request_withdrawal(&payer, &floor.at, &alice, u64::MAX, shares);
    for id in 1..=3 {
        floor.ok(&[ix::request_withdrawal(&payer, &floor.at, &bob, id, LEAST)], &[bob]).await;
    }
    floor.ok(&[leaving], &[alice]).await;
    let ticket = floor.withdrawal(u64::MAX).await;
    assert_eq!((ticket.id, ticket.ticket.number, ticket.ticket.shares), (u64::MAX, 4, shares));
    // One address is one withdrawal, whoever comes second.
    let again = ix::request_withdrawal(&payer, &floor.at, &bob, u64::MAX, LEAST);
    assert!(floor.send(&[again], &[bob]).await.is_err());
    for id in [1, 2, 3, u64::MAX] {
        floor.fill(id).await;
    }
    floor.ok(&[floor.claiming(&alice, u64::MAX)], &[alice]).await;
    assert!(floor.wallet(&alice).await.0 >= CAPITAL - ONE);
    floor.assert_sound().await;
}
