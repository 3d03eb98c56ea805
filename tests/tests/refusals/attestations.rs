use super::setup::*;
use anchor_lang::AccountSerialize;
use halo_sdk::{
    addresses,
    configurator::state::permission::{ATTEST, BOOK},
    facility::{
        error::FacilityError,
        instructions::AttestArgs,
        state::{Attestation, AttestationKind},
    },
    instructions as ix,
};
use halo_tests::{
    chain::Chain,
    world::{half_year, DAY, MATURITY, ONE},
};
use AttestationKind::{AtRest, PreDeployment, Reattestation};

#[tokio::test]
async fn the_beacon_cannot_be_its_own_attestor() {
    let Deal { world, book, .. } = Deal::filling().await;
    let beacon = world.roles().beacon;
    rebeam(&world, &beacon, ATTEST, MATURITY).await;
    let args = world.attest_args(&book, PreDeployment).await;
    world.ok(&[ix::facility::attest(&beacon, &world.facility, &book.book, 1, args)], &[beacon]).await;
    // One Beam a holder: it holds ATTEST or BOOK, never both.
    let begin = ix::facility::begin_deploying(&beacon, &beacon, &world.facility, &book.book, 1);
    let begin = [begin];
    world.refused(&begin, &[beacon], FacilityError::BeamMissingPermission).await;
    rebeam(&world, &beacon, BOOK, MATURITY).await;
    world.refused(&begin, &[beacon], FacilityError::BeamMissingPermission).await;
}

#[tokio::test]
async fn the_govops_that_named_the_beacon_cannot_be_the_attestor() {
    let Deal { world, book, .. } = Deal::filling().await;
    let (beacon, govops) = (world.roles().beacon, world.roles().govops);
    world.chain.0.airdrop(&govops, 1_000_000_000).unwrap();
    rebeam(&world, &govops, ATTEST, MATURITY).await;
    let args = world.attest_args(&book, PreDeployment).await;
    world.ok(&[ix::facility::attest(&govops, &world.facility, &book.book, 1, args)], &[govops]).await;
    let begin = ix::facility::begin_deploying(&beacon, &govops, &world.facility, &book.book, 1);
    world.refused(&[begin], &[beacon], FacilityError::AttestorNotIndependent).await;
}

#[tokio::test]
async fn an_attestation_is_good_one_second_before_it_expires_and_void_on_the_second() {
    let Deal { mut world, book, .. } = Deal::filling().await;
    let beacon = world.roles().beacon;
    let valid_until = world.attest_args(&book, PreDeployment).await.valid_until;
    world.attest(&book, PreDeployment).await.unwrap();
    world.chain.warp_to(valid_until).await;
    let begin = [begin_deploying(&world, &book, 1)];
    world.refused(&begin, &[beacon], FacilityError::AttestationExpired).await;
    world.chain.warp_to(valid_until - 1).await;
    world.ok(&begin, &[beacon]).await;
}

#[tokio::test]
async fn a_unit_added_after_the_attestation_voids_it() {
    let Deal { world, prime, book, .. } = Deal::sharing().await;
    world.attest(&book, PreDeployment).await.unwrap();
    let args = shared_claim(&world, &prime).await;
    world.claim_with(&prime, &book, args).await.unwrap();
    let begin = [begin_deploying(&world, &book, 1)];
    world.refused(&begin, &[world.roles().beacon], FacilityError::ScopeChanged).await;
}

#[tokio::test]
async fn an_attestation_of_another_kind_moves_nothing() {
    let Deal { world, book, .. } = Deal::deploying().await;
    let rest = [mark_at_rest(&world, &book, 1)];
    world.refused(&rest, &[world.roles().beacon], FacilityError::WrongAttestationKind).await;
}

