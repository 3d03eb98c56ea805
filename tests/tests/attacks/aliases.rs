//! One account in two places.

use super::setup::*;
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{error::NfatError, instructions::PushKind, state::Payment},
};
use halo_tests::world::payment;

/// A unit is not credited with what is in its redeem vault, nor paid into it.
#[tokio::test]
async fn a_redeem_vault_pays_neither_into_nor_out_of_itself_for_nothing() {
    let Deal { world, x, book, unit } = Deal::new().await;
    world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    let vault = book.redeem_token_account;
    let top_up = ix::top_up(&x, &vault, &world.facility, &book, &unit.nfat, payment(0, 1));
    world.refused(&[top_up], &[x], NfatError::TokenRefused).await;
    let payout = ix::Payout { holder: x, destination: vault, asset: unit.asset, min_payout: 0 };
    let claim = ix::claim_interest(&world.facility, &book, &payout);
    world.refused(&[claim], &[x], NfatError::TokenRefused).await;
    let redemption = ix::Redemption {
        holder: x,
        destination: vault,
        asset: unit.asset,
        rent_payer: world.roles().beacon,
        min_payout: 0,
        accept_shortfall: false,
    };
    world.refused(&[ix::redeem(&world.facility, &book, &redemption)], &[x], NfatError::TokenRefused).await;
    let push = ix::push_payment(&world.facility, &book, &unit.asset, &vault, PushKind::Interest);
    world.refused(&[push], &[], NfatError::NotHoldersAccount).await;
}

/// A beacon that holds an NFAT is its holder and who paid its rent.
#[tokio::test]
async fn whoever_paid_the_rent_may_redeem() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    world.token_account(&beacon).await;
    world.transfer(&x, &unit, &beacon).await.unwrap();
    world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    world.redeem(&beacon, &book, &unit, PRINCIPAL + INTEREST).await.unwrap();
    assert_eq!(world.balance(&beacon).await, PRINCIPAL + INTEREST);
}

/// Sums that leave 64 bits are refused, not wrapped and not a panic.
#[tokio::test]
async fn figures_at_the_end_of_the_range_are_refused() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let max = u64::MAX;
    let beacon = world.roles().beacon;
    for (principal, interest, penalty) in
        [(max, 0, 0), (0, max, 0), (0, 0, max), (1, max, 0), (max, max, max)]
    {
        let payment = Payment { principal, interest, penalty };
        let fund = ix::fund(&beacon, &world.facility, &book, &unit.nfat, payment);
        assert!(world.send(&[fund], &[beacon]).await.is_err());
        let source = world.facility.token_account(&x);
        let top_up = ix::top_up(&x, &source, &world.facility, &book, &unit.nfat, payment);
        assert!(world.send(&[top_up], &[x]).await.is_err());
    }
    assert_eq!(world.redeem_vault(&book).await.owed, 0);
    // Asked for, it is only never answered.
    world.request_redeem(&x, &unit, max).await.unwrap();
    assert_refused(
        world.fulfil_redeem(&book, &unit, payment(PRINCIPAL, INTEREST)).await,
        NfatError::BelowRequest,
    );
}
