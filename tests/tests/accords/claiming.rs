//! Claims under an accord: outside the buybox, without consent, within its figures.

use super::setup::*;
use halo_sdk::{
    facility::{
        error::FacilityError,
        events::Claimed,
        instructions::ClaimArgs,
        state::{AccordTerms, TermsMode},
    },
    halo_math::Consent,
    instructions as ix,
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    events::event,
    refusal::assert_refused,
    world::{commitment, half_year, million, payment, DAY, MATURITY, ONE},
};

#[tokio::test]
async fn a_deal_outside_the_buybox_is_struck_in_either_form_of_terms() {
    for terms_mode in [TermsMode::Disclosed, TermsMode::Sealed] {
        let case = Case::queued(terms_mode).await;
        let (world, prime) = (&case.world, case.prime);
        world.agree(&prime, accord()).await;
        let args = world.accord_args(&prime, &accord(), million(1)).await;
        let beacon = world.roles().beacon;
        let unit = world.next_unit().await;
        let claim = case.claiming(args).await;
        let claimed: Claimed = event(&world.ok(&[claim], &[beacon]).await);
        let address = halo_sdk::addresses::accord(&world.facility.facility, &prime, &accord().terms_hash);
        assert_eq!((claimed.accord, claimed.rank, claimed.amount), (address, 0, million(1)));

        let nfat = world.nfat(&unit).await;
        assert_eq!((nfat.principal, nfat.rank, nfat.revealed), (million(1), 0, 0));
        assert_eq!(nfat.terms_hash, commitment(&private_terms()));
        assert_eq!(nfat.grace_seconds, 3 * DAY, "of the accord, the buybox says ten days");
        assert_eq!(world.queued(&prime).await, QUEUED - million(1));
    }
}

#[tokio::test]
async fn each_claim_gets_its_part_of_the_payout_cap_and_all_together_the_cap() {
    let case = Case::agreed().await;
    let hash = accord().terms_hash;
    // 22 500 000.000001 over 20 000 000: 1.125 times the amount and one base unit, which comes first.
    for (amount, cap) in [(million(1), 1_125_000 * ONE + 1), (million(19), 21_375_000 * ONE)] {
        let unit = case.claim(&accord(), amount).await.unwrap();
        assert_eq!(case.world.nfat(&unit).await.payout_cap, cap);
    }
    let left = case.world.accord(&case.prime, &hash).await;
    assert_eq!((left.max_amount, left.total_amount), (0, TOTAL));
    assert_refused(case.claim(&accord(), million(1)).await, FacilityError::AccordAmount);
}

#[tokio::test]
async fn a_claim_lies_between_the_minimum_and_what_is_left_to_the_base_unit() {
    let case = Case::agreed().await;
    for amount in [million(1) - 1, TOTAL + 1] {
        let args = case.world.accord_args(&case.prime, &accord(), amount).await;
        let claim = case.claiming(args).await;
        case.world.refused(&[claim], &[case.world.roles().beacon], FacilityError::AccordAmount).await;
    }
    case.claim(&accord(), TOTAL - million(1) + 1).await.unwrap();
    // What is left is below the minimum of a claim: the accord is used up.
    assert_refused(case.claim(&accord(), million(1) - 1).await, FacilityError::AccordAmount);
    assert_refused(case.claim(&accord(), million(1)).await, FacilityError::AccordAmount);
}

#[tokio::test]
async fn a_claim_passes_one_second_before_the_accord_expires_and_not_on_the_second() {
    let mut case = Case::agreed().await;
    // A limit of a day has refilled long before.
    case.world.chain.warp_to(accord().expires_at).await;
    let args = case.world.accord_args(&case.prime, &accord(), million(1)).await;
    let claim = [case.claiming(args).await];
    let beacon = case.world.roles().beacon;
    case.world.refused(&claim, &[beacon], FacilityError::AccordExpired).await;
    case.world.chain.warp_to(accord().expires_at - 1).await;
    case.world.ok(&claim, &[beacon]).await;
}

#[tokio::test]
async fn rank_book_and_hash_are_the_accords() {
    let case = Case::agreed().await;
    let (world, prime, beacon) = (&case.world, case.prime, case.world.roles().beacon);
    let shared = AccordTerms { share_book: true, ..accord() };
    let junior = AccordTerms { rank: 1, ..shared };
    for terms in [shared, junior] {
        let args = world.accord_args(&prime, &terms, million(1)).await;
        let claim = case.claiming(args).await;
        world.refused(&[claim], &[beacon], FacilityError::AccordDiffers).await;
    }
    // Another accord of the same Prime than the terms name.
    let other = AccordTerms { terms_hash: [5; 32], ..accord() };
    world.agree(&prime, other).await;
    let args = world.accord_args(&prime, &accord(), million(1)).await;
    let address = |hash| halo_sdk::addresses::accord(&world.facility.facility, &prime, &hash);
    let claim = with_account(case.claiming(args).await, &address(accord().terms_hash), address([5; 32]));
    world.refused(&[claim], &[beacon], FacilityError::AccordDiffers).await;
}

