//! Whoever comes just before a settlement or leaves just after it, sees a rate coming, or wants out of the lock, has no
//! more than whoever sat still.

use super::desk::*;
use halo_sdk::{
    halo_math::{LockCycle, LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
};
use halo_tests::{
    refusal::OWNED_BY_WRONG_PROGRAM,
    world::{million, DAY, ONE},
};

/// 1 % more than par.
const UP_1_PERCENT: u128 = PAR / 100 * 101;

#[tokio::test]
async fn entering_before_the_settlement_and_leaving_after_it_brings_nothing() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    desk.subscribe(&alice, million(10)).await;
    desk.give(&mallory, million(300)).await;
    let (before, of_alice) = (desk.worth(&mallory).await, desk.worth(&alice).await);
    desk.at_second(LOCK_SECOND - 1).await;
    desk.enter(Subscribe, &mallory, million(300)).await.unwrap();
    desk.locked().await;
    desk.settle(Subscribe, million(3)).await.unwrap();
    desk.exit(Subscribe, &mallory).await.unwrap();
    assert!(desk.profit(&mallory, before).await <= 0);
    assert!(of_alice - desk.worth(&alice).await <= 1, "one settlement rounds by one base unit");
    desk.assert_sound().await;
}

#[tokio::test]
async fn entering_after_the_settlement_brings_nothing_of_it() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    desk.subscribe(&alice, million(10)).await;
    desk.day(Subscribe, million(7)).await;
    let of_alice = desk.worth(&alice).await;
    desk.subscribe(&mallory, million(300)).await;
    assert_eq!(desk.view(Subscribe, &mallory).await.rewards, 0);
    desk.exit(Subscribe, &mallory).await.unwrap();
    assert_eq!((desk.shares(&mallory).await, desk.worth(&alice).await), (0, of_alice));
    assert!(desk.profit(&mallory, million(300)).await <= 0);
    desk.assert_sound().await;
}

/// A raise can be seen before it lands. Whoever then enters is locked out, and whoever entered before pays the new rate.
#[tokio::test]
async fn a_raise_is_not_bought_at_the_old_rate() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    desk.buy(&alice, million(50)).await;
    desk.give(&mallory, million(80)).await;
    desk.at_second(LOCK_SECOND - 1).await;
    desk.enter(Subscribe, &mallory, million(40)).await.unwrap();
    desk.locked().await;
    let enter = desk.entering(Subscribe, &mallory, million(40)).await;
    desk.refused(std::slice::from_ref(&enter), &[mallory], LctsError::GenerationLocked).await;
    desk.set_rate(UP_1_PERCENT).await.unwrap();
    desk.refused(&[enter], &[mallory], LctsError::GenerationLocked).await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.leave(&mallory).await;
    assert!(desk.profit(&mallory, million(80)).await <= 0, "bought at the new rate");
    // And gives them back at once, at the same rate.
    desk.enter(Redeem, &mallory, desk.shares(&mallory).await).await.unwrap();
    desk.next_day().await;
    desk.day(Redeem, u64::MAX).await;
    desk.leave(&mallory).await;
    assert_eq!(desk.shares(&mallory).await, 0);
    assert!(desk.profit(&mallory, million(80)).await <= 0);
    desk.assert_sound().await;
}

/// A beacon that settles before it says the day's rate gives whoever enters a part of what was earned before. It may say
/// the rate first, as in the case above, and then gives nothing; if it does not, the cap of the days bounds what it gives.
#[tokio::test]
async fn a_rate_that_is_not_kept_up_gives_away_the_cap_of_its_days_at_most() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    let brought = million(40);
    desk.buy(&alice, million(50)).await;
    let said = desk.unit().await.rate.updated_day;
    desk.wait(5 * DAY).await;
    desk.buy(&mallory, brought).await;
    desk.enter(Redeem, &mallory, brought).await.unwrap();
    desk.locked().await;
    let rate = desk.unit().await.rate;
    let today = LockCycle::day(desk.now().await);
    desk.set_rate(rate.ceiling(GUARDRAILS.yield_cap_bps, today)).await.unwrap();
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.leave(&mallory).await;
    let days = i128::from(today - said);
    let bound = i128::from(brought) * i128::from(GUARDRAILS.yield_cap_bps) * days / 10_000;
    let profit = desk.profit(&mallory, brought).await;
    assert!(profit > 0 && profit <= bound, "{profit} of {bound} in {days} days");
    desk.assert_sound().await;
}

