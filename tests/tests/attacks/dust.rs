//! Dust, gifts and lamports of strangers stop nobody.

use super::setup::*;
use halo_sdk::{
    addresses,
    facility::state::{AccordTerms, AttestationKind},
    nfat::error::NfatError,
    token::{transfer_checked, Transfer},
};
use halo_tests::world::{half_year, million, payment, DAY, DECIMALS, MATURITY, ONE};

/// A stranger credits one base unit: the sum that the beacon wanted to pay is one too much, and one less is not.
#[tokio::test]
async fn a_base_unit_from_a_stranger_costs_the_halo_one_transaction() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.top_up(&book, &unit, payment(1, 1)).await.unwrap();
    let all = payment(PRINCIPAL, INTEREST);
    assert_refused(world.fund(&book, &unit, all).await, NfatError::PrincipalOverfunded);
    world.fund(&book, &unit, payment(PRINCIPAL - 1, INTEREST)).await.unwrap();
    world.wait_until(MATURITY).await;
    world.redeem(&x, &book, &unit, PRINCIPAL + INTEREST + 1).await.unwrap();
}

/// A base unit that a stranger brings home or just sends keeps no Book open.
#[tokio::test]
async fn a_base_unit_from_a_stranger_keeps_no_book_open() {
    for recorded in [true, false] {
        let all = PRINCIPAL + INTEREST;
        let Deal { mut world, x, book, unit } = Deal::that_brings_home(all).await;
        world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
        world.redeem(&x, &book, &unit, all).await.unwrap();
        assert_eq!(world.tokens(&book.token_account).await, 0);
        if recorded {
            world.come_home(&book, 1).await;
        } else {
            let thief = world.person("a stranger").await;
            let source = world.give(&thief, 1).await;
            let gift = Transfer {
                source,
                destination: book.token_account,
                authority: thief,
                mint: world.facility.mint,
                decimals: DECIMALS,
                amount: 1,
            };
            world.ok(&[transfer_checked(world.token_program, &gift).unwrap()], &[thief]).await;
        }
        world.close_book(&book).await.unwrap();
    }
}

/// One base unit short is a default; whoever pays it ends it.
#[tokio::test]
async fn a_default_over_one_base_unit_is_anybodys_to_end() {
    let mut club = Club::at_rest().await;
    club.world.come_home(&club.book, 2 * (PRINCIPAL + INTEREST)).await;
    club.world.wait_until(MATURITY).await;
    club.world.cover(&club.book, MATURITY + 7 * DAY).await.unwrap();
    let [first, second] = &club.units;
    club.world.fund(&club.book, first, payment(PRINCIPAL, INTEREST - 1)).await.unwrap();
    club.world.wait_until(MATURITY + 10 * DAY).await;
    club.world.declare_default(&club.book, first).await.unwrap();
    let all = payment(PRINCIPAL, INTEREST);
    assert_refused(club.world.fund(&club.book, second, all).await, NfatError::BookInDefault);
    club.world.top_up(&club.book, first, payment(0, 1)).await.unwrap();
    club.world.cover(&club.book, MATURITY + 17 * DAY).await.unwrap();
    club.world.fund(&club.book, second, all).await.unwrap();
}

/// Gifts to unit and Book, money brought home too early, too much and by others, an agreement below what is owed, and
/// interest out of all of them: what is missing is what was stolen, and nothing was.
#[tokio::test]
async fn no_order_of_honest_and_stray_payments_halts_a_sound_book() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let sound = async || {
        world.check_book(&book).await.unwrap();
        assert_eq!(world.book(&book).await.halted, 0);
    };
    sound().await;
    world.top_up(&book, &unit, payment(million(3), million(2))).await.unwrap();
    sound().await;
    world.fund(&book, &unit, payment(0, INTEREST)).await.unwrap();
    sound().await;
    world.claim_interest(&x, &book, &unit, 0).await.unwrap();
    world.come_home(&book, million(100)).await;
    sound().await;
    world.fund(&book, &unit, payment(million(7), 0)).await.unwrap();
    world.spend(&x, &book, &unit, million(10)).await.unwrap();
    sound().await;
    world.request_redeem(&x, &unit, ONE).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(ONE, 0)).await.unwrap();
    sound().await;
    world.redeem(&x, &book, &unit, ONE).await.unwrap();
    sound().await;
}

/// The next accounts' addresses are known, and anybody may send lamports there first.
#[tokio::test]
async fn lamports_sent_ahead_stop_no_account() {
    let mut nest = Nest::owned().await;
    let facility = nest.world.facility;
    let prime = nest.world.prime("Prime Z", million(10)).await;
    nest.world.deposit(&prime, million(10)).await.unwrap();
    let terms_hash = [4; 32];
    let number = nest.world.book(&nest.child).await.next_attestation();
    let next = nest.world.next_unit().await;
    for address in [
        addresses::holding(&nest.unit.asset),
        addresses::accord(&facility.facility, &prime, &terms_hash),
        addresses::attestation(&nest.child.book, number),
        facility.whitelist_entry(&prime),
        next.asset,
        next.nfat,
    ] {
        nest.world.chain.0.airdrop(&address, 1_000_000).unwrap();
    }
    let world = &nest.world;
    world.hold(&nest.held_unit()).await.unwrap();
    let terms = AccordTerms {
        terms_hash,
        payout_cap: million(6),
        min_amount: million(5),
        max_amount: million(5),
        rank: 0,
        share_book: false,
        grace_days: 1,
        expires_at: MATURITY,
    };
    world.agree(&prime, terms).await;
    world.attest(&nest.child, AttestationKind::PreDeployment).await.unwrap();
    world.admit(&prime, MATURITY).await.unwrap();
    let (_, unit) = world.deal(&prime, half_year(million(5))).await;
    assert_eq!(unit, next);
}
