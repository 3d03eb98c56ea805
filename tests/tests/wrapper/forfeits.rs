//! Burning before the end: paid what has arrived, and nothing of what comes.

use super::desk::*;
use halo_sdk::wrapper::{
    error::WrapperError,
    instructions::{BurnFractionsArgs, CollectKind::Interest},
};
use halo_tests::world::{million, ONE};

fn args(amount: u64, accept_forfeit: bool, min_payout: u64) -> BurnFractionsArgs {
    BurnFractionsArgs { amount, accept_forfeit, min_payout }
}

#[tokio::test]
async fn who_burns_early_is_paid_its_part_and_the_rest_is_the_others() {
    let mut desk = Desk::wrapped().await;
    let (x, y, z) = (desk.x, desk.y, desk.z);
    desk.sell(&x, &y, million(5)).await.unwrap();
    desk.sell(&x, &z, million(5)).await.unwrap();
    desk.stake(&z, million(5)).await.unwrap();
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    desk.forfeit(&y, million(5)).await.unwrap();
    assert_eq!(desk.balance(&y).await, 200_000 * ONE);
    assert_eq!((desk.supply(), desk.pot().await), (million(20), 600_000 * ONE));
    desk.assert_sound().await;

    desk.mature().await;
    desk.end().await;
    // 25.25M for 20M fractions: what Y would have had is theirs in equal parts.
    desk.claim(&z).await.unwrap();
    desk.burn(&x, million(15)).await.unwrap();
    assert_eq!(desk.balance(&z).await, 200_000 * ONE + 6_312_500 * ONE);
    assert_eq!(desk.balance(&x).await, 600_000 * ONE + 18_937_500 * ONE);
    assert_eq!((desk.supply(), desk.tokens(&desk.at.vault).await), (0, 0));
}

#[tokio::test]
async fn giving_up_what_comes_must_be_accepted() {
    let desk = Desk::wrapped().await;
    let x = desk.x;
    let burning = |args| [desk.burning(&x, args)];
    desk.refused(&burning(args(ONE, false, 0)), &[x], WrapperError::ForfeitNotAccepted).await;
    desk.refused(&burning(args(0, true, 0)), &[x], WrapperError::ZeroAmount).await;
    desk.refused(&burning(args(ONE, true, 1)), &[x], WrapperError::PayoutBelowMinimum).await;
    desk.refused(&burning(args(PRINCIPAL + 1, true, 0)), &[x], WrapperError::TooFewFractions).await;
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    let part = 40_000 * ONE;
    desk.refused(&burning(args(million(1), true, part + 1)), &[x], WrapperError::PayoutBelowMinimum).await;
    desk.ok(&burning(args(million(1), true, part)), &[x]).await;
    assert_eq!(desk.balance(&x).await, part);
}

#[tokio::test]
async fn the_last_fractions_are_not_burnt_while_the_nfat_is_there() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.refused(&[desk.burning(&x, args(PRINCIPAL, true, 0))], &[x], WrapperError::LastFractions).await;
    desk.sell(&x, &y, 1).await.unwrap();
    desk.forfeit(&x, PRINCIPAL - 1).await.unwrap();
    desk.refused(&[desk.burning(&y, args(1, true, 0))], &[y], WrapperError::LastFractions).await;
    // Who has the last base unit has the NFAT.
    desk.unwrap(&y).await.unwrap();
    assert_eq!(desk.owner_of(&desk.unit).await, y);
}

#[tokio::test]
async fn staked_fractions_are_not_burnt_before_the_end() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(5)).await.unwrap();
    desk.stake(&x, million(20)).await.unwrap();
    let too_many = args(million(5) + 1, true, 0);
    desk.refused(&[desk.burning(&y, too_many)], &[y], WrapperError::TooFewFractions).await;
    desk.forfeit(&y, million(5)).await.unwrap();
    assert_eq!((desk.supply(), desk.wrapped_record().await.staked), (million(20), million(20)));
    // Nobody is free now: all that arrives is the stake's.
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    assert_eq!(desk.pot().await, 0);
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, million(1));
}
