//! Payments that the holder does nothing for.

use super::{Deal, INTEREST};
use halo_sdk::{
    instructions::nfat::{push_payment, set_push},
    nfat::{error::NfatError, instructions::PushKind},
};
use halo_tests::world::{million, payment, ONE};

#[tokio::test]
async fn a_prime_receives_interest_and_tranches_without_doing_anything() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    world.fund(&book, &unit, payment(million(10), INTEREST)).await.unwrap();

    world.push(&x, &book, &unit, PushKind::Interest).await.unwrap();
    assert_eq!(world.balance(&x).await - before, INTEREST);
    world.push(&x, &book, &unit, PushKind::Tranche).await.unwrap();

    assert_eq!(world.balance(&x).await - before, INTEREST + million(10));
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.outstanding_principal, nfat.paid_principal), (million(15), million(10)));
    assert_eq!((nfat.paid_interest, world.redeem_vault(&book).await.owed), (INTEREST, 0));
}

#[tokio::test]
async fn nothing_is_pushed_to_a_new_owner_before_it_says_so() {
    let mut deal = Deal::new().await;
    deal.world.fund(&deal.book, &deal.unit, payment(0, ONE)).await.unwrap();
    let y = deal.sell().await;
    let Deal { world, x, book, unit } = deal;
    let to = |holder| {
        let destination = world.facility.token_account(holder);
        push_payment(&world.facility, &book, &unit.asset, &destination, PushKind::Interest)
    };

    for holder in [&x, &y] {
        world.refused(&[to(holder)], &[], NfatError::PushNotWanted).await;
    }
    world.refused(&[set_push(&x, &world.facility, &unit.asset, true)], &[x], NfatError::NotHolder).await;
    world.set_push(&y, &unit, true).await.unwrap();
    world.refused(&[to(&x)], &[], NfatError::NotHoldersAccount).await;
    world.ok(&[to(&y)], &[]).await;
    assert_eq!(world.balance(&y).await, ONE);
}

#[tokio::test]
async fn a_depositor_may_end_it() {
    let Deal { world, x, book, unit } = Deal::new().await;
    world.fund(&book, &unit, payment(0, ONE)).await.unwrap();
    world.set_push(&x, &unit, false).await.unwrap();
    let destination = world.facility.token_account(&x);
    let push = push_payment(&world.facility, &book, &unit.asset, &destination, PushKind::Interest);
    world.refused(&[push], &[], NfatError::PushNotWanted).await;
    world.claim_interest(&x, &book, &unit, ONE).await.unwrap();
}

#[tokio::test]
async fn the_last_payment_is_never_pushed_nor_is_nothing() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let destination = world.facility.token_account(&x);
    let push = |kind| push_payment(&world.facility, &book, &unit.asset, &destination, kind);
    world.refused(&[push(PushKind::Interest)], &[], NfatError::NothingFunded).await;
    world.refused(&[push(PushKind::Tranche)], &[], NfatError::NoPrincipalFunded).await;
    world.fund(&book, &unit, payment(million(25), 0)).await.unwrap();
    // Interest is missing: all but the base unit to which the claim to it is tied.
    world.ok(&[push(PushKind::Tranche)], &[]).await;
    assert_eq!(world.balance(&x).await, million(25) - 1);
    world.refused(&[push(PushKind::Tranche)], &[], NfatError::LastPaymentRedeems).await;
    world.redeem_for_less(&x, &book, &unit, 1).await.unwrap();
}
