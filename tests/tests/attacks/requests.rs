//! What a holder asked for ends with its holding.

use super::setup::*;
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{error::NfatError, state::Request, REQUEST_SECONDS},
};
use halo_tests::world::{million, payment};

/// X offered its unit for a million less, sold it, and bought it back at full price a week later.
#[tokio::test]
async fn a_request_does_not_come_back_with_the_asset() {
    let mut deal = Deal::new().await;
    let offer = PRINCIPAL - million(1);
    deal.world.request_redeem(&deal.x, &deal.unit, offer).await.unwrap();
    let y = deal.other().await;
    deal.wallet_transfer(&deal.x, &y).await;
    deal.world.wait(REQUEST_SECONDS).await;
    deal.wallet_transfer(&y, &deal.x).await;

    let answer = deal.world.fulfil_redeem(&deal.book, &deal.unit, payment(offer, 0)).await;
    assert_eq!(deal.world.nfat(&deal.unit).await.outstanding_principal, PRINCIPAL, "a million is given up");
    assert_refused(answer, NfatError::NotRequested);
}

#[tokio::test]
async fn a_request_ends_when_this_program_moves_the_asset() {
    let mut deal = Deal::new().await;
    let offer = PRINCIPAL - million(1);
    deal.world.request_redeem(&deal.x, &deal.unit, offer).await.unwrap();
    let y = deal.other().await;
    deal.world.transfer(&deal.x, &deal.unit, &y).await.unwrap();
    assert_eq!(deal.world.nfat(&deal.unit).await.request, Request::None as u8);
    deal.world.transfer(&y, &deal.unit, &deal.x).await.unwrap();
    let answer = deal.world.fulfil_redeem(&deal.book, &deal.unit, payment(offer, 0)).await;
    assert_refused(answer, NfatError::NotRequested);
}

/// A seller cannot leave a buyer with a request of its own making.
#[tokio::test]
async fn a_request_binds_no_buyer() {
    let mut deal = Deal::new().await;
    deal.world.request_redeem(&deal.x, &deal.unit, 1).await.unwrap();
    let y = deal.other().await;
    deal.wallet_transfer(&deal.x, &y).await;
    let beacon = deal.world.roles().beacon;
    let facility = deal.world.facility;
    let fulfil = ix::fulfil_redeem(&beacon, &facility, &deal.book, &deal.unit.asset, payment(1, 0));
    deal.world.refused(&[fulfil], &[beacon], NfatError::NotRequested).await;
}

/// After an agreement neither another agreement nor the schedule pays the principal again.
#[tokio::test]
async fn an_agreement_is_paid_once() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let agreed = PRINCIPAL - million(1);
    world.request_redeem(&x, &unit, agreed).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(agreed, 0)).await.unwrap();
    assert_refused(world.fulfil_redeem(&book, &unit, payment(1, 0)).await, NfatError::PrincipalOverfunded);
    assert_refused(world.top_up(&book, &unit, payment(1, 0)).await, NfatError::PrincipalOverfunded);
    assert_refused(world.spend(&x, &book, &unit, 0).await, NfatError::LastPaymentRedeems);
    // Asked for again, there is nothing left to give up.
    world.request_redeem(&x, &unit, agreed).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(0, 1)).await.unwrap();
    world.redeem(&x, &book, &unit, agreed + 1).await.unwrap();
    assert_eq!(world.balance(&x).await, agreed + 1);
    let vault = world.redeem_vault(&book).await;
    assert_eq!((vault.owed, vault.units, vault.principal_outstanding, vault.claims), (0, 0, 0, [0; 4]));
}
