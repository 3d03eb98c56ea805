//! An asset burnt outside the suite: its record and its money stay, nobody is paid, until it is minted again.

use super::{core_calls::burn_right, desk::*};
use halo_sdk::{facility::error::FacilityError, instructions as ix, nfat::error::NfatError};
use halo_tests::world::{payment, ONE};

impl Desk {
    /// What holds once the asset is burnt, whoever did it: the record and its money are there, and nobody has them.
    async fn is_stranded_and_safe(&self) {
        let unreadable = NfatError::AssetUnreadable;
        for somebody in [self.x, self.y, self.stranger] {
            self.declines(self.redeem(&somebody, &self.book, &self.unit, 0), unreadable).await;
            self.declines(self.spend(&somebody, &self.book, &self.unit, 0), unreadable).await;
            self.declines(self.claim_interest(&somebody, &self.book, &self.unit, 0), unreadable).await;
            let receiver = if somebody == self.y { self.stranger } else { self.y };
            self.declines(self.transfer(&somebody, &self.unit, &receiver), unreadable).await;
        }
        let vault = self.redeem_vault(&self.book).await;
        assert_eq!((vault.owed, vault.units), (self.credited(&self.unit).await.total().unwrap(), 1));
        // The Book cannot be closed over it.
        self.declines(self.close_book(&self.book), FacilityError::BookNotEmptied).await;
    }
}

#[tokio::test]
async fn what_a_wallet_burnt_is_minted_again_and_paid_once() {
    let mut desk = Desk::new().await;
    desk.fund_part(ONE, 3).await;
    desk.ok(&[desk.core_burn(&desk.x)], &[desk.x]).await;
    desk.is_stranded_and_safe().await;
    // Its Book goes on paying into the record.
    desk.fund_part(PRINCIPAL - ONE, INTEREST - 3).await;
    desk.is_stranded_and_safe().await;

    let (asset, x) = (desk.unit.asset, desk.x);
    desk.world.permit_remint(&asset, &x).await;
    let again = desk.remint(&desk.unit, &x).await.unwrap();
    assert_eq!(desk.owner_of(&again).await, x);
    assert_eq!(desk.credited(&again).await, payment(PRINCIPAL, INTEREST));
    desk.redeems(&x, &again, PAID).await;
    // The record that there was is gone.
    let redeem = desk.redeeming(&x, &desk.unit, &desk.roles().beacon);
    desk.refused(&[redeem], &[x], OWNED_BY_WRONG_PROGRAM).await;
    assert_eq!(desk.balance(&x).await, PAID);
    desk.assert_settled().await;
    desk.close_book(&desk.book).await.unwrap();
}

#[tokio::test]
async fn what_a_stranger_burnt_with_the_owners_leave_is_minted_again_and_paid_once() {
    let mut desk = Desk::new().await;
    desk.bind(burn_right(), Some(desk.stranger)).await;
    desk.fund_all().await;
    desk.ok(&[desk.core_burn(&desk.stranger)], &[desk.stranger]).await;
    desk.is_stranded_and_safe().await;
    desk.refused(&[desk.core_burn(&desk.stranger)], &[desk.stranger], NO_ASSET).await;

    let (asset, x) = (desk.unit.asset, desk.x);
    desk.world.permit_remint(&asset, &x).await;
    let again = desk.remint(&desk.unit, &x).await.unwrap();
    // The stranger's right was the burnt asset's.
    let burn = desk.core_burn_of(&again.asset, &desk.stranger);
    desk.refused(&[burn], &[desk.stranger], NO_SAY).await;
    desk.redeems(&x, &again, PAID).await;
    desk.assert_settled().await;
}

/// A tombstone that has lost its lamports is no account any more; the address is still nobody's to use.
#[tokio::test]
async fn an_asset_whose_tombstone_is_gone_is_burnt_as_well() {
    let mut desk = Desk::new().await;
    desk.fund_all().await;
    desk.ok(&[desk.core_burn(&desk.x)], &[desk.x]).await;
    let (asset, x) = (desk.unit.asset, desk.x);
    desk.world.permit_remint(&asset, &x).await;
    desk.world.chain.0.set_account(&asset, solana_account::Account::default()).unwrap();
    // Somebody sends lamports to where it was.
    desk.world.chain.0.airdrop(&asset, 5_000_000).unwrap();
    desk.is_stranded_and_safe().await;
    let again = desk.remint(&desk.unit, &x).await.unwrap();
    desk.redeems(&x, &again, PAID).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn a_push_finds_no_owner_of_what_is_burnt() {
    let desk = Desk::new().await;
    desk.fund_part(ONE, 3).await;
    desk.ok(&[desk.core_burn(&desk.x)], &[desk.x]).await;
    let destination = desk.facility.token_account(&desk.x);
    for kind in
        [halo_sdk::nfat::instructions::PushKind::Interest, halo_sdk::nfat::instructions::PushKind::Tranche]
    {
        let push = ix::nfat::push_payment(&desk.facility, &desk.book, &desk.unit.asset, &destination, kind);
        desk.refused(&[push], &[], NfatError::AssetUnreadable).await;
    }
}
