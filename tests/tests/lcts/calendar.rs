//! The clock to the second, on every kind of day: 13:00:00 opens the lock, 16:00:00 ends the settlement and gives the
//! unlock to anybody; across midnight, a month's end, 29 February, a year's end, and days on which nothing happens.

use super::desk::*;
use halo_sdk::halo_math::{GenerationState, LockCycle, LOCK_SECOND, SETTLE_SECOND};
use halo_tests::{
    chain::Chain,
    world::{DAY, ONE},
};

/// 2025-01-31 00:00 UTC: a month ends at its midnight.
const JANUARY_31: i64 = 1_738_281_600;
/// 2027-12-31 00:00 UTC: a year ends at its midnight.
const DECEMBER_31: i64 = 1_830_211_200;
/// 2028-02-28 00:00 UTC: of a leap year.
const FEBRUARY_28: i64 = 1_835_308_800;

/// A right that outlives every day here.
const FOREVER: i64 = FEBRUARY_28 + 1_000 * DAY;

/// Another beacon takes over, whose right does not end.
async fn lasting<C: Chain>(desk: &mut Desk<C>) {
    let beacon = desk.world.person("lasting beacon").await;
    desk.grant(&beacon, RIGHTS, FOREVER).await;
    desk.beacon = beacon;
}

/// One day of a queue that has something in it, with each bound tried in the second before and in its own.
async fn day_to_the_second<C: Chain>(desk: &mut Desk<C>) {
    let (beacon, alice) = (desk.beacon, desk.alice);
    desk.give(&alice, ONE).await;
    desk.at_second(LOCK_SECOND - 1).await;
    let lock = desk.locking().await;
    desk.rejected(std::slice::from_ref(&lock), &[beacon], LctsError::OutsideLockWindow).await;
    desk.enter(Subscribe, &alice, ONE / 2).await.unwrap();

    desk.at_second(LOCK_SECOND).await;
    desk.ok(&[desk.locking().await], &[beacon]).await;
    assert_eq!(desk.unit().await.locked_day * DAY + LOCK_SECOND, desk.now().await);
    let number = desk.queue(Subscribe).await.current;
    let [enter, leave] =
        [desk.entering(Subscribe, &alice, ONE / 2).await, desk.leaving(Subscribe, &alice, number)];
    for act in [&enter, &leave] {
        desk.rejected(std::slice::from_ref(act), &[alice], LctsError::GenerationLocked).await;
    }

    desk.at_second(SETTLE_SECOND - 1).await;
    let unlock = desk.unlocking(Subscribe).await;
    desk.rejected(std::slice::from_ref(&unlock), &[], LctsError::NotOverdue).await;
    desk.rejected(std::slice::from_ref(&enter), &[alice], LctsError::GenerationLocked).await;
    let waiting = desk.waiting(Subscribe).await;
    desk.settle(Subscribe, ONE).await.unwrap();
    assert_eq!(desk.waiting(Subscribe).await, waiting - ONE);
    desk.ok(&[enter], &[alice]).await;

    desk.at_second(SETTLE_SECOND).await;
    let lock = desk.locking().await;
    desk.rejected(&[lock], &[beacon], LctsError::OutsideLockWindow).await;
    desk.rejected(&[unlock], &[], LctsError::GenerationNotLocked).await;
    desk.assert_sound().await;
}

#[tokio::test]
async fn each_bound_holds_to_the_second_on_the_days_around_a_months_end_and_29_february() {
    on_both_engines!(days_to_the_second, PAR);
}

async fn days_to_the_second<C: Chain>(mut desk: Desk<C>) {
    desk.subscribe(&desk.alice, 1_000 * ONE).await;
    lasting(&mut desk).await;
    // Two days from each: the second one is in another month, on 29 February, or in another year.
    for first in [JANUARY_31, DECEMBER_31, FEBRUARY_28] {
        desk.wait_until(first).await;
        for day in 0..2 {
            assert_eq!(desk.now().await, first + day * DAY);
            day_to_the_second(&mut desk).await;
            desk.next_day().await;
        }
    }
    // 1 March 2028.
    day_to_the_second(&mut desk).await;
    // A unit was converted on each of the seven days.
    assert_eq!(desk.unit().await.supply, 7 * ONE);
}