#[tokio::test]
async fn a_consumed_attestation_moves_nothing() {
    let Deal { mut world, book, .. } = Deal::filling().await;
    let beacon = world.roles().beacon;
    world.attest(&book, PreDeployment).await.unwrap();
    // Phases only go forward, so no honest history leads here: the account is written by hand.
    let address = addresses::attestation(&book.book, 1);
    let mut attestation: Attestation = world.client.fetch(&address).await.unwrap();
    attestation.consumed = true;
    let mut account = world.chain.0.account(&address).unwrap();
    let mut bytes = Vec::new();
    attestation.try_serialize(&mut bytes).unwrap();
    account.data[..bytes.len()].copy_from_slice(&bytes);
    world.chain.set_account(&address, account);
    let begin = [begin_deploying(&world, &book, 1)];
    world.refused(&begin, &[beacon], FacilityError::AttestationConsumed).await;
}

#[tokio::test]
async fn the_same_attestation_does_not_start_deploying_twice() {
    let Deal { world, book, .. } = Deal::deploying().await;
    let begin = [begin_deploying(&world, &book, 1)];
    world.refused(&begin, &[world.roles().beacon], FacilityError::WrongPhase).await;
}

#[tokio::test]
async fn only_the_latest_attestation_counts() {
    let Deal { world, book, .. } = Deal::filling().await;
    let beacon = world.roles().beacon;
    for _ in 0..2 {
        world.attest(&book, PreDeployment).await.unwrap();
    }
    let stale = [begin_deploying(&world, &book, 1)];
    world.refused(&stale, &[beacon], FacilityError::StaleAttestation).await;
    world.ok(&[begin_deploying(&world, &book, 2)], &[beacon]).await;
}

