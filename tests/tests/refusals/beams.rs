use super::setup::*;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        instructions::GrantBeamArgs,
        state::permission::{ATTEST, BOOK, CLAIM, DEPLOY, FUND, HALT, MINT, OPERATIONS},
    },
    facility::{
        error::FacilityError,
        state::{halt, AttestationKind},
    },
    instructions as ix,
    nfat::error::NfatError,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{half_year, payment, World, CADENCE, DAY, MATURITY, ONE},
};
use solana_instruction::Instruction;

async fn next_book(world: &World<Light>) -> Instruction {
    let book = world.facility.book(world.next_book_id().await);
    ix::facility::open_book(&world.roles().beacon, &world.facility, &book, CADENCE, 0)
}

/// Leaves the beacon everything but `permission` and expects a refusal; with it, success.
async fn needs(world: &World<Light>, permission: u32, action: Instruction) {
    let beacon = world.roles().beacon;
    rebeam(world, &beacon, OPERATIONS & !permission, MATURITY).await;
    let action = std::slice::from_ref(&action);
    if permission == FUND {
        world.refused(action, &[beacon], NfatError::BeamMissingPermission).await;
    } else {
        world.refused(action, &[beacon], FacilityError::BeamMissingPermission).await;
    }
    rebeam(world, &beacon, OPERATIONS, MATURITY).await;
    world.ok(action, &[beacon]).await;
}

#[tokio::test]
async fn a_claim_needs_claim_and_mint() {
    let (world, prime) = queued(2 * PRINCIPAL).await;
    for permission in [CLAIM, MINT] {
        let book = world.open_book().await;
        let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
        needs(&world, permission, claim(&world, &prime, &book, args).await).await;
    }
}

#[tokio::test]
async fn opening_and_moving_a_book_needs_book() {
    let (world, prime) = queued(PRINCIPAL).await;
    needs(&world, BOOK, next_book(&world).await).await;
    let (book, unit) = world.deal(&prime, half_year(PRINCIPAL)).await;
    world.attest(&book, AttestationKind::PreDeployment).await.unwrap();
    needs(&world, BOOK, begin_deploying(&world, &book, 1)).await;
    world.deploy(&book, PRINCIPAL).await.unwrap();
    world.attest(&book, AttestationKind::AtRest).await.unwrap();
    needs(&world, BOOK, mark_at_rest(&world, &book, 2)).await;
    needs(&world, BOOK, begin_unwinding(&world, &book)).await;
    world.come_home(&book, PRINCIPAL).await;
    world.fund(&book, &unit, payment(PRINCIPAL, 0)).await.unwrap();
    world.redeem_for_less(&prime, &book, &unit, PRINCIPAL).await.unwrap();
    let close = ix::facility::close_book(&world.roles().beacon, &world.facility, &book);
    needs(&world, BOOK, close).await;
}

#[tokio::test]
async fn a_deployment_needs_deploy() {
    let deal = Deal::deploying().await;
    needs(&deal.world, DEPLOY, deal.deploy(ONE)).await;
}

#[tokio::test]
async fn funding_needs_fund() {
    let deal = Deal::home().await;
    needs(&deal.world, FUND, deal.fund(payment(ONE, 0))).await;
}

#[tokio::test]
async fn an_attestation_needs_attest_and_not_halt() {
    let Deal { world, book, .. } = Deal::filling().await;
    let args = world.attest_args(&book, AttestationKind::PreDeployment).await;
    let attestor = world.roles().attestor;
    rebeam(&world, &attestor, HALT, MATURITY).await;
    let attest = ix::facility::attest(&attestor, &world.facility, &book.book, 1, args);
    world.refused(&[attest], &[attestor], FacilityError::BeamMissingPermission).await;
}

#[tokio::test]
async fn a_beam_is_good_one_second_before_it_expires_and_void_on_the_second() {
    let mut world = facility_123().await;
    let beacon = world.roles().beacon;
    let expires_at = world.chain.now().await + DAY;
    rebeam(&world, &beacon, OPERATIONS, expires_at).await;

    world.chain.warp_to(expires_at - 1).await;
    world.ok(&[next_book(&world).await], &[beacon]).await;
    world.chain.warp_to(expires_at).await;
    world.refused(&[next_book(&world).await], &[beacon], FacilityError::BeamExpired).await;
}

