//! What whoever operates a unit sees, is told to do, and does.

use crate::portfolio::Portfolio;
use halo_sdk::{
    halo_math::{LctsError, RATE_SCALE, SETTLE_SECOND},
    lcts::{
        instructions::SettlePairArgs,
        state::Direction::{Redeem, Subscribe},
    },
    view::{Door, Due, NotNow},
};
use halo_tests::{
    liquid_unit::GUARDRAILS,
    world::{million, ONE},
};

#[tokio::test]
async fn what_is_due_follows_the_clock() {
    let mut desk = Portfolio::bare().await;
    let missing =
        [Due::OpenHolding, Due::OpenQueue { direction: Subscribe }, Due::OpenQueue { direction: Redeem }];
    assert_eq!(desk.operator().await.due, missing);
    for direction in [Subscribe, Redeem] {
        desk.unit.open_queue(&desk.world, direction).await;
    }
    desk.unit.open_holding(&desk.world).await;
    assert_eq!(desk.operator().await.due, []);
    let alice = desk.alice;
    desk.subscribe(&alice, million(2)).await;
    assert_eq!(desk.operator().await.due, [], "it is midnight");
    let by = desk.today(SETTLE_SECOND);
    desk.at_second(SETTLE_SECOND - 1).await;
    assert_eq!(desk.operator().await.due, [Due::Lock { by }]);
    let (operator, beacon) = (desk.operator().await, desk.beacon());
    desk.send(operator.lock(&beacon), &[beacon]).await;
    let locked = desk.operator().await;
    assert_eq!(locked.due, [Due::SetRate { by }, Due::Settle { direction: Subscribe, by }]);
    desk.at_second(SETTLE_SECOND).await;
    let overdue = desk.operator().await;
    assert_eq!(overdue.due, [Due::Unlock { direction: Subscribe, since: by }]);
    desk.send(overdue.unlock_overdue(Subscribe), &[]).await;

    desk.next_day().await;
    desk.lock().await;
    let operator = desk.operator().await;
    desk.send(operator.set_rate(&beacon, RATE_SCALE), &[beacon]).await;
    let operator = desk.operator().await;
    desk.send(operator.settle(&beacon, Subscribe, u64::MAX), &[beacon]).await;
    assert_eq!(desk.operator().await.due, [], "Alice is not credited yet");
    desk.send(desk.subscriber(&alice).await.claim(Subscribe), &[alice]).await;
    let spent = desk.operator().await;
    assert_eq!(spent.due, [Due::CloseGeneration { direction: Subscribe, number: 1 }]);
    desk.send(spent.close_generation(Subscribe, 1), &[]).await;
    let done = desk.operator().await;
    assert_eq!((done.due.len(), done.queue(Subscribe).unwrap().generations.len()), (0, 0));
}

#[tokio::test]
async fn the_figures_of_a_settlement_are_known_before() {
    let mut desk = Portfolio::open().await;
    let (alice, bob, beacon) = (desk.alice, desk.bob, desk.beacon());
    desk.subscribe(&bob, million(30)).await;
    desk.lock().await;
    let operator = desk.operator().await;
    let one = operator.settling(Subscribe, u64::MAX).unwrap();
    assert_eq!(
        (one.subscribe_capacity, one.subscribed, one.minted),
        (GUARDRAILS.capacity, million(30), million(30))
    );
    assert!(one.subscribe_finalized);
    desk.send(operator.settle(&beacon, Subscribe, u64::MAX), &[beacon]).await;
    desk.send(desk.subscriber(&bob).await.claim(Subscribe), &[bob]).await;
    let enter = desk.subscriber(&bob).await.enter(&desk.world.roles().payer, Redeem, million(30));
    desk.send(enter, &[bob]).await;
    desk.subscribe(&alice, million(100)).await;
    desk.next_day().await;
    desk.lock().await;
    desk.send(desk.operator().await.set_rate(&beacon, RATE_SCALE / 1_000 * 1_003), &[beacon]).await;

    let operator = desk.operator().await;
    assert_eq!(operator.queue(Redeem).unwrap().waiting_worth, million(30) / 1_000 * 1_003);
    let args = SettlePairArgs { subscribe_capacity: million(5) + 11, redeem_capacity: million(1) };
    let told = operator.settling_pair(&args).unwrap();
    assert_eq!((told.matched, told.out_of_holding), (million(30) / 1_000 * 1_003, 0));
    assert_eq!(told.into_holding, million(5) + 11);
    assert!(told.redeem_finalized && !told.subscribe_finalized);
    desk.send(operator.settle_pair(&beacon, args), &[beacon]).await;
    let after = desk.operator().await;
    assert_eq!((after.supply, after.holding), (told.supply_after, told.holding_after));
    let waiting = |direction| after.queue(direction).unwrap().waiting;
    assert_eq!((waiting(Subscribe), waiting(Redeem)), (million(100) - told.subscribed, 0));
    assert_eq!(after.queue(Redeem).unwrap().owed, told.paid);
    assert_eq!(after.queue(Redeem).unwrap().current, 2);
}

#[tokio::test]
async fn what_cannot_be_done_now_is_refused_before_it_is_signed() {
    let mut desk = Portfolio::open().await;
    let (alice, beacon, endpoint) = (desk.alice, desk.beacon(), desk.world.endpoint);
    let early = desk.operator().await;
    let pair = || SettlePairArgs { subscribe_capacity: 1, redeem_capacity: 1 };
    assert_eq!(early.lock(&beacon), Err(NotNow::LocksFrom { from: early.locks_from }));
    let unlocked = NotNow::NotLocked { direction: Subscribe };
    assert_eq!(early.settle(&beacon, Subscribe, 1), Err(unlocked));
    assert_eq!(early.unlock_overdue(Subscribe), Err(unlocked));
    assert_eq!(early.settle_pair(&beacon, pair()), Err(NotNow::NothingLocked));
    assert_eq!(early.set_rate(&beacon, early.rate + 1), Err(NotNow::RateOutsideLock));
    assert_eq!(early.deploy(&beacon, &endpoint, 1), Err(NotNow::BeyondHolding { holding: 0, got: 1 }));
    let unspent = NotNow::NotSpent { direction: Redeem, number: 1 };
    assert_eq!(early.close_generation(Redeem, 1), Err(unspent));

    desk.subscribe(&alice, ONE).await;
    desk.lock().await;
    let by = desk.today(SETTLE_SECOND);
    let locked = desk.operator().await;
    assert_eq!(locked.queue(Subscribe).unwrap().door, Door::Locked { until: by });
    assert_eq!(locked.unlock_overdue(Subscribe), Err(NotNow::NotOverdue { direction: Subscribe, until: by }));
    let refused = locked.set_rate(&beacon, locked.rate * 2).expect_err("above the cap");
    assert!(matches!(refused, NotNow::Rule(LctsError::RateTooHigh { .. })), "{refused}");
    desk.at_second(SETTLE_SECOND).await;
    let late = desk.operator().await;
    let overdue = NotNow::Overdue { direction: Subscribe, since: by };
    assert_eq!(late.settle(&beacon, Subscribe, 1), Err(overdue));
    assert_eq!(late.settle_pair(&beacon, pair()), Err(overdue));
}
