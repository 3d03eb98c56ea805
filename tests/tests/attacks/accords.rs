//! Whoever holds the GovOps's key and a Prime of its own signs both sides of an accord.

use super::setup::*;
use halo_sdk::{
    facility::{error::FacilityError, state::AccordTerms},
    instructions::facility as ix,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{bullet, commitment, million, payment, World, MATURITY, START},
};

/// The thief queues one base unit and agrees with itself on 100M of interest for it, in the Book of honest Primes. Once
/// revealed that is interest of known terms, which needs no attestor's word: it would be paid out of what came home for
/// the others.
#[tokio::test]
async fn nobody_agrees_with_itself_on_the_money_of_a_shared_book() {
    let mut world = World::new(Light::start(START)).await;
    let thief = world.prime("thief", 1).await;
    world.deposit(&thief, 1).await.unwrap();
    let terms = bullet(1, million(100));
    let greedy = AccordTerms {
        terms_hash: commitment(&terms),
        payout_cap: million(100) + 1,
        min_amount: 1,
        max_amount: 1,
        rank: 0,
        share_book: true,
        grace_days: 0,
        expires_at: MATURITY,
    };
    let (govops, payer) = (world.roles().govops, world.roles().payer);
    let propose = ix::propose_accord(&payer, &world.configurer(), &world.facility, &thief, greedy);
    world.refused(&[propose], &[govops], FacilityError::AccordAboveBuybox).await;

    // An accord that was signed all the same, as under a wider buybox, is worth no more when it is claimed under.
    let alone = AccordTerms { share_book: false, ..greedy };
    world.agree(&thief, alone).await;
    let address = halo_sdk::addresses::accord(&world.facility.facility, &thief, &greedy.terms_hash);
    let mut account = world.chain.0.account(&address).unwrap();
    account.data[SHARE_BOOK] = 1;
    world.chain.set_account(&address, account);
    assert_eq!(world.accord(&thief, &greedy.terms_hash).await.terms(), greedy);
    let book = world.open_book().await;
    let args = world.accord_args(&thief, &greedy, 1).await;
    assert_refused(world.claim_with(&thief, &book, args).await, FacilityError::AccordAboveBuybox);
}

/// Where an accord's account says whether a Book is shared.
const SHARE_BOOK: usize = 8 + core::mem::offset_of!(halo_sdk::facility::state::Accord, share_book);

/// What two agree on for a Book of one unit's own is nobody else's: it is paid out of what is its own.
#[tokio::test]
async fn in_a_book_of_its_own_a_unit_takes_what_was_agreed_and_nothing_of_others() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(1)).await;
    world.deposit(&x, million(1)).await.unwrap();
    let terms = bullet(million(1), million(3));
    let agreed = AccordTerms {
        terms_hash: commitment(&terms),
        payout_cap: million(4),
        min_amount: million(1),
        max_amount: million(1),
        rank: 0,
        share_book: false,
        grace_days: 0,
        expires_at: MATURITY,
    };
    world.agree(&x, agreed).await;
    let book = world.open_book().await;
    let args = world.accord_args(&x, &agreed, million(1)).await;
    let unit = world.claim_with(&x, &book, args).await.unwrap();
    world.run_book(&book, million(1), million(4)).await;
    world.fund(&book, &unit, payment(million(1), million(3))).await.unwrap();
    world.redeem_for_less(&x, &book, &unit, million(4)).await.unwrap();
    assert_eq!(world.balance(&x).await, million(4));
}