#[tokio::test]
async fn funding_stops_on_the_second_at_which_the_beam_expires() {
    let mut deal = Deal::home().await;
    let beacon = deal.world.roles().beacon;
    let expires_at = deal.world.chain.now().await + DAY;
    rebeam(&deal.world, &beacon, FUND, expires_at).await;
    deal.world.chain.warp_to(expires_at).await;
    deal.world.refused(&[deal.fund(payment(ONE, 0))], &[beacon], NfatError::BeamExpired).await;
}

#[tokio::test]
async fn a_revoked_beam_is_gone_in_the_same_transaction() {
    let world = facility_123().await;
    let (beacon, council) = (world.roles().beacon, world.roles().council);
    let steps = [revoke(&world, &beacon), next_book(&world).await];
    world.refused(&steps, &[council, beacon], ACCOUNT_NOT_INITIALIZED).await;
    world.ok(&[revoke(&world, &beacon)], &[council]).await;
    world.refused(&[next_book(&world).await], &[beacon], ACCOUNT_NOT_INITIALIZED).await;
}

#[tokio::test]
async fn a_beam_over_another_target_gives_nothing() {
    let deal = Deal::home().await;
    let world = &deal.world;
    let (beacon, council, payer) = (world.roles().beacon, world.roles().council, world.roles().payer);
    let target = world.facility.pau;
    let args = GrantBeamArgs { target, holder: beacon, permissions: OPERATIONS, expires_at: MATURITY };
    let grant = ix::configurator::grant_beam(&payer, &beam_council(world, OPERATIONS), args);
    world.ok(&[grant], &[council]).await;
    let other = addresses::beam(&world.facility.scope, &target, &beacon);
    let own = world.facility.beam(&beacon);
    let open = with_account(next_book(world).await, &own, other);
    world.refused(&[open], &[beacon], FacilityError::BeamWrongTarget).await;
    let fund = with_account(deal.fund(payment(ONE, 0)), &own, other);
    world.refused(&[fund], &[beacon], NfatError::BeamWrongTarget).await;
}

#[tokio::test]
async fn a_beam_expires_in_the_future() {
    let mut world = facility_123().await;
    let holder = world.keys.add_named("new holder");
    let (payer, council) = (world.roles().payer, world.roles().council);
    let target = world.facility.facility;
    let now = world.chain.now().await;
    let grant = |permissions, expires_at| {
        let args = GrantBeamArgs { target, holder, permissions, expires_at };
        [ix::configurator::grant_beam(&payer, &beam_council(&world, permissions), args)]
    };
    for permissions in [FUND, ATTEST, HALT] {
        for expires_at in [now, now - 1, 0, i64::MIN] {
            let refused = ConfiguratorError::ExpiryInPast;
            world.refused(&grant(permissions, expires_at), &[council], refused).await;
        }
    }
    world.ok(&grant(ATTEST, now + 1), &[council]).await;
}

#[tokio::test]
async fn the_beams_of_attestor_and_warden_do_nothing_that_a_beacon_does() {
    let deal = Deal::deploying().await;
    let (world, roles) = (&deal.world, deal.world.roles());
    let mine = |action: Instruction, holder| {
        let own = with_account(action, &roles.beacon, holder);
        with_account(own, &world.facility.beam(&roles.beacon), world.facility.beam(&holder))
    };
    for holder in [roles.attestor, roles.warden] {
        world.chain.0.airdrop(&holder, 1_000_000_000).unwrap();
        for action in
            [next_book(world).await, deal.deploy(ONE), begin_unwinding(world, &deal.book), deal.close()]
        {
            world.refused(&[mine(action, holder)], &[holder], FacilityError::BeamMissingPermission).await;
        }
        let fund = [mine(deal.fund(payment(ONE, 0)), holder)];
        world.refused(&fund, &[holder], NfatError::BeamMissingPermission).await;
    }
    let halt = ix::facility::set_halt(&roles.attestor, true, &world.facility, halt::ALL);
    world.refused(&[halt], &[roles.attestor], FacilityError::BeamMissingPermission).await;
}
