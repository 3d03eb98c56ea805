//! A burnt asset is replaced: by what, for whom, and how often.

use super::desk::*;
use bytemuck::bytes_of;
use halo_sdk::{addresses, instructions as ix, nfat::state::Nfat};
use halo_tests::world::{payment, MATURITY, ONE};
use mpl_core::Asset;
use solana_pubkey::Pubkey;

impl Desk {
    /// X burns `unit`, which the council permits to mint again for `owner`; the GovOps has not done it.
    pub async fn burnt(&mut self, owner: &Pubkey) {
        let asset = self.unit.asset;
        self.ok(&[self.core_burn(&self.x)], &[self.x]).await;
        self.world.permit_remint(&asset, owner).await;
    }

    fn asset(&self, address: &Pubkey) -> Asset {
        *Asset::deserialize(&self.world.chain.0.account(address).unwrap().data).unwrap()
    }

    fn lamports(&self, address: &Pubkey) -> u64 {
        self.world.chain.0.account(address).map_or(0, |account| account.lamports)
    }
}

/// `nfat` without what a new asset and a new account change, and what a former owner asked for.
fn moved(nfat: &Nfat) -> Nfat {
    let mut nfat = *nfat;
    nfat.clear_request();
    Nfat { asset: Pubkey::default(), rent_payer: Pubkey::default(), bump: 0, sequence: 0, ..nfat }
}

#[tokio::test]
async fn the_record_moves_byte_for_byte_and_the_asset_looks_the_same() {
    let mut desk = Desk::new().await;
    desk.fund_part(2 * ONE, 5).await;
    desk.claim_interest(&desk.x, &desk.book, &desk.unit, 5).await.unwrap();
    desk.spend(&desk.x, &desk.book, &desk.unit, 2 * ONE).await.unwrap();
    desk.fund_part(ONE, 3).await;
    let request = ix::nfat::request_redeem(&desk.x, &desk.facility, &desk.unit.asset, PRINCIPAL);
    desk.ok(&[request], &[desk.x]).await;
    let (asset, record) = (desk.asset(&desk.unit.asset), desk.nfat(&desk.unit).await);
    let (y, beacon) = (desk.y, desk.roles().beacon);
    desk.burnt(&y).await;
    let (rent, held) = (desk.lamports(&desk.unit.nfat), desk.lamports(&beacon));

    let again = desk.remint(&desk.unit, &y).await.unwrap();

    let (copy, twin) = (desk.nfat(&again).await, desk.asset(&again.asset));
    assert_eq!(bytes_of(&moved(&copy)), bytes_of(&moved(&record)));
    assert_eq!((copy.asset, copy.rent_payer), (again.asset, desk.roles().payer));
    assert_eq!(copy.sequence, record.sequence + 1);
    assert_eq!((copy.paid_principal, copy.funded()), (2 * ONE, payment(ONE, 3)));
    assert_eq!((&twin.base.name, &twin.base.uri), (&asset.base.name, &asset.base.uri));
    assert_eq!(twin.base.update_authority, asset.base.update_authority);
    let attributes = |asset: &Asset| asset.plugin_list.attributes.clone().unwrap().attributes;
    assert_eq!(attributes(&twin), attributes(&asset));
    assert_eq!(twin.base.owner, y);
    assert!(twin.plugin_list.permanent_freeze_delegate.is_none(), "it would take the collection's place");
    // The former record is closed, its rent where it came from.
    assert_eq!(desk.lamports(&desk.unit.nfat), 0);
    assert_eq!(desk.lamports(&beacon), held + rent);
}

#[tokio::test]
async fn it_works_as_often_as_an_asset_is_burnt() {
    let mut desk = Desk::new().await;
    desk.fund_all().await;
    let x = desk.x;
    let mut seen = vec![desk.unit.asset];
    for _ in 0..3 {
        desk.burnt(&x).await;
        desk.unit = desk.remint(&desk.unit, &x).await.unwrap();
        assert!(!seen.contains(&desk.unit.asset));
        seen.push(desk.unit.asset);
        assert_eq!(desk.redeem_vault(&desk.book).await.units, 1);
    }
    desk.redeems(&x, &desk.unit, PAID).await;
    assert_eq!(desk.balance(&x).await, PAID);
    desk.assert_settled().await;
}

#[tokio::test]
async fn lamports_sent_ahead_stop_no_replacement() {
    let mut desk = Desk::new().await;
    desk.fund_all().await;
    let x = desk.x;
    let again = halo_sdk::addresses::UnitAddresses::of(addresses::reissued_asset(&desk.unit.asset));
    for (lamports, address) in [(LEAST, again.asset), (10_000_000, again.nfat)] {
        desk.world.chain.0.airdrop(&address, lamports).unwrap();
    }
    desk.burnt(&x).await;
    desk.world.chain.0.airdrop(&again.asset, 2_000_000).unwrap();
    assert_eq!(desk.remint(&desk.unit, &x).await.unwrap(), again);
    desk.redeems(&x, &again, PAID).await;
}

#[tokio::test]
async fn in_whitelist_mode_the_permit_stands_for_the_admission() {
    let mut desk = Desk::new().await;
    let y = desk.y;
    desk.burnt(&y).await;
    desk.set_whitelist_mode(true).await.unwrap();
    let again = desk.remint(&desk.unit, &y).await.unwrap();
    assert_eq!(desk.owner_of(&again).await, y);
    desk.admit(&desk.x, MATURITY).await.unwrap();
    desk.transfer(&y, &again, &desk.x).await.unwrap();
    desk.fund_again(&again).await;
    desk.redeems(&desk.x, &again, PAID).await;
}

impl Desk {
    /// Funds the NFAT at its addresses after a replacement.
    async fn fund_again(&self, unit: &addresses::UnitAddresses) {
        self.world.fund(&self.book, unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    }
}

#[tokio::test]
async fn the_conserver_mints_again_in_the_govops_place() {
    let mut desk = Desk::new().await;
    let x = desk.x;
    desk.burnt(&x).await;
    let roles = desk.roles();
    let freeze =
        ix::configurator::freeze_pau(&desk.guardian(&roles.mom, ix::configurator::GuardianBy::ABeam));
    let take = ix::configurator::take_over(&roles.conserver, &desk.facility.scope, &desk.facility.pau);
    desk.ok(&[freeze], &[roles.mom]).await;
    desk.ok(&[take], &[roles.conserver]).await;
    let remint = desk.reminting(&desk.unit, &x).await;
    let send = ix::nfat::remint(&roles.payer, &desk.conserver(), &desk.facility, &remint);
    desk.ok(&[send], &[roles.conserver]).await;
    assert_eq!(desk.owner_of(&remint.unit()).await, x);
}
