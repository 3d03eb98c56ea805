//! The day after a large cut of a unit's rate, as the views tell it and as the program has it.

use crate::portfolio::Portfolio;
use halo_sdk::{
    halo_math::{LOCK_SECOND, RATE_SCALE, SETTLE_SECOND},
    instructions::lcts::{self as ix, Current},
    lcts::{
        error::LctsError,
        instructions::SettlePairArgs,
        state::Direction::{Redeem, Subscribe},
    },
    view::{NotNow, UnitOperator},
};
use halo_tests::world::{million, DAY};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// 13:30 UTC.
const HALF_PAST_ONE: i64 = LOCK_SECOND + 1_800;
/// The smallest cut that is large.
const LARGE: u128 = RATE_SCALE / 20 * 19 - 1;
/// One queue sells for half of what waits.
const ONE_QUEUE: u64 = million(50);
/// Only what is netted.
const NET: SettlePairArgs = SettlePairArgs { subscribe_capacity: 0, redeem_capacity: 0 };

/// Bob's 10M shares wait in the redeem queue and Alice's 100M of underlying in the other one, at midnight.
async fn waiting() -> Portfolio {
    let mut desk = Portfolio::open().await;
    let (alice, bob, beacon) = (desk.alice, desk.bob, desk.beacon());
    desk.subscribe(&bob, million(10)).await;
    desk.lock().await;
    desk.send(desk.operator().await.settle(&beacon, Subscribe, u64::MAX), &[beacon]).await;
    desk.send(desk.subscriber(&bob).await.claim(Subscribe), &[bob]).await;
    desk.next_day().await;
    let enter = desk.subscriber(&bob).await.enter(&desk.world.roles().payer, Redeem, million(10));
    desk.send(enter, &[bob]).await;
    desk.subscribe(&alice, million(100)).await;
    desk
}

/// Cuts the rate to `rate` at this second of the day; returns the second at which shares are sold again.
async fn cut(desk: &mut Portfolio, second: i64, rate: u128) -> i64 {
    desk.at_second(second).await;
    let beacon = desk.beacon();
    desk.send(desk.operator().await.set_rate(&beacon, rate), &[beacon]).await;
    desk.today(second) + DAY
}

/// Converts nothing, which the views and the program let pass at any rate.
async fn unlock(desk: &Portfolio) {
    let beacon = desk.beacon();
    for direction in [Subscribe, Redeem] {
        desk.send(desk.operator().await.settle(&beacon, direction, 0), &[beacon]).await;
    }
}

/// A settlement that sells: the supply after it as the view has it, and the instruction without asking the view.
struct Sale {
    told: fn(&UnitOperator) -> Result<u64, NotNow>,
    raw: fn(&Portfolio, &Pubkey) -> Instruction,
}

const SALES: [Sale; 2] = [
    Sale {
        told: |unit| unit.settling(Subscribe, ONE_QUEUE).map(|told| told.supply_after),
        raw: |desk, beacon| ix::settle(beacon, &desk.unit.at, Subscribe, 2, ONE_QUEUE),
    },
    // The redeemers would sell at the rate that was cut.
    Sale {
        told: |unit| unit.settling_pair(&NET).map(|told| told.supply_after),
        raw: |desk, beacon| {
            let current = Current { subscribe: Some(2), redeem: Some(1) };
            ix::settle_pair(beacon, &desk.unit.at, current, NET)
        },
    },
];

#[tokio::test]
async fn shares_are_sold_again_at_the_very_second() {
    for Sale { told, raw } in SALES {
        for late in [-1, 0, 1] {
            let mut desk = waiting().await;
            let beacon = desk.beacon();
            desk.lock().await;
            let from = cut(&mut desk, HALF_PAST_ONE, LARGE).await;
            unlock(&desk).await;
            desk.next_day().await;
            desk.lock().await;
            desk.world.wait_until(from + late).await;
            let operator = desk.operator().await;
            let sale = [raw(&desk, &beacon)];
            if late < 0 {
                assert_eq!(operator.sells_from, Some(from));
                assert_eq!(told(&operator), Err(NotNow::SaleAfterCut { from }));
                desk.world.refused(&sale, &[beacon], LctsError::SaleAfterCut).await;
                continue;
            }
            assert_eq!(operator.sells_from, None);
            let supply = told(&operator).expect("a sale");
            desk.world.ok(&sale, &[beacon]).await;
            assert_eq!(desk.operator().await.supply, supply);
        }
    }
}

#[tokio::test]
async fn a_twentieth_is_not_a_large_cut_and_a_large_one_can_be_undone() {
    let mut desk = waiting().await;
    let beacon = desk.beacon();
    desk.lock().await;
    cut(&mut desk, HALF_PAST_ONE, LARGE + 1).await;
    assert_eq!(desk.operator().await.sells_from, None, "a twentieth to the last digit");
    // What is cut within a day of the last cut is added to it, and counts from the last one.
    let from = cut(&mut desk, HALF_PAST_ONE + 60, LARGE).await;
    let cut = desk.operator().await;
    assert_eq!(cut.sells_from, Some(from));
    assert_eq!(cut.settle(&beacon, Subscribe, u64::MAX), Err(NotNow::SaleAfterCut { from }));
    // Redeemers are paid, at the rate that was cut.
    desk.send(cut.settle(&beacon, Redeem, u64::MAX), &[beacon]).await;
    desk.send(cut.settle(&beacon, Subscribe, 0), &[beacon]).await;
    desk.next_day().await;
    desk.lock().await;
    let again = desk.operator().await;
    assert_eq!(again.sells_from, Some(from), "half an hour is left");
    desk.send(again.set_rate(&beacon, LARGE + 1), &[beacon]).await;
    let undone = desk.operator().await;
    assert_eq!(undone.sells_from, None);
    desk.send(undone.settle(&beacon, Subscribe, million(50)), &[beacon]).await;
}

#[tokio::test]
async fn a_projection_begins_when_shares_are_sold_again() {
    for (second, days) in [(HALF_PAST_ONE, 1), (SETTLE_SECOND - 1, 1), (SETTLE_SECOND, 2)] {
        let mut desk = waiting().await;
        let (alice, bob) = (desk.alice, desk.bob);
        let today = desk.today(SETTLE_SECOND);
        let first = async |desk: &Portfolio| {
            let [buyer, seller] = [desk.subscriber(&alice).await, desk.subscriber(&bob).await];
            let bought = buyer.project(Subscribe, million(1), 0, 1).expect("a day").days;
            let sold = seller.project(Redeem, million(1), 0, 1).expect("a day").days;
            [bought, sold].map(|days| days.first().expect("a day").settled_by)
        };
        assert_eq!(first(&desk).await, [today; 2]);
        cut(&mut desk, second, LARGE).await;
        let next = if second < SETTLE_SECOND { today } else { today + DAY };
        assert_eq!(first(&desk).await, [today + days * DAY, next], "cut at {second}");
    }
}