#[tokio::test]
async fn an_attestor_revoked_after_attesting_has_attested_nothing() {
    let Deal { world, book, .. } = Deal::filling().await;
    let (beacon, council, attestor) = (world.roles().beacon, world.roles().council, world.roles().attestor);
    world.attest(&book, PreDeployment).await.unwrap();
    world.ok(&[revoke(&world, &attestor)], &[council]).await;
    world.refused(&[begin_deploying(&world, &book, 1)], &[beacon], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn the_beam_of_another_attestor_does_not_stand_in() {
    let Deal { mut world, book, .. } = Deal::filling().await;
    let (beacon, attestor) = (world.roles().beacon, world.roles().attestor);
    let other = world.keys.add_named("other attestor");
    rebeam(&world, &other, ATTEST, MATURITY).await;
    world.attest(&book, PreDeployment).await.unwrap();
    let facility = &world.facility;
    let begin =
        with_account(begin_deploying(&world, &book, 1), &facility.beam(&attestor), facility.beam(&other));
    world.refused(&[begin], &[beacon], FacilityError::BeamWrongHolder).await;
}

#[tokio::test]
async fn an_attestation_is_about_its_own_book() {
    let Deal { world, prime, book, .. } = Deal::filling().await;
    let (beacon, attestor) = (world.roles().beacon, world.roles().attestor);
    let (other, _) = world.deal(&prime, half_year(PRINCIPAL)).await;
    let args = world.attest_args(&other, PreDeployment).await;
    let attest = ix::facility::attest(&attestor, &world.facility, &book.book, 1, args);
    world.refused(&[attest], &[attestor], FacilityError::ScopeChanged).await;

    world.attest(&other, PreDeployment).await.unwrap();
    let (own, foreign) = (addresses::attestation(&book.book, 1), addresses::attestation(&other.book, 1));
    let begin = with_account(begin_deploying(&world, &book, 1), &own, foreign);
    world.refused(&[begin], &[beacon], FacilityError::WrongBook).await;
}

#[tokio::test]
async fn an_attestation_needs_a_document_a_validity_and_a_timeframe() {
    let Deal { world, book, .. } = Deal::filling().await;
    let attestor = world.roles().attestor;
    let now = world.client.unix_time().await.unwrap();
    let spoil: [fn(&mut AttestArgs, i64); 7] = [
        |args, _| args.timeframe_seconds = 0,
        |args, _| args.timeframe_seconds = -1,
        |args, _| args.content_hash = [0; 32],
        |args, _| args.uri = "u".repeat(129),
        |args, now| args.valid_until = now,
        |args, now| args.valid_until = now - 1,
        |args, _| args.valid_until = i64::MIN,
    ];
    for spoil in spoil {
        let mut args = world.attest_args(&book, PreDeployment).await;
        spoil(&mut args, now);
        let attest = ix::facility::attest(&attestor, &world.facility, &book.book, 1, args);
        world.refused(&[attest], &[attestor], FacilityError::InvalidAttestation).await;
    }
    let mut args = world.attest_args(&book, PreDeployment).await;
    (args.uri, args.valid_until, args.timeframe_seconds) = ("u".repeat(128), now + 1, 1);
    world.ok(&[ix::facility::attest(&attestor, &world.facility, &book.book, 1, args)], &[attestor]).await;
}

#[tokio::test]
async fn only_an_attestation_before_deployment_has_a_timeframe() {
    let Deal { world, book, .. } = Deal::deploying().await;
    let attestor = world.roles().attestor;
    let mut args = world.attest_args(&book, AtRest).await;
    args.timeframe_seconds = 1;
    let attest = ix::facility::attest(&attestor, &world.facility, &book.book, 2, args);
    world.refused(&[attest], &[attestor], FacilityError::InvalidAttestation).await;
}

#[tokio::test]
async fn each_kind_of_attestation_belongs_to_its_phase() {
    let Deal { world, book, .. } = Deal::filling().await;
    let attestor = world.roles().attestor;
    let refused = async |kinds: [AttestationKind; 2], number| {
        for kind in kinds {
            let args = world.attest_args(&book, kind).await;
            let attest = ix::facility::attest(&attestor, &world.facility, &book.book, number, args);
            world.refused(&[attest], &[attestor], FacilityError::WrongPhase).await;
        }
    };
    refused([AtRest, Reattestation], 1).await;
    world.start_deploying(&book).await;
    refused([PreDeployment, Reattestation], 2).await;
    world.deploy(&book, PRINCIPAL).await.unwrap();
    world.settle_at_rest(&book).await;
    refused([PreDeployment, AtRest], 3).await;
    world.attest(&book, Reattestation).await.unwrap();
}

#[tokio::test]
async fn the_time_for_deploying_ends_on_the_second_that_the_attestor_set() {
    let mut deal = Deal::deploying().await;
    let beacon = deal.world.roles().beacon;
    let until = deal.world.book(&deal.book).await.deploy_until;
    assert_eq!(until, deal.world.chain.now().await + 14 * DAY);
    deal.world.chain.warp_to(until).await;
    deal.world.refused(&[deal.deploy(ONE)], &[beacon], FacilityError::DeployWindowClosed).await;
    deal.world.chain.warp_to(until - 1).await;
    deal.world.ok(&[deal.deploy(ONE)], &[beacon]).await;
}

#[tokio::test]
async fn a_timeframe_beyond_the_end_of_time_opens_no_deployment() {
    let Deal { world, book, .. } = Deal::filling().await;
    let (beacon, attestor) = (world.roles().beacon, world.roles().attestor);
    let mut args = world.attest_args(&book, PreDeployment).await;
    args.timeframe_seconds = i64::MAX;
    world.ok(&[ix::facility::attest(&attestor, &world.facility, &book.book, 1, args)], &[attestor]).await;
    world.refused(&[begin_deploying(&world, &book, 1)], &[beacon], FacilityError::Overflow).await;
}

#[tokio::test]
async fn what_was_attested_before_a_revocation_stays_void_when_the_attestor_is_back() {
    let Deal { mut world, book, .. } = Deal::filling().await;
    let (beacon, attestor) = (world.roles().beacon, world.roles().attestor);
    world.attest(&book, PreDeployment).await.unwrap();
    wait(&mut world, 1).await;
    rebeam(&world, &attestor, ATTEST, MATURITY).await;
    let begin = [begin_deploying(&world, &book, 1)];
    world.refused(&begin, &[beacon], FacilityError::StaleAttestation).await;
    world.start_deploying(&book).await;
}
