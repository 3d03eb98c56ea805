//! The list of who may receive: entries, their time, and what is sent to their addresses first.

use super::desk::*;
use halo_sdk::{instructions as ix, nfat::error::NfatError};
use halo_tests::{
    chain::Chain,
    world::{DAY, MATURITY},
};

#[tokio::test]
async fn an_admission_is_good_one_second_before_it_ends_and_void_on_the_second() {
    let mut desk = Desk::restricted().await;
    let valid_until = desk.now().await + DAY;
    for address in [desk.x, desk.y] {
        desk.admit(&address, valid_until).await.unwrap();
    }
    desk.world.chain.warp_to(valid_until - 1).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.world.chain.warp_to(valid_until).await;
    let back = desk.transfer(&desk.y, &desk.unit, &desk.x);
    desk.declines(back, NfatError::AdmissionExpired).await;
}

#[tokio::test]
async fn an_admission_ends_in_the_future() {
    let mut desk = Desk::new().await;
    let now = desk.now().await;
    for valid_until in [now, now - 1, 0, i64::MIN] {
        desk.declines(desk.admit(&desk.y, valid_until), NfatError::AdmissionInPast).await;
    }
    desk.admit(&desk.y, now + 1).await.unwrap();
    // Nor is one that is there renewed into the past.
    desk.declines(desk.admit(&desk.y, now), NfatError::AdmissionInPast).await;
    assert_eq!(desk.whitelist_entry(&desk.y).await.valid_until, now + 1);
}

#[tokio::test]
async fn an_entry_is_renewed_longer_and_shorter_and_stays_its_first_payers() {
    let mut desk = Desk::new().await;
    let (now, doorkeeper) = (desk.now().await, desk.doorkeeper().await);
    let beacon = desk.roles().beacon;
    for (sequence, valid_until) in [(1, now + 10 * DAY), (2, now + 20 * DAY), (3, now + DAY)] {
        let by = if sequence == 2 { doorkeeper } else { beacon };
        desk.ok(&[ix::nfat::admit_receiver(&by, &desk.facility, &desk.y, valid_until)], &[by]).await;
        let entry = desk.whitelist_entry(&desk.y).await;
        assert_eq!((entry.sequence, entry.valid_until), (sequence, valid_until));
        assert_eq!((entry.config, entry.address), (desk.facility.nfat_config(), desk.y));
        assert_eq!((entry.rent_payer, entry.version), (beacon, 1));
    }
}

#[tokio::test]
async fn a_removal_gives_the_rent_back_and_an_address_can_be_admitted_again() {
    let desk = Desk::restricted().await;
    let (cluster, beacon) = (&desk.world.chain.0, desk.roles().beacon);
    let lamports = |address| cluster.account(address).map_or(0, |account| account.lamports);
    let before = lamports(&beacon);
    desk.admit(&desk.y, MATURITY).await.unwrap();
    assert!(lamports(&beacon) < before);
    desk.stop_admitting(&desk.y).await.unwrap();
    assert_eq!(lamports(&beacon), before);
    assert!(cluster.account(&desk.facility.whitelist_entry(&desk.y)).is_none());

    desk.declines(desk.stop_admitting(&desk.y), OWNED_BY_WRONG_PROGRAM).await;
    let transfer = desk.transfer(&desk.x, &desk.unit, &desk.y);
    desk.declines(transfer, NfatError::ReceiverNotAdmitted).await;
    desk.admit(&desk.y, MATURITY).await.unwrap();
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
}

#[tokio::test]
async fn the_rent_of_an_entry_goes_to_who_paid_it() {
    let mut desk = Desk::new().await;
    let (doorkeeper, beacon) = (desk.doorkeeper().await, desk.roles().beacon);
    desk.admit(&desk.y, MATURITY).await.unwrap();
    let own = ix::nfat::remove_receiver(&doorkeeper, &desk.facility, &desk.y, &doorkeeper);
    desk.refused(&[own], &[doorkeeper], NfatError::WrongRentPayer).await;
    let remove = ix::nfat::remove_receiver(&doorkeeper, &desk.facility, &desk.y, &beacon);
    desk.ok(&[remove], &[doorkeeper]).await;
}

#[tokio::test]
async fn an_entry_is_at_its_own_address() {
    let desk = Desk::new().await;
    let (beacon, entry) = (desk.roles().beacon, desk.facility.whitelist_entry(&desk.y));
    let admit = ix::nfat::admit_receiver(&beacon, &desk.facility, &desk.y, MATURITY);
    let other = desk.facility.whitelist_entry(&desk.stranger);
    desk.refused(&[with_account(admit, &entry, other)], &[beacon], SEEDS).await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_an_address_out() {
    let desk = Desk::restricted().await;
    let entry = desk.facility.whitelist_entry(&desk.y);
    for lamports in [LEAST, 10_000_000] {
        desk.world.chain.0.airdrop(&entry, lamports).unwrap();
        desk.admit(&desk.y, MATURITY).await.unwrap();
        assert_eq!(desk.whitelist_entry(&desk.y).await.address, desk.y);
        desk.stop_admitting(&desk.y).await.unwrap();
    }
    desk.admit(&desk.y, MATURITY).await.unwrap();
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
}

#[tokio::test]
async fn a_list_made_while_the_mode_is_off_counts_when_it_is_on() {
    let desk = Desk::new().await;
    desk.admit(&desk.y, MATURITY).await.unwrap();
    desk.set_whitelist_mode(true).await.unwrap();
    let blocked = desk.transfer(&desk.x, &desk.unit, &desk.stranger);
    desk.declines(blocked, NfatError::ReceiverNotAdmitted).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
}