#[tokio::test]
async fn a_junior_unit_needs_no_consent_when_the_accord_says_so() {
    let junior = AccordTerms { share_book: true, rank: 3, ..accord() };
    let case = Case::agreed_on(junior).await;
    let unit = case.claim(&junior, million(2)).await.unwrap();
    assert_eq!(case.world.nfat(&unit).await.rank, 3);
    let book = case.world.facility.book(1);
    assert_eq!(case.world.redeem_vault(&book).await.claims, [0, 0, 0, million(2)]);
    assert_eq!(case.world.book(&book).await.shared, 1);
}

#[tokio::test]
async fn an_accord_goes_with_a_claim_under_it_and_with_no_other() {
    let case = Case::agreed().await;
    let (world, prime, beacon) = (&case.world, case.prime, case.world.roles().beacon);
    let address = halo_sdk::addresses::accord(&world.facility.facility, &prime, &accord().terms_hash);
    let none = halo_sdk::facility::ID;

    let args = world.accord_args(&prime, &accord(), million(1)).await;
    let without = with_account(case.claiming(args).await, &address, none);
    world.refused(&[without], &[beacon], FacilityError::AccordMisplaced).await;

    let args = world.claim_args(&prime, half_year(million(5))).await;
    let mut with = case.claiming(args).await;
    let place = with.accounts.iter().position(|meta| meta.pubkey == none).expect("an absent accord");
    (with.accounts[place].pubkey, with.accounts[place].is_writable) = (address, true);
    world.refused(&[with], &[beacon], FacilityError::AccordMisplaced).await;
}

#[tokio::test]
async fn an_accord_is_good_for_its_own_prime() {
    let mut case = Case::agreed().await;
    let y = case.world.prime("Prime Y", QUEUED).await;
    case.world.deposit(&y, QUEUED).await.unwrap();
    let (world, beacon) = (&case.world, case.world.roles().beacon);
    let address = |prime| halo_sdk::addresses::accord(&world.facility.facility, &prime, &accord().terms_hash);
    let args = world.accord_args(&y, &accord(), million(1)).await;
    let (book, unit) = (world.open_book().await, world.next_unit().await);
    let claim = ix::facility::claim(&beacon, &y, &world.facility, &book, &unit, args);
    let stolen = with_account(claim, &address(y), address(case.prime));
    world.refused(&[stolen], &[beacon], FacilityError::WrongPrime).await;
}

#[tokio::test]
async fn the_consent_of_the_position_is_neither_needed_nor_used() {
    let mut case = Case::agreed().await;
    let prime = case.prime;
    let consent = Consent {
        accord_hash: commitment(&half_year(million(25))),
        max_amount: million(25),
        expires_at: MATURITY,
        ..Consent::default()
    };
    case.world.give(&prime, ONE).await;
    case.world.deposit_with(&prime, ONE, Some(consent)).await.unwrap();
    case.world.chain.warp_to(accord().expires_at - 1).await;
    case.claim(&accord(), million(7)).await.unwrap();
    assert_eq!(case.world.position(&prime).await.consent, consent);
    // And the other way round: what the consent allows needs no accord and takes nothing off it.
    assert_eq!(case.world.accord(&prime, &accord().terms_hash).await.max_amount, TOTAL - million(7));
}

#[tokio::test]
async fn a_book_pays_a_unit_up_to_its_part_of_the_cap_and_its_terms_can_be_shown() {
    let case = Case::agreed().await;
    let (world, prime) = (&case.world, case.prime);
    let unit = case.claim(&accord(), million(1)).await.unwrap();
    let book = world.facility.book(1);
    world.run_book(&book, million(1), 1_200_000 * ONE).await;
    let interest = 125_000 * ONE + 1;
    assert_refused(
        world.fund(&book, &unit, payment(million(1), interest + 1)).await,
        NfatError::PayoutCapExceeded,
    );
    assert_refused(world.reveal(&unit, half_year(million(1))).await, NfatError::WrongTerms);
    world.reveal(&unit, private_terms()).await.unwrap();
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.interest, nfat.maturity), (125_000 * ONE, MATURITY));
    world.fund(&book, &unit, payment(million(1), 125_000 * ONE)).await.unwrap();
    world.redeem(&prime, &book, &unit, 1_125_000 * ONE).await.unwrap();
    assert_eq!(world.balance(&prime).await, 1_125_000 * ONE);
}

#[tokio::test]
async fn the_position_must_be_the_one_that_the_beacon_priced() {
    let case = Case::agreed().await;
    let args = case.world.accord_args(&case.prime, &accord(), million(1)).await;
    let stale = ClaimArgs { position_sequence: args.position_sequence - 1, ..args };
    let claim = case.claiming(stale).await;
    case.world.refused(&[claim], &[case.world.roles().beacon], FacilityError::PositionChanged).await;
}
