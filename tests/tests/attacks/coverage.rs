//! The attestor's word for the others of a shared Book ends with the attestor.

use super::setup::*;
use halo_sdk::{
    facility::state::halt,
    instructions::{
        configurator::{self as gov, BeamAuthority},
        facility as ix,
    },
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    world::{million, payment, strict, DAY, ONE},
};

/// A stolen attestor's key vouched for a week; the council takes its Beam away and halts the Book, which ends what it
/// vouched for. A beacon that is in it as well must not go on paying one unit in full out of what is both units'.
#[tokio::test]
async fn an_attestor_that_was_revoked_covers_nothing() {
    let mut club = Club::at_rest().await;
    club.world.come_home(&club.book, PRINCIPAL).await;
    let until = club.world.chain.now().await + 7 * DAY;
    club.world.cover(&club.book, until).await.unwrap();
    let (world, roles) = (&club.world, club.world.roles());
    let by = BeamAuthority::council(&roles.council, &world.facility.scope);
    let revoke = gov::revoke_beam(&by, &world.facility.facility, &roles.attestor, &roles.payer);
    let halt = ix::halt_book(&roles.council, None, &world.facility, &club.book.book, halt::CLAIM);
    world.ok(&[revoke, halt], &[roles.council]).await;
    let paid = world.fund(&club.book, &club.units[0], payment(PRINCIPAL, 0)).await;
    assert_refused(paid, NfatError::NotCovered);
}

/// Of sealed terms the chain knows no schedule. What a beacon calls interest there is the other unit's principal.
#[tokio::test]
async fn principal_does_not_go_out_under_another_name() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let y = consenting(&mut world, "Prime Y", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let mut units = Vec::new();
    for prime in [x, y] {
        let choice = Choice { amount: PRINCIPAL, share_book: true };
        units.push(claim_sealed(&world, &prime, &book, &terms, choice).await.unwrap());
    }
    world.start_deploying(&book).await;
    world.deploy(&book, 2 * PRINCIPAL).await.unwrap();
    world.settle_at_rest(&book).await;
    world.come_home(&book, PRINCIPAL).await;
    assert_refused(world.fund(&book, &units[0], payment(PRINCIPAL, 0)).await, NfatError::NotCovered);
    let renamed = world.fund(&book, &units[0], payment(0, PRINCIPAL)).await;
    assert!(renamed.is_err(), "all that came home went to one unit, and no attestor was asked");
}

/// Without the word, principal goes out neither by `fund` nor in answer to a request.
#[tokio::test]
async fn a_request_is_no_way_around_the_word() {
    let club = Club::at_rest().await;
    let (world, book, [unit, _], [x, _]) = (&club.world, &club.book, &club.units, &club.primes);
    world.come_home(book, PRINCIPAL).await;
    world.request_redeem(x, unit, million(1)).await.unwrap();
    assert_refused(world.fulfil_redeem(book, unit, payment(million(1), 0)).await, NfatError::NotCovered);
    // Interest needs no word, and an agreement on interest alone gives the whole principal up to the others.
    world.request_redeem(x, unit, ONE).await.unwrap();
    world.fulfil_redeem(book, unit, payment(0, ONE)).await.unwrap();
    let vault = world.redeem_vault(book).await;
    assert_eq!((vault.claims[0], vault.owed), (PRINCIPAL, ONE));
}
