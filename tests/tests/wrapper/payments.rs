//! What fractions are paid, in figures: the scenario's bullet loan and an amortising one, cut in pieces.

use super::desk::*;
use halo_sdk::{
    halo_math::{DealTerms, Payment as Scheduled},
    nfat::error::NfatError,
    wrapper::{
        error::WrapperError,
        instructions::CollectKind::{Interest, Redemption, Tranche},
        state::WrapperState,
    },
};
use halo_tests::world::{bullet, million, DAY, DEAL_START, ONE};

#[tokio::test]
async fn a_bullet_loan_is_sold_in_thirds_and_everybody_gets_a_third_of_26_25m() {
    let mut desk = Desk::in_thirds().await;
    let (x, y, z) = (desk.x, desk.y, desk.z);
    assert_eq!(desk.fractions(&x).await, 8_333_333_333_334);
    assert_eq!(desk.fractions(&y).await, 8_333_333_333_334);
    assert_eq!(desk.fractions(&z).await, 8_333_333_333_332);
    desk.mature().await;
    desk.credit(PRINCIPAL, INTEREST).await;

    desk.collect(Redemption).await.unwrap();

    assert_eq!(desk.state().await, WrapperState::Final);
    assert_eq!((desk.tokens(&desk.at.vault).await, desk.pot().await), (PAID, PAID));
    for owner in [x, y, z] {
        desk.burn(&owner, desk.fractions(&owner).await).await.unwrap();
        desk.assert_sound().await;
    }
    // 26.25M x 8 333 333.333334 / 25M = 8 750 000.0000007; what rounding leaves is the others'.
    assert_eq!(desk.balance(&x).await, 8_750_000_000_000);
    assert_eq!(desk.balance(&y).await, 8_750_000_000_001);
    assert_eq!(desk.balance(&z).await, 8_749_999_999_999);
    assert_eq!((desk.tokens(&desk.at.vault).await, desk.supply()), (0, 0));
    desk.close_book(&desk.book).await.unwrap();
}

#[tokio::test]
async fn who_has_staked_is_paid_at_once_and_who_has_not_gets_the_same_in_the_end() {
    let mut desk = Desk::in_thirds().await;
    let (x, y, z) = (desk.x, desk.y, desk.z);
    desk.stake(&x, desk.fractions(&x).await).await.unwrap();
    desk.credit(0, 1_000_000 * ONE).await;
    desk.collect(Interest).await.unwrap();

    // A third of a million for the staked third; the other two are in the pot.
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 333_333_333_333);
    assert_eq!(desk.pot().await, 666_666_666_666);
    desk.assert_sound().await;

    desk.mature().await;
    desk.end().await;
    desk.assert_sound().await;
    // X leaves its fractions where they are: its last claim burns them.
    desk.claim(&x).await.unwrap();
    assert!(desk.stake_of(&x).await.is_none());
    assert_eq!(desk.supply(), PRINCIPAL - 8_333_333_333_334);
    for owner in [y, z] {
        desk.burn(&owner, desk.fractions(&owner).await).await.unwrap();
        desk.assert_sound().await;
    }
    let paid = [desk.balance(&x).await, desk.balance(&y).await, desk.balance(&z).await];
    assert_eq!(paid, [8_750_000_000_000, 8_750_000_000_001, 8_749_999_999_999]);
    assert_eq!(paid.iter().sum::<u64>(), PAID);
}

/// Two payments of 20M and 2M; the second is the last.
fn two_tranches() -> DealTerms {
    let part =
        |days| Scheduled { due: DEAL_START + days * DAY, principal: million(20), interest: million(2) };
    DealTerms { payments: vec![part(182), part(365)], ..bullet(million(40), 0) }
}

#[tokio::test]
async fn an_amortising_loan_pays_its_fractions_tranche_by_tranche() {
    let mut desk = Desk::of(two_tranches(), million(44)).await.opened().await;
    let (x, y) = (desk.x, desk.y);
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.stake(&x, million(30)).await.unwrap();

    desk.credit(million(20), million(2)).await;
    desk.collect(Tranche).await.unwrap();
    assert_eq!(desk.nfat(&desk.unit).await.outstanding_principal, million(20));
    assert_eq!(desk.supply(), million(40), "a tranche burns no fraction");
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, 16_500_000 * ONE, "three quarters of 22M");
    assert_eq!(desk.pot().await, 5_500_000 * ONE);

    desk.wait_until(DEAL_START + 365 * DAY).await;
    desk.end().await;
    desk.burn(&y, million(10)).await.unwrap();
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&y).await, million(11));
    assert_eq!(desk.balance(&x).await, million(33));
    assert_eq!((desk.supply(), desk.tokens(&desk.at.vault).await), (0, 0));
}

#[tokio::test]
async fn each_kind_of_payment_is_collected_when_the_nfat_can_be_paid_it() {
    let desk = Desk::wrapped().await;
    desk.refused(&[desk.collecting(Interest)], &[], NfatError::NothingFunded).await;
    desk.refused(&[desk.collecting(Tranche)], &[], NfatError::NoPrincipalFunded).await;
    desk.refused(&[desk.collecting(Redemption)], &[], NfatError::NotFunded).await;
    desk.credit(million(5), ONE).await;
    desk.collect(Interest).await.unwrap();
    assert_eq!(desk.pot().await, ONE);
    desk.refused(&[desk.collecting(Redemption)], &[], NfatError::NotFunded).await;
    desk.collect(Tranche).await.unwrap();
    assert_eq!(desk.pot().await, million(5) + ONE);
    desk.credit(million(20), INTEREST - ONE).await;
    desk.refused(&[desk.collecting(Tranche)], &[], NfatError::LastPaymentRedeems).await;
    desk.collect(Redemption).await.unwrap();
    assert_eq!(desk.pot().await, PAID);
    for kind in [Interest, Tranche, Redemption] {
        desk.refused(&[desk.collecting(kind)], &[], WrapperError::NotWrapped).await;
    }
}

#[tokio::test]
async fn whoever_collects_waives_nothing_for_the_fractions() {
    let mut desk = Desk::wrapped().await;
    desk.mature().await;
    // The interest of 1.25M is due and not credited: only a holder could do without it.
    desk.credit(PRINCIPAL, INTEREST - 1).await;
    desk.refused(&[desk.collecting(Redemption)], &[], NfatError::YieldUnpaid).await;
    desk.credit(0, 1).await;
    desk.collect(Redemption).await.unwrap();
    assert_eq!(desk.pot().await, PAID);
}

#[tokio::test]
async fn who_paid_for_the_nfats_record_gets_its_rent_and_the_wrapper_the_assets() {
    let desk = Desk::wrapped().await;
    let lamports = |key| desk.world.chain.0.account(&key).map_or(0, |account| account.lamports);
    let beacon = desk.roles().beacon;
    desk.credit(PRINCIPAL, INTEREST).await;
    let before = [beacon, desk.at.wrapped, desk.unit.asset, desk.unit.nfat].map(lamports);
    desk.collect(Redemption).await.unwrap();
    let after = [beacon, desk.at.wrapped, desk.unit.asset, desk.unit.nfat].map(lamports);
    assert_eq!(after[0] - before[0], before[3]);
    assert_eq!(after[1] - before[1], before[2] - after[2]);
    assert!(after[1] > before[1]);
    assert_eq!(after[3], 0);
}
