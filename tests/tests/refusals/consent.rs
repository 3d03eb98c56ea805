use super::setup::*;
use halo_sdk::{
    facility::{
        error::FacilityError,
        instructions::{ClaimArgs, ClaimTerms},
        state::TermsMode,
    },
    halo_math::Consent,
    instructions as ix,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{commitment, half_year, million, Setup, World, DAY, ONE, START},
};
use solana_pubkey::Pubkey;

/// A Prime that has queued 100M, on condition.
async fn consenting(terms_mode: TermsMode, consent: Option<Consent>) -> (World<Light>, Pubkey) {
    let setup = Setup { terms_mode, ..Setup::default() };
    let mut world = World::with(Light::start(START), setup).await;
    let prime = world.prime("Prime X", million(100)).await;
    world.deposit_with(&prime, million(100), consent).await.unwrap();
    (world, prime)
}

/// To a half-year loan of `PRINCIPAL`, as the terms are in the suite.
fn consent() -> Consent {
    Consent {
        accord_hash: commitment(&half_year(PRINCIPAL)),
        min_amount: million(5),
        max_amount: PRINCIPAL,
        expires_at: START + 300 * DAY,
        ..Consent::default()
    }
}

async fn sealed_args(world: &World<Light>, prime: &Pubkey, amount: u64) -> ClaimArgs {
    let mut args = world.claim_args(prime, half_year(PRINCIPAL)).await;
    (args.amount, args.max_shares) = (amount, amount);
    args.terms = ClaimTerms::Sealed { terms_hash: consent().accord_hash };
    args
}

async fn refused(world: &World<Light>, prime: &Pubkey, args: ClaimArgs, error: FacilityError) {
    let book = world.open_book().await;
    let claim = claim(world, prime, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], error).await;
}

#[tokio::test]
async fn disclosed_terms_must_be_the_ones_consented_to() {
    let (world, prime) = consenting(TermsMode::Disclosed, Some(consent())).await;
    let mut other = half_year(PRINCIPAL);
    other.conditions = [4; 32];
    let args = world.claim_args(&prime, other).await;
    refused(&world, &prime, args, FacilityError::ConsentMismatch).await;
    let mut args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    args.terms = ClaimTerms::Disclosed { terms: half_year(PRINCIPAL), salt: [8; 32] };
    refused(&world, &prime, args, FacilityError::ConsentMismatch).await;
    world.deal(&prime, half_year(PRINCIPAL)).await;
}

#[tokio::test]
async fn sealed_terms_must_be_the_ones_consented_to() {
    let (world, prime) = consenting(TermsMode::Sealed, Some(consent())).await;
    let mut args = sealed_args(&world, &prime, PRINCIPAL).await;
    args.terms = ClaimTerms::Sealed { terms_hash: [1; 32] };
    refused(&world, &prime, args, FacilityError::ConsentMismatch).await;
}

#[tokio::test]
async fn the_amount_lies_between_minimum_and_maximum_to_the_base_unit() {
    let (world, prime) =
        consenting(TermsMode::Sealed, Some(Consent { min_amount: million(6), ..consent() })).await;
    for amount in [million(6) - 1, PRINCIPAL + 1] {
        let args = sealed_args(&world, &prime, amount).await;
        refused(&world, &prime, args, FacilityError::ConsentAmount).await;
    }
    let book = world.open_book().await;
    let args = sealed_args(&world, &prime, million(6)).await;
    world.claim_with(&prime, &book, args).await.unwrap();
}

#[tokio::test]
async fn a_consent_is_good_one_second_before_it_expires_and_void_on_the_second() {
    let (mut world, prime) = consenting(TermsMode::Sealed, Some(consent())).await;
    world.chain.warp_to(consent().expires_at).await;
    let args = sealed_args(&world, &prime, PRINCIPAL).await;
    refused(&world, &prime, args, FacilityError::ConsentExpired).await;
    world.chain.warp_to(consent().expires_at - 1).await;
    let book = world.open_book().await;
    let args = sealed_args(&world, &prime, PRINCIPAL).await;
    world.claim_with(&prime, &book, args).await.unwrap();
}

