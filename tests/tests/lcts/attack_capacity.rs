//! No settlement, however often and by whichever instruction, takes more than the unit's guardrails and its holding.

use super::desk::*;
use halo_sdk::{halo_math::SETTLE_SECOND, instructions::lcts as ix, lcts::instructions::SetGuardrailsArgs};
use halo_tests::world::{million, ONE};

/// Less than what every unit starts with.
const TIGHT: SetGuardrailsArgs =
    SetGuardrailsArgs { capacity: million(30), redeem_limit: million(7), yield_cap_bps: 100 };

/// Alice waits with 50M in a unit that takes 30M and pays 7M a day.
async fn tight() -> Desk {
    let desk = Desk::new().await;
    let govops = desk.roles().govops;
    desk.ok(&[ix::set_guardrails(&desk.configurer(), &desk.at, TIGHT)], &[govops]).await;
    desk.subscribe(&desk.alice, million(50)).await;
    desk
}

#[tokio::test]
async fn the_capacity_is_not_exceeded_in_several_bites() {
    let mut desk = tight().await;
    for (day, capacity) in [million(20), million(20), u64::MAX, 1].into_iter().enumerate() {
        desk.locked().await;
        match day % 2 {
            0 => desk.settle(Subscribe, capacity).await.unwrap(),
            _ => desk.settle_pair(capacity, u64::MAX).await.unwrap(),
        };
        assert_eq!(desk.unit().await.supply, if day == 0 { million(20) } else { million(30) }, "day {day}");
        desk.assert_sound().await;
        desk.next_day().await;
    }
    assert_eq!(desk.waiting(Subscribe).await, million(20));
    // What the shares are worth counts: a raise makes no room, and a haircut as much as was lost.
    desk.locked().await;
    desk.set_rate(PAR / 100 * 90).await.unwrap();
    let too_soon = desk.settling(Subscribe, u64::MAX).await;
    desk.refused(&[too_soon], &[desk.beacon], LctsError::SaleAfterCut).await;
    desk.settle(Subscribe, 0).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    let unit = desk.unit().await;
    let worth = unit.rate.underlying_for(unit.supply).unwrap();
    assert!(worth <= million(30) && worth >= million(30) - 1, "{worth}");
    assert_eq!(unit.holding, million(33));
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_capacity_below_what_there_is_stops_subscriptions_and_nothing_else() {
    let mut desk = tight().await;
    let (alice, govops) = (desk.alice, desk.roles().govops);
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    let none = SetGuardrailsArgs { capacity: 0, ..TIGHT };
    desk.ok(&[ix::set_guardrails(&desk.configurer(), &desk.at, none)], &[govops]).await;
    desk.enter(Redeem, &alice, million(3)).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    assert_eq!((desk.unit().await.supply, desk.waiting(Subscribe).await), (million(30), million(20)));
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.exit(Subscribe, &alice).await.unwrap();
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!((desk.unit().await.supply, desk.balance(&alice).await), (million(27), million(23)));
    desk.assert_sound().await;
}

#[tokio::test]
async fn the_redemption_limit_is_one_for_the_whole_day() {
    let mut desk = tight().await;
    let (alice, beacon) = (desk.alice, desk.beacon);
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.exit(Subscribe, &alice).await.unwrap();
    desk.enter(Redeem, &alice, million(30)).await.unwrap();
    for (day, left) in [million(23), million(16), million(9), million(2), 0].into_iter().enumerate() {
        desk.next_day().await;
        desk.locked().await;
        match day % 2 {
            0 => desk.settle(Redeem, u64::MAX).await.unwrap(),
            _ => desk.settle_pair(u64::MAX, u64::MAX).await.unwrap(),
        };
        assert_eq!(desk.unit().await.holding, left, "day {day}");
        // Not again by the other instruction, nor by another lock.
        let pair = desk.settling_pair(u64::MAX, u64::MAX).await;
        desk.refused(&[pair], &[beacon], LctsError::GenerationNotLocked).await;
        desk.at_second(SETTLE_SECOND - 1).await;
        let lock = desk.locking().await;
        desk.refused(&[lock], &[beacon], LctsError::AlreadyLocked).await;
        desk.assert_sound().await;
    }
    desk.claim(Redeem, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, million(50));
}

/// Netting pays redeemers out of what subscribers bring, past the limits of the holding; and the holding, the supply and
/// the limit are then as if both had not come.
#[tokio::test]
async fn netting_is_no_way_around_either_limit() {
    let mut desk = tight().await;
    let (alice, bob) = (desk.alice, desk.bob);
    desk.day(Subscribe, u64::MAX).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.enter(Redeem, &alice, million(30)).await.unwrap();
    desk.subscribe(&bob, ONE).await;
    desk.next_day().await;
    desk.locked().await;
    // 20M and 1 subscribe, 30M are redeemed: all of the smaller side is netted, and 7M leave the holding.
    desk.settle_pair(u64::MAX, u64::MAX).await.unwrap();
    let unit = desk.unit().await;
    assert_eq!((unit.supply, unit.holding), (million(23), million(23)));
    assert_eq!((desk.waiting(Subscribe).await, desk.waiting(Redeem).await), (0, million(3) - ONE));
    desk.assert_sound().await;
}
