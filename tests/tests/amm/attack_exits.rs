//! The first of the queue, or a price that is gone, as a lock on everybody behind.

use super::floor::*;
use halo_sdk::{deployment::Limit, instructions::amm as ix};
use halo_tests::{
    refusal::{assert_refused, with_account},
    world::{million, DAY},
};

/// Alice asks for all of her 10M, and the PAU lets 2M of withdrawals pass a day. Were she paid at once or not at all, no
/// fill would ever land, and Bob behind her would wait for as long as she likes.
#[tokio::test]
async fn who_asks_for_more_than_may_pass_is_paid_in_parts_and_keeps_nobody_waiting() {
    let mut floor = Floor::new().await;
    floor.provide(&floor.bob, million(1)).await.unwrap();
    let limit = Limit { max: million(2), slope: million(2) };
    floor.set_limit(&floor.at.withdraw_limit(), limit).await.unwrap();
    let first = floor.request(&floor.alice, floor.shares(&floor.alice).await).await;
    let second = floor.request(&floor.bob, floor.shares(&floor.bob).await).await;
    for day in 1..=5 {
        floor.fill(first).await;
        let payable = floor.withdrawal(first).await.ticket.payable;
        assert!((million(2) * day - day..=million(2) * day).contains(&payable), "day {day}: {payable}");
        floor.assert_sound().await;
        floor.world.wait(DAY).await;
    }
    // Parts are rounded down: a few base units may be left of the last one.
    while floor.withdrawal(first).await.ticket.shares > 0 {
        floor.fill(first).await;
    }
    floor.fill(second).await;
    assert!(floor.withdrawal(second).await.ticket.payable >= million(1) - 1);
    for (owner, number) in [(floor.alice, first), (floor.bob, second)] {
        floor.ok(&[floor.claiming(&owner, number)], &[owner]).await;
    }
    floor.assert_sound().await;
}

/// Whoever fills names the limit: one that lets other sums pass is refused.
#[tokio::test]
async fn nobody_fills_by_another_limit() {
    let floor = Floor::new().await;
    let number = floor.request(&floor.alice, floor.shares(&floor.alice).await).await;
    let fill = ix::fill_withdrawal(&floor.at, number, None);
    let [_, cash_out, ..] = floor.at.swap_limits();
    let (ours, others) = (floor.at.withdraw_limit().limit(&floor.at.pau), cash_out.limit(&floor.at.pau));
    let by_another = with_account(fill.clone(), &ours, others);
    assert!(floor.send(&[by_another], &[]).await.is_err());
    let by_none = with_account(fill.clone(), &ours, floor.at.pau);
    floor.refused(&[by_none], &[], AmmError::WrongPoolAccount).await;
    floor.ok(&[fill], &[]).await;
}

/// The reporters are gone for good. A pool with cash alone needs no price to pay it out; one that holds anything else does.
#[tokio::test]
async fn a_dead_price_keeps_nobody_in_a_pool_of_cash() {
    let mut floor = Floor::new().await;
    let third = floor.shares(&floor.alice).await / 3;
    let (first, second) =
        (floor.request(&floor.alice, third).await, floor.request(&floor.alice, third).await);
    floor.world.wait(i64::try_from(MAX_AGE).unwrap() + 1).await;
    floor.fill(first).await;
    floor.ok(&[floor.claiming(&floor.alice, first)], &[floor.alice]).await;
    assert_refused(floor.provide(&floor.bob, million(1)).await, AmmError::StalePrice);
    floor.report(PAR).await;
    floor.provide(&floor.bob, million(4)).await.unwrap();
    floor.sell(thousand(1)).await.unwrap();
    floor.world.wait(i64::try_from(MAX_AGE).unwrap() + 1).await;
    floor.refused(&[ix::fill_withdrawal(&floor.at, second, None)], &[], AmmError::StalePrice).await;
    floor.assert_sound().await;
}
