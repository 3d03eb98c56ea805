//! What a Book owns can be paid into it, and what is no unit of a Book is not counted as one.

use super::setup::*;
use halo_sdk::{
    addresses::{BookAddresses, FacilityAddresses},
    facility::{error::FacilityError, instructions::CollectKind},
    instructions::facility::{self as ix, HeldUnit},
};
use halo_tests::{
    minter::{sealed_unit, Minter},
    world::{million, payment, MATURITY},
};

/// The beacon marks the Book at rest before it has recorded what the Book bought. The NFAT's owner is an address that
/// only this program signs for.
#[tokio::test]
async fn an_nfat_that_a_book_owns_is_not_lost_when_it_was_not_recorded_in_time() {
    let mut nest = Nest::owned().await;
    nest.world.settle_at_rest(&nest.parent).await;
    nest.world.run_book(&nest.child, HELD, HELD + HELD / 20).await;
    nest.world.wait_until(MATURITY).await;
    nest.world.fund(&nest.child, &nest.unit, payment(HELD, HELD / 20)).await.unwrap();
    nest.world.hold(&nest.held_unit()).await.expect("the Book owns it");
    let beacon = nest.world.roles().beacon;
    nest.world.collect(&nest.held_unit(), beacon, CollectKind::Redemption).await.unwrap();
}

/// Anybody may make a collection of its own and mint in it what it likes on any address as the Book. No Book holds that.
#[tokio::test]
async fn a_forged_unit_of_a_real_book_is_not_held() {
    let mut nest = Nest::owned().await;
    let thief = nest.world.person("a thief").await;
    let minter = Minter::new(thief, thief, &nest.world.facility);
    let book = nest.child.book;
    let args = sealed_unit(million(1_000_000), million(1_000_000), [6; 32]);
    let instructions = [
        minter.initialize_collection("Forged", "https://example.com"),
        minter.open_redeem_vault(book),
        minter.mint(book, nest.parent.book, args),
    ];
    for instruction in instructions {
        nest.world.ok(&[instruction], &[thief]).await;
    }
    let asset = minter.facility.unit(1).asset;
    let forged = HeldUnit { asset, child_facility: &minter.facility, ..nest.held_unit() };
    let beacon = nest.world.roles().beacon;
    let hold = ix::hold_unit(&beacon, &forged);
    nest.world.refused(&[hold], &[beacon], FacilityError::WrongNfat).await;
}

/// Nor does the forger reach the Book's money, whose collection is another.
#[tokio::test]
async fn a_forged_unit_is_not_paid_by_the_book() {
    let Deal { mut world, book, .. } = Deal::new().await;
    let thief = world.person("a thief").await;
    let minter = Minter::new(thief, thief, &world.facility);
    let args = sealed_unit(million(20), million(20), [6; 32]);
    let instructions = [
        minter.initialize_collection("Forged", "https://example.com"),
        minter.open_redeem_vault(book.book),
        minter.mint(book.book, thief, args),
    ];
    for instruction in instructions {
        world.ok(&[instruction], &[thief]).await;
    }
    let forged: FacilityAddresses = minter.facility;
    let unit = forged.unit(1);
    let held = world.tokens(&book.token_account).await;
    let vault = halo_sdk::addresses::redeem_vault(&forged.nfat_config(), &book.book);
    let at =
        BookAddresses { redeem_vault: vault, redeem_token_account: forged.token_account(&vault), ..book };
    let beacon = world.roles().beacon;
    let fund = halo_sdk::instructions::nfat::fund;
    // The forged unit with the forged vault, with the real one, and the real beacon's signature besides.
    for (facility, book) in
        [(&forged, &at), (&forged, &book), (&world.facility, &at), (&world.facility, &book)]
    {
        let fund = fund(&beacon, facility, book, &unit.nfat, payment(million(1), 0));
        assert!(world.send(&[fund], &[beacon]).await.is_err());
    }
    assert_eq!(world.tokens(&book.token_account).await, held);
}