/// A haircut can be seen before it lands. In the queue or out of it, early or late: shares fall for everybody alike.
#[tokio::test]
async fn a_haircut_is_not_fled() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    for member in [mallory, alice] {
        desk.buy(&member, million(10)).await;
    }
    // The haircut comes while everything is open; it is landed on a second in which Mallory has entered already.
    desk.enter(Redeem, &mallory, million(10)).await.unwrap();
    desk.set_rate(PAR / 10 * 9).await.unwrap();
    assert_eq!((desk.worth(&mallory).await, desk.worth(&alice).await), (million(9), million(9)));
    // And another one after the lock, before the settlement.
    desk.locked().await;
    desk.set_rate(PAR / 10 * 8).await.unwrap();
    let leave = desk.leaving(Redeem, &mallory, 1);
    desk.refused(&[leave], &[mallory], LctsError::GenerationLocked).await;
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.claim(Redeem, &mallory).await.unwrap();
    assert_eq!((desk.worth(&mallory).await, desk.worth(&alice).await), (million(8), million(8)));
    desk.assert_sound().await;
}

#[tokio::test]
async fn there_is_no_way_out_between_lock_and_settlement() {
    let mut desk = Desk::new().await;
    let (mallory, payer, queue) = (desk.carol, desk.roles().payer, desk.side(Subscribe));
    // Something of hers in a finalized generation, and the rest in the current one.
    desk.subscribe(&mallory, 10 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.next_day().await;
    desk.subscribe(&mallory, 20 * ONE).await;
    desk.locked().await;
    for second in [LOCK_SECOND, LOCK_SECOND + 5_400, SETTLE_SECOND - 1] {
        desk.at_second(second).await;
        let old = desk.leaving(Subscribe, &mallory, 1);
        let destination = queue.reward.token_account(&mallory);
        let tries = [
            (desk.leaving(Subscribe, &mallory, 2), u32::from(LctsError::GenerationLocked)),
            (desk.claiming(Subscribe, &mallory).await, LctsError::GenerationLocked.into()),
            (ix::close_position(&queue, &mallory, &payer), LctsError::NotEmpty.into()),
            (ix::close_generation(&queue, 2, &payer), LctsError::NotEmpty.into()),
            (desk.unlocking(Subscribe).await, LctsError::NotOverdue.into()),
            // The finalized generation, which may be closed and pays, has none of her shares.
            (old, LctsError::WrongGeneration.into()),
            (ix::claim(&queue, &mallory, &destination, Some(1)), LctsError::WrongGeneration.into()),
            // The next generation does not exist, and an exit does not make it.
            (desk.leaving(Subscribe, &mallory, 3), OWNED_BY_WRONG_PROGRAM),
        ];
        for (attempt, refusal) in tries {
            desk.refused(&[attempt], &[mallory], refusal).await;
        }
    }
    desk.at_second(SETTLE_SECOND).await;
    desk.ok(&[desk.unlocking(Subscribe).await, desk.leaving(Subscribe, &mallory, 2)], &[mallory]).await;
    assert_eq!((desk.balance(&mallory).await, desk.shares(&mallory).await), (20 * ONE, 10 * ONE));
    desk.assert_sound().await;
}

#[tokio::test]
async fn what_was_settled_is_not_settled_again() {
    let mut desk = Desk::new().await;
    let (alice, beacon) = (desk.alice, desk.beacon);
    desk.subscribe(&alice, 10 * ONE).await;
    desk.locked().await;
    let first = desk.settling(Subscribe, 4 * ONE).await;
    desk.ok(std::slice::from_ref(&first), &[beacon]).await;
    desk.refused(std::slice::from_ref(&first), &[beacon], LctsError::GenerationNotLocked).await;
    desk.at_second(SETTLE_SECOND - 1).await;
    desk.refused(&[desk.locking().await], &[beacon], LctsError::AlreadyLocked).await;
    desk.next_day().await;
    desk.refused(std::slice::from_ref(&first), &[beacon], LctsError::SettlementOverdue).await;
    let lock_of_the_first = desk.locking().await;
    desk.day(Subscribe, u64::MAX).await;
    // The generation is finalized: whoever names it names another one than the queue's.
    desk.next_day().await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[lock_of_the_first], &[beacon], LctsError::WrongGeneration).await;
    desk.subscribe(&desk.bob, ONE).await;
    desk.locked().await;
    desk.refused(&[first], &[beacon], LctsError::WrongGeneration).await;
    let unlock = ix::unlock_overdue(&desk.at, &desk.side(Subscribe), 1);
    desk.at_second(SETTLE_SECOND).await;
    desk.refused(&[unlock], &[], LctsError::GenerationNotLocked).await;
    // Nor is it entered or left again.
    let leave = desk.leaving(Subscribe, &alice, 1);
    desk.refused(&[leave], &[alice], LctsError::GenerationFinalized).await;
    desk.give(&alice, ONE).await;
    let mut enter = desk.entering(Subscribe, &alice, ONE).await;
    let queue = desk.side(Subscribe);
    for meta in enter.accounts.iter_mut().filter(|meta| meta.pubkey == queue.generation(2)) {
        meta.pubkey = queue.generation(1);
    }
    desk.refused(&[enter], &[alice], LctsError::WrongGeneration).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 10 * ONE);
}
