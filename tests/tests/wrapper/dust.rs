//! Rounding: never to the advantage of who acts, and nothing of it stays.

use super::desk::*;
use halo_sdk::wrapper::{error::WrapperError, instructions::CollectKind::Interest};
use halo_tests::world::{million, ONE};

#[tokio::test]
async fn a_base_unit_of_interest_is_divided_in_the_end() {
    let mut desk = Desk::in_thirds().await;
    let (x, y, z) = (desk.x, desk.y, desk.z);
    desk.stake(&x, desk.fractions(&x).await).await.unwrap();
    // Three base units, one at a time: a third of one is nothing yet.
    for (arrived, due) in [(1, 0), (2, 0), (3, 1)] {
        desk.credit(0, 1).await;
        desk.collect(Interest).await.unwrap();
        let (wrapped, stake) = (desk.wrapped_record().await, desk.stake_of(&x).await.unwrap());
        assert_eq!((wrapped.collected, wrapped.due(&stake)), (arrived, due));
        desk.assert_sound().await;
    }
    desk.claim(&x).await.unwrap();
    desk.mature().await;
    desk.end().await;
    desk.burn(&z, desk.fractions(&z).await).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.burn(&y, desk.fractions(&y).await).await.unwrap();
    let paid = [desk.balance(&x).await, desk.balance(&y).await, desk.balance(&z).await];
    // Y is the last, and takes what the others' rounding left.
    assert_eq!(paid, [8_750_000_000_000, 8_750_000_000_002, 8_749_999_999_998]);
    assert_eq!(desk.tokens(&desk.at.vault).await, 0);
}

#[tokio::test]
async fn the_last_burner_takes_everything() {
    let mut desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, 1).await.unwrap();
    desk.mature().await;
    desk.end().await;
    // 1.05 base units each: one at a time they get one, and the rest is who stays.
    for _ in 0..10 {
        desk.burn(&x, 1).await.unwrap();
    }
    assert_eq!(desk.balance(&x).await, 10);
    desk.burn(&x, PRINCIPAL - 11).await.unwrap();
    desk.burn(&y, 1).await.unwrap();
    assert_eq!(desk.balance(&y).await, 2, "its own 1.05, and what the others' rounding left");
    assert_eq!(desk.balance(&x).await + desk.balance(&y).await, PAID);
    assert_eq!((desk.tokens(&desk.at.vault).await, desk.supply()), (0, 0));
}

#[tokio::test]
async fn the_last_stake_takes_everything_when_no_fraction_is_free() {
    let mut desk = Desk::in_thirds().await;
    let owners = [desk.x, desk.y, desk.z];
    for owner in owners {
        desk.stake(&owner, desk.fractions(&owner).await).await.unwrap();
    }
    for _ in 0..5 {
        desk.credit(0, 7).await;
        desk.collect(Interest).await.unwrap();
        desk.claim(&desk.x).await.unwrap();
        desk.assert_sound().await;
    }
    desk.mature().await;
    desk.end().await;
    for owner in owners {
        desk.claim(&owner).await.unwrap();
        desk.assert_sound().await;
    }
    let paid =
        [desk.balance(&owners[0]).await, desk.balance(&owners[1]).await, desk.balance(&owners[2]).await];
    assert_eq!(paid, [8_750_000_000_000, 8_750_000_000_000, 8_750_000_000_000]);
    assert_eq!((desk.tokens(&desk.at.vault).await, desk.supply()), (0, 0));
    desk.close().await.unwrap();
}

#[tokio::test]
async fn going_in_and_out_of_a_stake_never_makes_a_base_unit() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, 999_999).await.unwrap();
    desk.credit(0, 1_234_567).await;
    desk.collect(Interest).await.unwrap();
    desk.give(&y, ONE).await;
    for amount in [1, 2, 3, 333_333, 999_999] {
        desk.stake(&y, amount).await.unwrap();
        let claimed = desk.claim(&y).await;
        if claimed.is_err() {
            assert_refused(claimed, WrapperError::NothingEarned);
        }
        desk.unstake(&y, amount, u64::MAX).await.unwrap();
        assert_eq!(desk.balance(&y).await, ONE);
        assert_eq!(desk.pot().await, 1_234_567);
    }
    desk.sell(&y, &x, 999_999).await.unwrap();
    desk.unwrap(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 1_234_567);
}

#[tokio::test]
async fn burning_what_is_worth_less_than_a_base_unit_pays_nothing() {
    let desk = Desk::wrapped().await;
    let x = desk.x;
    desk.credit(0, 1).await;
    desk.collect(Interest).await.unwrap();
    desk.forfeit(&x, million(24)).await.unwrap();
    assert_eq!((desk.balance(&x).await, desk.pot().await), (0, 1));
    desk.unwrap(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 1);
}
