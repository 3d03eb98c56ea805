//! No more than the payout cap, and the principal always within it.

use super::setup::*;
use halo_sdk::nfat::error::NfatError;
use halo_tests::world::{million, payment, strict, DAY, MATURITY, ONE};

/// 25M, and all that the usual buybox allows on it: 15 % for two years and a penalty of 20 %.
const CAP: u64 = 37_500_000 * ONE;

/// What is paid as interest before the terms are known must leave room for the principal: the NFAT could otherwise never
/// be redeemed out of its Book.
#[tokio::test]
async fn interest_leaves_room_for_the_principal() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let choice = Choice { amount: PRINCIPAL, share_book: false };
    let unit = claim_sealed(&world, &x, &book, &terms, choice).await.unwrap();
    world.run_book(&book, PRINCIPAL, million(40)).await;
    let too_much = CAP - PRINCIPAL + million(3);
    let paid = world.fund(&book, &unit, payment(0, too_much)).await;
    assert!(paid.is_err(), "{too_much} of interest are paid out of a cap that leaves {}", CAP - PRINCIPAL);
    world.fund(&book, &unit, payment(PRINCIPAL, CAP - PRINCIPAL)).await.unwrap();
    world.redeem_for_less(&x, &book, &unit, CAP).await.unwrap();
}

/// A beacon and a holder in a shared Book: interest first, as far as the cap allows, so that principal stays missing;
/// then the missing principal takes part in the loss, beyond the cap.
#[tokio::test]
async fn a_write_down_takes_no_unit_above_its_cap() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let y = consenting(&mut world, "Prime Y", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let choice = || Choice { amount: PRINCIPAL, share_book: true };
    let greedy = claim_sealed(&world, &x, &book, &terms, choice()).await.unwrap();
    let other = claim_sealed(&world, &y, &book, &terms, choice()).await.unwrap();
    world.start_deploying(&book).await;
    world.deploy(&book, 2 * PRINCIPAL).await.unwrap();
    world.settle_at_rest(&book).await;
    world.come_home(&book, CAP).await;
    // No attestor is asked for interest.
    let all_as_interest = world.fund(&book, &greedy, payment(0, CAP)).await;
    world.wait_until(MATURITY + 10 * DAY).await;
    world.reveal(&greedy, terms.clone()).await.unwrap();
    world.reveal(&other, terms).await.unwrap();
    world.declare_default(&book, &other).await.unwrap();
    let recovered = million(10);
    if all_as_interest.is_ok() {
        world.come_home(&book, recovered).await;
    }
    let number = world.attest_default(&book, recovered).await.unwrap();
    world.write_down(&book, number).await.unwrap();
    world.redeem(&x, &book, &greedy, 0).await.unwrap();
    world.redeem(&y, &book, &other, 0).await.unwrap();
    let taken = world.balance(&x).await;
    assert!(taken <= CAP, "{taken} taken out of a Book under a cap of {CAP}");
}

/// A Book that recovers more than it owes pays no unit more than its cap: what is beyond is nobody's, and stays.
#[tokio::test]
async fn what_is_recovered_beyond_the_caps_is_nobodys() {
    let mut club = Club::at_rest().await;
    let cap = club.world.nfat(&club.units[0]).await.payout_cap;
    let (recovered, beyond) = (2 * cap + million(3), million(3));
    club.world.come_home(&club.book, recovered).await;
    club.world.wait_until(MATURITY + 10 * DAY).await;
    let (world, book) = (&club.world, &club.book);
    world.declare_default(book, &club.units[0]).await.unwrap();
    let number = world.attest_default(book, recovered).await.unwrap();
    world.write_down(book, number).await.unwrap();
    for (prime, unit) in club.primes.iter().zip(&club.units) {
        world.redeem(prime, book, unit, cap).await.unwrap();
        assert_eq!(world.balance(prime).await, cap);
    }
    let vault = world.redeem_vault(book).await;
    assert_eq!((vault.owed, vault.units, vault.paid), (0, 0, 2 * cap));
    assert_eq!(world.tokens(&book.redeem_token_account).await, beyond);
    world.close_book(book).await.unwrap();
}

/// What the Book pays after the terms are known is bounded by each part, also in pieces and around a request.
#[tokio::test]
async fn pieces_add_up_to_the_schedule_and_no_more() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let half = INTEREST / 2;
    world.fund(&book, &unit, payment(0, half)).await.unwrap();
    world.claim_interest(&x, &book, &unit, half).await.unwrap();
    world.request_interest(&x, &unit, 1).await.unwrap();
    world.fulfil_interest(&book, &unit, payment(0, half)).await.unwrap();
    world.request_interest(&x, &unit, 1).await.unwrap();
    assert_refused(
        world.fulfil_interest(&book, &unit, payment(0, 1)).await,
        NfatError::InterestAboveSchedule,
    );
    // A gift neither counts against the Book nor lets it pay more.
    world.top_up(&book, &unit, payment(0, half)).await.unwrap();
    assert_refused(world.fund(&book, &unit, payment(0, 1)).await, NfatError::InterestAboveSchedule);
}
