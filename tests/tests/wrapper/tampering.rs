//! What somebody has done to an NFAT before it was wrapped gives nobody anything afterwards.

use super::desk::*;
use halo_sdk::{
    nfat::{error::NfatError, instructions::PushKind},
    wrapper::instructions::CollectKind::{Interest, Redemption},
};
use halo_tests::world::million;
use mpl_core::{
    errors::MplCoreError,
    instructions::{AddPluginV1Builder, BurnV1Builder, TransferV1Builder},
    types::{BurnDelegate, Plugin, PluginAuthority, TransferDelegate},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Desk {
    /// X gives `delegate` a right over the asset.
    async fn bind(&self, plugin: Plugin, delegate: Pubkey) {
        let bind = AddPluginV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(self.x)
            .authority(Some(self.x))
            .plugin(plugin)
            .init_authority(PluginAuthority::Address { address: delegate })
            .instruction();
        self.ok(&[bind], &[self.x]).await;
    }

    fn core_transfer(&self, signer: &Pubkey) -> Instruction {
        TransferV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .new_owner(*signer)
            .instruction()
    }

    fn core_burn(&self, signer: &Pubkey) -> Instruction {
        BurnV1Builder::new()
            .asset(self.unit.asset)
            .collection(Some(self.facility.collection()))
            .payer(*signer)
            .authority(Some(*signer))
            .instruction()
    }
}

#[tokio::test]
async fn delegates_of_the_former_holder_have_no_say() {
    let desk = Desk::open().await;
    let (x, y) = (desk.x, desk.y);
    desk.bind(Plugin::TransferDelegate(TransferDelegate {}), y).await;
    desk.bind(Plugin::BurnDelegate(BurnDelegate {}), y).await;
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    for signer in [x, y] {
        for instruction in [desk.core_transfer(&signer), desk.core_burn(&signer)] {
            desk.refused(&[instruction], &[signer], MplCoreError::NoApprovals as u32).await;
        }
    }
    desk.credit(PRINCIPAL, INTEREST).await;
    desk.collect(Redemption).await.unwrap();
    assert_eq!(desk.pot().await, PAID);
}

#[tokio::test]
async fn nothing_is_pushed_past_the_fractions() {
    let desk = Desk::open().await;
    let x = desk.x;
    desk.set_push(&x, &desk.unit, true).await.unwrap();
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    desk.credit(million(5), million(1)).await;
    for kind in [PushKind::Interest, PushKind::Tranche] {
        for receiver in [x, desk.at.wrapped] {
            desk.token_account(&receiver).await;
            assert_refused(
                desk.push(&receiver, &desk.book, &desk.unit, kind).await,
                NfatError::PushNotWanted,
            );
        }
    }
    desk.collect(Interest).await.unwrap();
    assert_eq!(desk.pot().await, million(1));
}

#[tokio::test]
async fn the_former_holder_asks_for_nothing_any_more() {
    let desk = Desk::open().await;
    let x = desk.x;
    desk.request_redeem(&x, &desk.unit, million(20)).await.unwrap();
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    let early = halo_tests::world::payment(million(20), 0);
    let fulfilled = desk.fulfil_redeem(&desk.book, &desk.unit, early).await;
    assert!(fulfilled.is_err(), "{fulfilled:?}");
    let nfat = desk.nfat(&desk.unit).await;
    assert_eq!((nfat.agreed, nfat.request), (0, 0));
    for refused in [
        desk.redeem(&x, &desk.book, &desk.unit, 0).await,
        desk.claim_interest(&x, &desk.book, &desk.unit, 0).await,
        desk.request_interest(&x, &desk.unit, 1).await,
        desk.set_push(&x, &desk.unit, true).await,
    ] {
        assert_refused(refused, NfatError::NotHolder);
    }
}

#[tokio::test]
async fn a_defaulted_nfat_pays_its_fractions_what_was_recovered() {
    let mut desk = Desk::in_thirds().await;
    desk.stake(&desk.x, desk.fractions(&desk.x).await).await.unwrap();
    let grace = desk.nfat(&desk.unit).await.grace_seconds;
    desk.wait_until(halo_tests::world::MATURITY + grace).await;
    desk.declare_default(&desk.book, &desk.unit).await.unwrap();
    let recovered = million(20);
    let number = desk.attest_default(&desk.book, recovered).await.unwrap();
    desk.write_down(&desk.book, number).await.unwrap();
    desk.collect(Redemption).await.unwrap();
    for owner in [desk.y, desk.z] {
        desk.burn(&owner, desk.fractions(&owner).await).await.unwrap();
    }
    desk.claim(&desk.x).await.unwrap();
    let paid = [desk.balance(&desk.x).await, desk.balance(&desk.y).await, desk.balance(&desk.z).await];
    assert_eq!(paid.iter().sum::<u64>(), recovered);
    assert!(paid.iter().all(|paid| paid.abs_diff(recovered / 3) <= 2), "{paid:?}");
}
