//! What an accord does not lift: limits, halts, the end of an approval, a frozen PAU.

use super::setup::*;
use halo_sdk::{
    configurator::state::{Grant, Payload},
    deployment::Limit,
    facility::{
        error::FacilityError,
        state::{halt, AccordTerms, TermsMode},
    },
    halo_math::Buybox,
    instructions::{
        configurator::{self as gov, GuardianBy},
        facility as ix,
    },
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::{
    refusal::assert_refused,
    world::{million, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A claim of 2M that would pass.
async fn passing(case: &Case) -> Instruction {
    let args = case.world.accord_args(&case.prime, &accord(), million(2)).await;
    case.claiming(args).await
}

#[tokio::test]
async fn the_limit_of_the_prime_stays() {
    let case = Case::agreed().await;
    let lowered = Limit { max: million(2) - 1, slope: million(2) };
    case.world.set_prime(&case.prime, true, lowered).await.unwrap();
    let claim = passing(&case).await;
    let beacon = case.world.roles().beacon;
    case.world.refused(&[claim], &[beacon], FacilityError::PrimeLimitExceeded).await;
}

#[tokio::test]
async fn the_claim_limit_of_the_facility_stays() {
    let case = Case::agreed().await;
    let world = &case.world;
    let key = world.facility.limit_key(LimitKind::Claim, &world.facility.facility);
    world.set_limit(&key, Limit { max: million(2) - 1, slope: ONE }).await.unwrap();
    world.refused(&[passing(&case).await], &[world.roles().beacon], PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn an_approval_that_has_ended_stays_ended() {
    let case = Case::agreed().await;
    case.world.set_prime(&case.prime, false, Limit { max: 0, slope: 0 }).await.unwrap();
    let claim = passing(&case).await;
    case.world.refused(&[claim], &[case.world.roles().beacon], FacilityError::PrimeNotApproved).await;
}

#[tokio::test]
async fn halts_of_facility_and_book_stop_it() {
    let case = Case::agreed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let claim = passing(&case).await;
    let book = world.facility.book(1).book;
    let halt_book = ix::halt_book(&roles.council, None, &world.facility, &book, halt::CLAIM);
    let clear_book = ix::clear_book_halt(&roles.council, &world.facility, &book, halt::CLAIM);
    let halt_all = ix::set_halt(&roles.council, false, &world.facility, halt::CLAIM);
    world.ok(&[halt_book], &[roles.council]).await;
    world.refused(std::slice::from_ref(&claim), &[roles.beacon], FacilityError::BookHalted).await;
    world.ok(&[clear_book, halt_all], &[roles.council]).await;
    world.refused(&[claim], &[roles.beacon], FacilityError::Halted).await;
}

#[tokio::test]
async fn a_frozen_pau_lets_nothing_pass() {
    let case = Case::agreed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let claim = passing(&case).await;
    let freeze = gov::freeze_pau(&world.guardian(&roles.council, GuardianBy::ABeam));
    world.ok(&[freeze], &[roles.council]).await;
    world.refused(&[claim], &[roles.beacon], PauError::Frozen).await;
}

#[tokio::test]
async fn an_accord_of_another_facility_is_none() {
    let case = Case::agreed().await;
    let world = &case.world;
    // Written by hand: the same account, of another facility.
    let address = halo_sdk::addresses::accord(&world.facility.facility, &case.prime, &accord().terms_hash);
    let mut account = world.chain.0.account(&address).unwrap();
    account.data[8] ^= 1;
    world.chain.0.set_account(&address, account).unwrap();
    let claim = passing(&case).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::WrongFacility).await;
}

/// To the base unit, when it is proposed and, the buybox being narrower by then, when it is claimed under.
#[tokio::test]
async fn of_a_shared_book_no_more_is_paid_than_the_buybox_allows() {
    let mut case = Case::queued(TermsMode::Disclosed).await;
    let wide = case.world.deployment.buybox;
    let most = AccordTerms { share_book: true, payout_cap: wide.max_payout(TOTAL), ..accord() };
    let govops = case.world.roles().govops;
    let (payer, prime) = (case.world.roles().payer, case.prime);
    let propose =
        |terms| ix::propose_accord(&payer, &case.world.configurer(), &case.world.facility, &prime, terms);
    let beyond = AccordTerms { payout_cap: most.payout_cap + 1, ..most };
    case.world.refused(&[propose(beyond)], &[govops], FacilityError::AccordAboveBuybox).await;
    case.world.agree(&prime, most).await;
    let unit = case.claim(&most, million(2)).await.unwrap();
    assert_eq!(case.world.nfat(&unit).await.payout_cap, wide.max_payout(million(2)));

    let narrow = Buybox { apy_max_bps: wide.apy_max_bps - 1, ..wide };
    let (target, digest) = (case.world.facility.facility, ix::buybox_digest(&narrow));
    let grant = Grant::Permit { target, digest };
    case.world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    let set = ix::set_buybox(&case.world.configurer(), &case.world.facility, narrow, &payer);
    case.world.ok(&[set], &[govops]).await;
    assert_refused(case.claim(&most, million(2)).await, FacilityError::AccordAboveBuybox);
}

#[tokio::test]
async fn a_book_of_one_unit_stays_one() {
    let shared = AccordTerms { share_book: true, ..accord() };
    let case = Case::agreed_on(shared).await;
    let (world, beacon) = (&case.world, case.world.roles().beacon);
    let alone = AccordTerms { terms_hash: [6; 32], ..accord() };
    world.agree(&case.prime, alone).await;
    let unit = world.open_book().await;
    let args = world.accord_args(&case.prime, &alone, million(1)).await;
    world.claim_with(&case.prime, &unit, args).await.unwrap();
    let (next, args) = (world.next_unit().await, world.accord_args(&case.prime, &shared, million(1)).await);
    let second = ix::claim(&beacon, &case.prime, &world.facility, &unit, &next, args);
    world.refused(&[second], &[beacon], FacilityError::BookNotEmpty).await;
}
