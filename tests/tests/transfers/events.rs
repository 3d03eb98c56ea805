//! What an indexer is told: who has an NFAT, who may receive, and where a record has gone.

use super::desk::*;
use halo_sdk::{
    addresses,
    instructions::nfat::remint,
    nfat::events::{NfatReminted, NfatTransferred, ReceiverAdmitted, ReceiverRemoved, WhitelistModeChanged},
};
use halo_tests::{events::event, world::MATURITY};

#[tokio::test]
async fn a_transfer_names_both_owners_and_the_mode() {
    let desk = Desk::new().await;
    let before = desk.nfat(&desk.unit).await.sequence;
    let open: NfatTransferred = event(&desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap());
    assert_eq!((open.nfat, open.sequence, open.asset), (desk.unit.nfat, before + 1, desk.unit.asset));
    assert_eq!((open.from, open.to, open.whitelisted), (desk.x, desk.y, false));

    desk.set_whitelist_mode(true).await.unwrap();
    desk.admit(&desk.x, MATURITY).await.unwrap();
    let restricted: NfatTransferred = event(&desk.transfer(&desk.y, &desk.unit, &desk.x).await.unwrap());
    assert_eq!(restricted.sequence, before + 2);
    assert_eq!((restricted.from, restricted.to, restricted.whitelisted), (desk.y, desk.x, true));
}

#[tokio::test]
async fn the_whitelist_tells_every_change() {
    let desk = Desk::new().await;
    let (config, beacon) = (desk.facility.nfat_config(), desk.roles().beacon);
    let mut last: Option<u64> = None;
    for enabled in [true, false] {
        let mode: WhitelistModeChanged = event(&desk.set_whitelist_mode(enabled).await.unwrap());
        assert_eq!((mode.config, mode.beacon, mode.enabled), (config, beacon, enabled));
        assert!(last.is_none_or(|last| mode.sequence == last + 1));
        last = Some(mode.sequence);
    }

    let entry = desk.facility.whitelist_entry(&desk.y);
    for (sequence, valid_until) in [(1, MATURITY), (2, MATURITY + 1)] {
        let admitted: ReceiverAdmitted = event(&desk.admit(&desk.y, valid_until).await.unwrap());
        assert_eq!((admitted.entry, admitted.sequence, admitted.config), (entry, sequence, config));
        assert_eq!((admitted.beacon, admitted.address), (beacon, desk.y));
        assert_eq!(admitted.valid_until, valid_until);
    }
    let removed: ReceiverRemoved = event(&desk.stop_admitting(&desk.y).await.unwrap());
    assert_eq!((removed.entry, removed.sequence, removed.config), (entry, 3, config));
    assert_eq!((removed.beacon, removed.address), (beacon, desk.y));
}

#[tokio::test]
async fn a_replacement_leads_from_the_former_record_to_the_new_one() {
    let mut desk = Desk::new().await;
    let y = desk.y;
    let before = desk.nfat(&desk.unit).await.sequence;
    desk.burnt(&y).await;
    let named = desk.reminting(&desk.unit, &y).await;
    let (payer, govops) = (desk.roles().payer, desk.roles().govops);
    let again = remint(&payer, &desk.configurer(), &desk.facility, &named);
    let reminted: NfatReminted = event(&desk.ok(&[again], &[govops]).await);
    let asset = addresses::reissued_asset(&desk.unit.asset);
    assert_eq!((reminted.nfat, reminted.sequence), (addresses::nfat(&asset), before + 1));
    assert_eq!((reminted.former_nfat, reminted.former_asset), (desk.unit.nfat, desk.unit.asset));
    assert_eq!((reminted.asset, reminted.owner, reminted.govops), (asset, y, govops));
}