#[tokio::test]
async fn several_claims_share_one_maximum() {
    let (world, prime) = consenting(TermsMode::Sealed, Some(consent())).await;
    let book = world.open_book().await;
    let args = sealed_args(&world, &prime, million(20)).await;
    world.claim_with(&prime, &book, args).await.unwrap();
    assert_eq!(world.position(&prime).await.consent.max_amount, PRINCIPAL - million(20));
    let args = sealed_args(&world, &prime, PRINCIPAL - million(20) + ONE).await;
    refused(&world, &prime, args, FacilityError::ConsentAmount).await;
    let book = world.open_book().await;
    let args = sealed_args(&world, &prime, PRINCIPAL - million(20)).await;
    world.claim_with(&prime, &book, args).await.unwrap();
    // All of it is used: what is left consents to nothing.
    let args = sealed_args(&world, &prime, million(5)).await;
    refused(&world, &prime, args, FacilityError::ConsentAmount).await;
}

#[tokio::test]
async fn a_sealed_facility_claims_nothing_without_consent() {
    let (world, prime) = consenting(TermsMode::Sealed, None).await;
    let args = sealed_args(&world, &prime, PRINCIPAL).await;
    refused(&world, &prime, args, FacilityError::ConsentRequired).await;
}

#[tokio::test]
async fn a_sealed_deal_is_struck_on_the_hash_alone() {
    let (world, prime) = consenting(TermsMode::Sealed, Some(consent())).await;
    let book = world.open_book().await;
    let args = sealed_args(&world, &prime, PRINCIPAL).await;
    let unit = world.claim_with(&prime, &book, args).await.unwrap();
    let nfat = world.nfat(&unit).await;
    // All that the buybox allows, whatever the beacon would like: 15 % for 730 days and 20 % of penalties.
    let most = PRINCIPAL + PRINCIPAL * 30 / 100 + PRINCIPAL * 20 / 100;
    assert_eq!((nfat.terms_hash, nfat.payout_cap), (consent().accord_hash, most));
    assert_eq!((world.queued(&prime).await, nfat.principal), (million(75), PRINCIPAL));
}

#[tokio::test]
async fn a_facility_takes_terms_in_its_own_form_only() {
    let (world, prime) = consenting(TermsMode::Sealed, Some(consent())).await;
    let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    refused(&world, &prime, args, FacilityError::WrongTermsMode).await;
    let (world, prime) = consenting(TermsMode::Disclosed, Some(consent())).await;
    let args = sealed_args(&world, &prime, PRINCIPAL).await;
    refused(&world, &prime, args, FacilityError::WrongTermsMode).await;
}

#[tokio::test]
async fn a_consent_that_could_never_be_met_is_not_taken() {
    let (world, prime) = consenting(TermsMode::Disclosed, None).await;
    world.give(&prime, ONE).await;
    let source = world.facility.token_account(&prime);
    let now = world.client.unix_time().await.unwrap();
    let deposit = |consent| [ix::facility::deposit(&prime, &source, &world.facility, ONE, Some(consent))];
    for consent in [
        Consent { accord_hash: [0; 32], ..consent() },
        Consent { max_amount: 0, min_amount: 0, ..consent() },
        Consent { min_amount: PRINCIPAL + 1, ..consent() },
    ] {
        world.refused(&deposit(consent), &[prime], FacilityError::InvalidConsent).await;
    }
    let expired = Consent { expires_at: now, ..consent() };
    world.refused(&deposit(expired), &[prime], FacilityError::ConsentExpired).await;
    world.ok(&deposit(Consent { expires_at: now + 1, ..consent() }), &[prime]).await;
}
