//! Withdrawals that are worth nothing, in front of everybody's.

use super::{capital::LEAST, floor::*};
use halo_sdk::instructions::amm as ix;
use halo_tests::world::{million, ONE};

/// A hundred million tickets of one share would cost their owner one USDS of capital, and whoever waits behind them as many
/// fills. One withdrawal is of what the smallest trade bought at first, or of all that is left.
#[tokio::test]
async fn nobody_asks_for_dust_but_all_that_is_left_always_goes() {
    let floor = Floor::new().await;
    floor.provide(&floor.bob, million(1)).await.unwrap();
    floor.stay(&floor.bob).await;
    let (payer, bob, held) = (floor.roles().payer, floor.bob, floor.shares(&floor.bob).await);
    let asking = |number, shares| ix::request_withdrawal(&payer, &floor.at, &bob, number, shares);
    assert_eq!(LEAST, LIMITS.trade.min * 100);
    for dust in [1, ONE, LEAST - 1] {
        floor.refused(&[asking(1, dust)], &[bob], AmmError::WithdrawalTooSmall).await;
    }
    floor.refused(&[asking(1, held + 1)], &[bob], AmmError::NotEnoughShares).await;
    floor.refused(&[asking(1, 0)], &[bob], AmmError::ZeroAmount).await;
    floor.ok(&[asking(1, LEAST)], &[bob]).await;
    floor.ok(&[asking(2, held - LEAST - 1)], &[bob]).await;
    // One share is left, and it is all.
    floor.ok(&[asking(3, 1)], &[bob]).await;
    for number in 1..=3 {
        floor.fill(number).await;
    }
    assert_eq!(floor.pool().await.queue.served, 3);
    floor.assert_sound().await;
}
