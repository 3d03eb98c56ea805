//! A transfer while the whitelist mode is off: the owner's alone, to anybody.

use super::{
    core_calls::{freeze, transfer_right},
    desk::*,
};
use halo_sdk::{instructions as ix, nfat::error::NfatError};
use halo_tests::world::ONE;
use solana_pubkey::Pubkey;

#[tokio::test]
async fn every_right_goes_with_the_nfat() {
    let desk = Desk::new().await;
    desk.fund_part(million_and_interest().0, million_and_interest().1).await;
    let before = desk.nfat(&desk.unit).await;

    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();

    assert_eq!(desk.owner_of(&desk.unit).await, desk.y);
    let after = desk.nfat(&desk.unit).await;
    assert_eq!(after.sequence, before.sequence + 1, "a buyer who priced the NFAT before is told");
    assert_eq!(after.funded(), before.funded());
    assert_eq!((after.asset, after.depositor), (before.asset, before.depositor));
    desk.declines(desk.spend(&desk.x, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
    desk.declines(desk.claim_interest(&desk.x, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
    desk.spend(&desk.y, &desk.book, &desk.unit, ONE).await.unwrap();
    let (principal, interest) = million_and_interest();
    desk.fund_part(PRINCIPAL - principal, INTEREST - interest).await;
    desk.declines(desk.redeem(&desk.x, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
    desk.redeems(&desk.y, &desk.unit, PAID - principal - interest).await;
    assert_eq!((desk.balance(&desk.x).await, desk.balance(&desk.y).await), (0, PAID));
    desk.assert_settled().await;
}

/// A part of principal and interest.
fn million_and_interest() -> (u64, u64) {
    (1_000_000 * ONE, ONE)
}

#[tokio::test]
async fn an_nfat_comes_back() {
    let desk = Desk::new().await;
    desk.fund_all().await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.transfer(&desk.y, &desk.unit, &desk.x).await.unwrap();
    desk.declines(desk.redeem(&desk.y, &desk.book, &desk.unit, 0), NfatError::NotHolder).await;
    desk.redeems(&desk.x, &desk.unit, PAID).await;
    desk.assert_settled().await;
}

#[tokio::test]
async fn only_the_owner_transfers() {
    let desk = Desk::new().await;
    for other in [desk.y, desk.stranger, desk.roles().beacon, desk.roles().payer] {
        let receiver = if other == desk.y { desk.stranger } else { desk.y };
        desk.declines(desk.transfer(&other, &desk.unit, &receiver), NfatError::NotHolder).await;
    }
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.declines(desk.transfer(&desk.x, &desk.unit, &desk.stranger), NfatError::NotHolder).await;
}

#[tokio::test]
async fn an_owner_that_does_not_sign_keeps_its_nfat() {
    for enabled in [false, true] {
        let desk = Desk::new().await;
        let now = desk.client.unix_time().await.unwrap();
        desk.admit(&desk.stranger, now + 1).await.unwrap();
        if enabled {
            desk.set_whitelist_mode(true).await.unwrap();
        }
        let mut transfer = ix::nfat::transfer(&desk.x, &desk.facility, &desk.unit, &desk.stranger);
        transfer.accounts[0].is_signer = false;
        desk.refused(&[transfer], &[], NOT_SIGNED).await;
        assert_eq!(desk.owner_of(&desk.unit).await, desk.x);
    }
}

#[tokio::test]
async fn nobody_transfers_to_itself() {
    let desk = Desk::new().await;
    desk.declines(desk.transfer(&desk.x, &desk.unit, &desk.x), NfatError::ReceiverIsHolder).await;
}

#[tokio::test]
async fn what_the_former_holder_asked_for_is_not_asked_any_more() {
    let desk = Desk::new().await;
    let request = ix::nfat::request_redeem(&desk.x, &desk.facility, &desk.unit.asset, PRINCIPAL);
    desk.ok(&[request], &[desk.x]).await;
    assert_eq!(desk.nfat(&desk.unit).await.requested_by, desk.x);
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    let nfat = desk.nfat(&desk.unit).await;
    assert_eq!((nfat.request, nfat.requested_amount, nfat.requested_by), (0, 0, Pubkey::default()));
}

/// Off, the owner's own authority moves the asset: what it has bound itself by binds it here as in its wallet.
#[tokio::test]
async fn a_lenders_freeze_binds_the_owner() {
    let desk = Desk::new().await;
    desk.bind(freeze(true), Some(desk.stranger)).await;
    desk.declines(desk.transfer(&desk.x, &desk.unit, &desk.y), FROZEN).await;
    desk.ok(&[desk.core_update(&desk.stranger, freeze(false))], &[desk.stranger]).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
}

#[tokio::test]
async fn a_transfer_ends_every_right_that_the_former_owner_gave_to_others() {
    let desk = Desk::new().await;
    desk.bind(transfer_right(), Some(desk.stranger)).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    let thief = desk.stranger;
    desk.refused(&[desk.core_transfer(&thief, &thief)], &[thief], NO_SAY).await;
    assert_eq!(desk.owner_of(&desk.unit).await, desk.y);
}

#[tokio::test]
async fn a_transfer_goes_on_while_everything_is_halted() {
    let desk = Desk::new().await;
    let roles = desk.roles();
    let all = halo_sdk::facility::state::halt::ALL;
    let halt = ix::facility::set_halt(&roles.warden, true, &desk.facility, all);
    let guardian = desk.guardian(&roles.mom, ix::configurator::GuardianBy::ABeam);
    let freeze = ix::configurator::freeze_pau(&guardian);
    desk.ok(&[halt, freeze], &[roles.warden, roles.mom]).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    assert_eq!(desk.owner_of(&desk.unit).await, desk.y);
}
