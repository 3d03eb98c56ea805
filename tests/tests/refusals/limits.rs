use super::setup::*;
use halo_sdk::{
    addresses::LimitKey,
    configurator::instructions::SetRateLimitArgs,
    deployment::Limit,
    facility::error::FacilityError,
    instructions::{self as ix, configurator::GuardianBy},
    pau::{error::PauError, state::LimitKind},
};
use halo_tests::{
    chain::{Chain, Light},
    world::{half_year, million, payment, World, DAY, ONE, WIDE},
};
use solana_pubkey::Pubkey;

/// Cuts a limit of the PAU, which needs no approval.
async fn cut(world: &World<Light>, kind: LimitKind, target: Pubkey, limit: Limit) {
    let (govops, mint) = (world.roles().govops, world.facility.mint);
    let args = SetRateLimitArgs { max: limit.max, slope: limit.slope };
    let key = LimitKey { kind, target, mint };
    let set = ix::configurator::set_rate_limit(&world.configurer(), &key, None, args);
    world.ok(&[set], &[govops]).await;
}

/// At most `max`, and no refill.
fn once(max: u64) -> Limit {
    Limit { max, slope: 0 }
}

#[tokio::test]
async fn the_primes_own_limit_is_kept_to_the_base_unit() {
    let mut world = facility_123().await;
    let prime = world.person("Prime X").await;
    world.give(&prime, million(100)).await;
    world.approve(&prime, Limit { max: PRINCIPAL - 1, slope: PRINCIPAL - 1 }).await;
    world.deposit(&prime, million(100)).await.unwrap();
    let book = world.open_book().await;
    let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    let over = claim(&world, &prime, &book, args).await;
    world.refused(&[over], &[world.roles().beacon], FacilityError::PrimeLimitExceeded).await;
    world.claim(&prime, &book, half_year(PRINCIPAL - 1)).await.unwrap();
}

#[tokio::test]
async fn nothing_is_claimable_of_a_prime_in_the_second_of_its_approval() {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", million(100)).await;
    world.deposit(&prime, million(100)).await.unwrap();
    world.deal(&prime, half_year(million(100))).await;
    world.give(&prime, million(5)).await;
    world.deposit(&prime, million(5)).await.unwrap();
    let book = world.open_book().await;
    let args = world.claim_args(&prime, half_year(million(5))).await;
    let at_once = claim(&world, &prime, &book, args).await;
    let at_once = std::slice::from_ref(&at_once);
    world.refused(at_once, &[world.roles().beacon], FacilityError::PrimeLimitExceeded).await;
    // 100M a day refill 5M in 72 minutes.
    let now = world.chain.now().await;
    world.chain.warp_to(now + 72 * 60 - 1).await;
    world.refused(at_once, &[world.roles().beacon], FacilityError::PrimeLimitExceeded).await;
    world.chain.warp_to(now + 72 * 60).await;
    world.ok(at_once, &[world.roles().beacon]).await;
}

#[tokio::test]
async fn the_claim_limit_is_kept_to_the_base_unit() {
    let (world, prime) = queued(2 * PRINCIPAL).await;
    let book = world.open_book().await;
    cut(&world, LimitKind::Claim, world.facility.facility, once(PRINCIPAL - 1)).await;
    let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    let over = claim(&world, &prime, &book, args).await;
    world.refused(&[over], &[world.roles().beacon], PauError::RateLimitExceeded).await;
    world.claim(&prime, &book, half_year(PRINCIPAL - 1)).await.unwrap();
}

#[tokio::test]
async fn the_limit_on_payouts_is_kept_to_the_base_unit() {
    let deal = Deal::home().await;
    let beacon = deal.world.roles().beacon;
    cut(&deal.world, LimitKind::Withdraw, deal.world.facility.facility, once(ONE)).await;
    deal.world.refused(&[deal.fund(payment(ONE + 1, 0))], &[beacon], PauError::RateLimitExceeded).await;
    deal.world.ok(&[deal.fund(payment(ONE, 0))], &[beacon]).await;
    deal.world.refused(&[deal.fund(payment(1, 0))], &[beacon], PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn an_endpoints_limit_is_one_for_beacon_and_relayer() {
    let mut deal = Deal::filling().await;
    release(&mut deal.world, &deal.book).await;
    let (world, book) = (&deal.world, &deal.book);
    world.start_deploying(book).await;
    let (beacon, relayer) = (world.roles().beacon, world.roles().relayer);
    cut(world, LimitKind::Transfer, world.endpoint, once(2 * ONE)).await;
    world.refused(&[deal.deploy(2 * ONE + 1)], &[beacon], PauError::RateLimitExceeded).await;
    world.ok(&[deal.deploy(ONE)], &[beacon]).await;
    let transfer = |amount| [transfer(world, book, &world.endpoint, amount)];
    world.refused(&transfer(ONE + 1), &[relayer], PauError::RateLimitExceeded).await;
    world.ok(&transfer(ONE), &[relayer]).await;
    world.refused(&[deal.deploy(1)], &[beacon], PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn without_a_limit_there_is_no_movement() {
    let mut deal = Deal::deploying().await;
    let stranger = deal.world.person("stranger").await;
    let endpoint = deal.world.token_account(&stranger).await;
    let (world, book) = (&deal.world, &deal.book);
    let (facility, roles) = (&world.facility, world.roles());
    let deploy = ix::facility::deploy(&roles.beacon, facility, book, &endpoint, ONE);
    world.refused(std::slice::from_ref(&deploy), &[roles.beacon], PauError::NoLimit).await;
    world.refused(&[transfer(world, book, &endpoint, ONE)], &[roles.relayer], PauError::VaultGuarded).await;
    // Nor with the limit of another endpoint.
    let (own, other) = (facility.endpoint_limit(&endpoint), facility.endpoint_limit(&world.endpoint));
    let deploy = with_account(deploy, &own, other);
    world.refused(&[deploy], &[roles.beacon], PauError::WrongLimit).await;

    let mom = world.guardian(&roles.mom, GuardianBy::ABeam);
    world.ok(&[ix::configurator::remove_rate_limit(&mom, &other, &roles.payer)], &[roles.mom]).await;
    world.refused(&[deal.deploy(1)], &[roles.beacon], PauError::NoLimit).await;
}

#[tokio::test]
async fn a_limit_that_is_made_again_starts_empty() {
    let deal = Deal::deploying().await;
    let (world, roles) = (&deal.world, deal.world.roles());
    let limit = world.facility.endpoint_limit(&world.endpoint);
    let mom = world.guardian(&roles.mom, GuardianBy::ABeam);
    world.ok(&[ix::configurator::remove_rate_limit(&mom, &limit, &roles.payer)], &[roles.mom]).await;
    let (kind, target, mint) = (LimitKind::Transfer, world.endpoint, world.facility.mint);
    world.add_limit(&LimitKey { kind, target, mint }, WIDE).await.unwrap();
    world.refused(&[deal.deploy(1)], &[roles.beacon], PauError::RateLimitExceeded).await;
}

#[tokio::test]
async fn a_limit_that_was_idle_for_days_holds_no_more_than_its_maximum() {
    let mut deal = Deal::deploying().await;
    let world = &mut deal.world;
    cut(world, LimitKind::Transfer, world.endpoint, Limit { max: ONE, slope: ONE }).await;
    wait(world, 10 * DAY).await;
    let beacon = deal.world.roles().beacon;
    deal.world.refused(&[deal.deploy(ONE + 1)], &[beacon], PauError::RateLimitExceeded).await;
    deal.world.ok(&[deal.deploy(ONE)], &[beacon]).await;
}
