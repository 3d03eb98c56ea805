//! Early redemption at an agreed amount: the holder's request and the beacon's fulfilment, never one of them alone.

use super::Deal;
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{error::NfatError, state::Payment},
};
use halo_tests::world::{million, payment, ONE};

const AGREED: u64 = 24_500_000 * ONE;

#[tokio::test]
async fn both_sign_24_5m_for_25m_and_that_is_all_that_is_owed() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let before = world.balance(&x).await;
    world.request_redeem(&x, &unit, AGREED).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(AGREED, 0)).await.unwrap();

    let (nfat, vault) = (world.nfat(&unit).await, world.redeem_vault(&book).await);
    assert_eq!((nfat.outstanding_principal, nfat.agreed, nfat.claim()), (AGREED, 1, 0));
    assert_eq!((vault.principal_outstanding, vault.claims, vault.owed), (AGREED, [0; 4], AGREED));

    world.redeem(&x, &book, &unit, AGREED).await.unwrap();
    assert_eq!(world.balance(&x).await - before, AGREED);
    assert_eq!(world.redeem_vault(&book).await.principal_outstanding, 0);
}

#[tokio::test]
async fn the_halo_cannot_pay_less_than_was_asked_for() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    world.request_redeem(&x, &unit, AGREED).await.unwrap();
    let short = ix::fulfil_redeem(&beacon, &world.facility, &book, &unit.asset, payment(AGREED - 1, 0));
    world.refused(&[short], &[beacon], NfatError::BelowRequest).await;

    // What is credited already counts.
    world.fund(&book, &unit, payment(million(4), 500_000 * ONE)).await.unwrap();
    let rest = AGREED - million(4) - 500_000 * ONE;
    world.fulfil_redeem(&book, &unit, payment(rest, 0)).await.unwrap();
    world.redeem(&x, &book, &unit, AGREED).await.unwrap();
}

#[tokio::test]
async fn neither_side_alone_redeems_early_for_less() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    let fulfil = ix::fulfil_redeem(&beacon, &world.facility, &book, &unit.asset, payment(AGREED, 0));
    world.refused(&[fulfil], &[beacon], NfatError::NotRequested).await;
    let by_holder = ix::fulfil_redeem(&x, &world.facility, &book, &unit.asset, payment(AGREED, 0));
    let outcome = world.send(&[by_holder], &[x]).await;
    assert!(outcome.is_err(), "the holder has no Beam");
    world.fund(&book, &unit, payment(AGREED, 0)).await.unwrap();
    let redemption = ix::Redemption {
        holder: x,
        destination: world.facility.token_account(&x),
        asset: unit.asset,
        rent_payer: beacon,
        min_payout: 0,
        accept_shortfall: true,
    };
    world.refused(&[ix::redeem(&world.facility, &book, &redemption)], &[x], NfatError::NotFunded).await;
}

#[tokio::test]
async fn after_the_agreement_nothing_more_accrues_or_is_due() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.request_redeem(&x, &unit, AGREED).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(AGREED, 0)).await.unwrap();
    world.wait_until(halo_tests::world::MATURITY + 100 * 86_400).await;
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.shortfall(), nfat.penalty_unpaid()), (0, 0));
    let more = Payment { principal: 1, interest: 0, penalty: 0 };
    let beacon = world.roles().beacon;
    let fund = ix::fund(&beacon, &world.facility, &book, &unit.nfat, more);
    world.refused(&[fund], &[beacon], NfatError::PrincipalOverfunded).await;
    world.redeem(&x, &book, &unit, AGREED).await.unwrap();
}
