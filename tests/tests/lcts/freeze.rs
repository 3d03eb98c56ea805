//! What a freeze of the PAU stops, and what nothing stops.

use super::desk::*;
use halo_sdk::{
    halo_math::{LOCK_SECOND, SETTLE_SECOND},
    instructions::{configurator::unfreeze_pau, lcts as ix},
};
use halo_tests::world::{million, ONE};

#[tokio::test]
async fn nobody_enters_and_nothing_is_locked() {
    let mut desk = Desk::busy().await;
    let (alice, bob, beacon) = (desk.alice, desk.bob, desk.beacon);
    desk.freeze_pau().await;
    desk.give(&bob, ONE).await;
    let enter = desk.entering(Subscribe, &bob, ONE).await;
    desk.refused(&[enter], &[bob], LctsError::PauFrozen).await;
    let enter = desk.entering(Redeem, &alice, ONE).await;
    desk.refused(&[enter], &[alice], LctsError::PauFrozen).await;
    desk.at_second(LOCK_SECOND).await;
    desk.refused(&[desk.locking().await], &[beacon], LctsError::PauFrozen).await;
    // The members are not locked in, and leave with everything.
    desk.claim(Subscribe, &bob).await.unwrap();
    desk.exit(Subscribe, &bob).await.unwrap();
    desk.exit(Redeem, &alice).await.unwrap();
    assert_eq!(desk.shares(&bob).await, million(4));
    assert_eq!(desk.balance(&bob).await, million(6) + ONE);
    assert_eq!(desk.shares(&alice).await, million(20));
}

#[tokio::test]
async fn a_freeze_between_lock_and_settlement_stops_both_but_nobody_beyond_16_00() {
    let mut desk = Desk::busy().await;
    let (alice, bob, beacon) = (desk.alice, desk.bob, desk.beacon);
    desk.locked().await;
    desk.freeze_pau().await;
    for settle in [
        desk.settling(Subscribe, ONE).await,
        desk.settling(Redeem, ONE).await,
        desk.settling_pair(ONE, ONE).await,
        desk.rating(PAR + 1),
    ] {
        desk.refused(&[settle], &[beacon], LctsError::PauFrozen).await;
    }
    // A loss may be told.
    desk.set_rate(PAR - 1).await.unwrap();
    let check = ix::check_unit(&desk.at);
    desk.ok(&[check], &[]).await;
    desk.at_second(SETTLE_SECOND).await;
    for direction in BOTH {
        desk.ok(&[desk.unlocking(direction).await], &[]).await;
    }
    desk.exit(Subscribe, &bob).await.unwrap();
    desk.exit(Redeem, &alice).await.unwrap();
    assert_eq!((desk.shares(&bob).await, desk.balance(&bob).await), (million(4), million(6)));
}

#[tokio::test]
async fn money_comes_home_and_goes_nowhere() {
    let desk = Desk::busy().await;
    let (beacon, endpoint, borrower) = (desk.beacon, desk.endpoint, desk.borrower);
    desk.ok(&[ix::deploy(&beacon, &desk.at, &endpoint, million(3))], &[beacon]).await;
    desk.freeze_pau().await;
    let deploy = ix::deploy(&beacon, &desk.at, &endpoint, 1);
    desk.refused(&[deploy], &[beacon], halo_sdk::pau::error::PauError::Frozen).await;
    desk.ok(&[ix::return_funds(&borrower, &desk.at, &endpoint, million(3))], &[borrower]).await;
    assert_eq!(desk.unit().await.holding, million(24));
}

#[tokio::test]
async fn everything_goes_on_after_a_freeze() {
    let mut desk = Desk::busy().await;
    let council = desk.roles().council;
    desk.freeze_pau().await;
    let unfreeze = unfreeze_pau(&council, &desk.at.scope, &desk.at.pau);
    desk.ok(&[unfreeze], &[council]).await;
    desk.locked().await;
    desk.set_rate(PAR + 1).await.unwrap();
    desk.settle_pair(u64::MAX, u64::MAX).await.unwrap();
    desk.assert_sound().await;
}
