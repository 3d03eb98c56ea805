//! A generation that settlement after settlement has nearly emptied takes no entries beyond 2^32 shares a base unit: the
//! door closes, everybody inside can leave, nobody has gained, and what drains it opens the next one.

use super::desk::*;
use halo_sdk::halo_math::{MAX_DILUTION, MIN_RESIDUAL};
use halo_tests::world::{million, ONE};

/// What Mallory brings each time.
const REFILL: u64 = million(400);

/// Mallory refills the queue after each settlement, and each leaves as little as it may: after two of them there are more
/// shares than 2^32 a base unit. Bob is in it from the beginning with 10.
async fn diluted() -> Desk {
    let mut desk = Desk::new().await;
    let (mallory, bob) = (desk.carol, desk.bob);
    desk.give(&mallory, 3 * REFILL).await;
    desk.subscribe(&bob, 10 * ONE).await;
    for _ in 0..2 {
        desk.enter(Subscribe, &mallory, REFILL).await.unwrap();
        let waiting = desk.waiting(Subscribe).await;
        desk.day(Subscribe, waiting - 1).await;
        assert_eq!(desk.waiting(Subscribe).await, MIN_RESIDUAL);
        desk.next_day().await;
    }
    desk
}

#[tokio::test]
async fn the_door_closes_and_everybody_inside_can_leave() {
    let desk = diluted().await;
    let (mallory, bob, alice) = (desk.carol, desk.bob, desk.alice);
    let shares = desk.generation(Subscribe, 1).await.expect("a generation").shares();
    assert!(shares > u128::from(MIN_RESIDUAL) * MAX_DILUTION, "{shares} shares");
    desk.give(&alice, million(1)).await;
    for (member, amount) in [(alice, 1), (alice, million(1)), (mallory, REFILL)] {
        let enter = desk.entering(Subscribe, &member, amount).await;
        desk.refused(&[enter], &[member], LctsError::GenerationTooDiluted).await;
    }
    // Nobody who is in is held back or has lost more than a base unit.
    desk.exit(Subscribe, &bob).await.unwrap();
    assert!(desk.worth(&bob).await.abs_diff(10 * ONE) <= 1);
    desk.claim(Subscribe, &mallory).await.unwrap();
    desk.exit(Subscribe, &mallory).await.unwrap();
    assert!(desk.profit(&mallory, 3 * REFILL).await <= 1);
    desk.assert_sound().await;
    // The last one out leaves a dormant queue, and the door is open.
    desk.enter(Subscribe, &alice, million(1)).await.unwrap();
    assert_eq!(desk.view(Subscribe, &alice).await.shares, u128::from(million(1)));
    desk.assert_sound().await;
}

#[tokio::test]
async fn the_next_settlement_that_drains_it_opens_the_next_generation() {
    let mut desk = diluted().await;
    let (mallory, bob, alice) = (desk.carol, desk.bob, desk.alice);
    desk.give(&alice, million(1)).await;
    let enter = desk.entering(Subscribe, &alice, million(1)).await;
    desk.refused(&[enter], &[alice], LctsError::GenerationTooDiluted).await;
    desk.day(Subscribe, MIN_RESIDUAL).await;
    assert_eq!(desk.queue(Subscribe).await.current, 2);
    desk.enter(Subscribe, &alice, million(1)).await.unwrap();
    assert_eq!(desk.view(Subscribe, &alice).await.shares, u128::from(million(1)));
    for member in [mallory, bob] {
        desk.leave(&member).await;
    }
    assert!(desk.profit(&mallory, 3 * REFILL).await <= 1);
    assert!(desk.worth(&bob).await.abs_diff(10 * ONE) <= 1);
    assert_eq!(desk.queue(Subscribe).await.owed, 0, "to the last base unit");
    desk.assert_sound().await;
}

/// Shares of a generation that is diluted as far as it can be while it still takes entries stay within what the
/// arithmetic holds, and one base unit more or less still makes a difference.
#[tokio::test]
async fn the_last_entry_before_the_door_closes_is_still_exact() {
    let mut desk = Desk::new().await;
    let (mallory, alice) = (desk.carol, desk.alice);
    // 4 000 shares a base unit after the first settlement, so 2^32 is not reached after the second.
    let amounts = [4_000 * ONE, 1_000_000 * ONE];
    for amount in amounts {
        desk.subscribe(&mallory, amount).await;
        let waiting = desk.waiting(Subscribe).await;
        desk.day(Subscribe, waiting - 1).await;
        desk.next_day().await;
    }
    let before = desk.generation(Subscribe, 1).await.expect("a generation");
    assert!(before.shares() <= u128::from(before.underlying) * MAX_DILUTION);
    assert!(before.shares() > u128::from(before.underlying) << 31, "{} shares", before.shares());
    desk.subscribe(&alice, million(900) + 1).await;
    desk.subscribe(&desk.bob, million(900)).await;
    let [a, b] = [desk.view(Subscribe, &alice).await, desk.view(Subscribe, &desk.bob).await];
    assert!(a.shares > b.shares, "one base unit more is more shares");
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    desk.assert_sound().await;
}