#[tokio::test]
async fn what_was_not_settled_is_anybodys_to_unlock_from_16_00_00_on() {
    on_both_engines!(overdue, PAR);
}

async fn overdue<C: Chain>(mut desk: Desk<C>) {
    let (alice, beacon) = (desk.alice, desk.beacon);
    desk.subscribe(&alice, 10 * ONE).await;
    desk.locked().await;
    desk.at_second(SETTLE_SECOND - 1).await;
    let [settle, unlock] = [desk.settling(Subscribe, ONE).await, desk.unlocking(Subscribe).await];
    desk.rejected(std::slice::from_ref(&unlock), &[], LctsError::NotOverdue).await;
    desk.at_second(SETTLE_SECOND).await;
    desk.rejected(&[settle], &[beacon], LctsError::SettlementOverdue).await;
    desk.ok(&[unlock], &[]).await;
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 10 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_lock_that_nobody_undoes_is_overdue_across_midnight_and_stands_in_nobodys_way() {
    on_both_engines!(across_midnight, PAR);
}

async fn across_midnight<C: Chain>(mut desk: Desk<C>) {
    lasting(&mut desk).await;
    let (alice, beacon) = (desk.alice, desk.beacon);
    desk.subscribe(&alice, 10 * ONE).await;
    desk.wait_until(FEBRUARY_28).await;
    desk.locked().await;
    desk.at_second(DAY - 1).await;
    let settle = desk.settling(Subscribe, ONE).await;
    desk.rejected(std::slice::from_ref(&settle), &[beacon], LctsError::SettlementOverdue).await;
    // 29 February, 00:00:00.
    desk.wait(1).await;
    desk.rejected(std::slice::from_ref(&settle), &[beacon], LctsError::SettlementOverdue).await;
    assert_eq!(desk.state(Subscribe).await, GenerationState::Locked);
    desk.at_second(LOCK_SECOND).await;
    let lock = desk.locking().await;
    desk.rejected(std::slice::from_ref(&lock), &[beacon], LctsError::GenerationLocked).await;
    desk.ok(&[desk.unlocking(Subscribe).await, lock], &[beacon]).await;
    assert_eq!(desk.unit().await.locked_day, LockCycle::day(FEBRUARY_28 + DAY));
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 10 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_skipped_day_changes_nothing_and_is_not_made_up_for() {
    on_both_engines!(skipped, PAR);
}

async fn skipped<C: Chain>(mut desk: Desk<C>) {
    let (alice, beacon) = (desk.alice, desk.beacon);
    desk.subscribe(&alice, 10 * ONE).await;
    desk.day(Subscribe, 2 * ONE).await;
    let before = desk.generation(Subscribe, 1).await;
    let second_day = desk.unit().await.locked_day + 2;
    // A whole day with nothing but a member that comes and goes.
    desk.next_day().await;
    desk.at_second(LOCK_SECOND + 60).await;
    desk.subscribe(&desk.bob, ONE).await;
    desk.exit(Subscribe, &desk.bob).await.unwrap();
    assert_eq!(desk.generation(Subscribe, 1).await, before);
    desk.next_day().await;
    desk.day(Subscribe, 3 * ONE).await;
    assert_eq!(desk.unit().await.locked_day, second_day);
    // One lock a day, also after a day without.
    desk.at_second(SETTLE_SECOND - 1).await;
    let lock = desk.locking().await;
    desk.rejected(&[lock], &[beacon], LctsError::AlreadyLocked).await;
    assert_eq!((desk.unit().await.supply, desk.waiting(Subscribe).await), (5 * ONE, 5 * ONE));
    desk.assert_sound().await;
}
