use super::setup::*;
use halo_sdk::{
    addresses,
    deployment::Limit,
    facility::{error::FacilityError, instructions::SetPrimeArgs, state::halt},
    instructions as ix,
    token::{transfer_checked, TokenProgram, Transfer},
};
use halo_tests::world::{half_year, million, DECIMALS, ONE};

#[tokio::test]
async fn a_claim_burns_the_shares_of_its_own_prime() {
    let (mut world, x) = queued(PRINCIPAL).await;
    let y = world.prime("Prime Y", PRINCIPAL).await;
    world.deposit(&y, PRINCIPAL).await.unwrap();
    let book = world.open_book().await;
    let facility = world.facility.facility;
    let args = world.claim_args(&x, half_year(PRINCIPAL)).await;
    let claim = claim(&world, &x, &book, args).await;
    for account in [addresses::position, addresses::approval] {
        let claim = with_account(claim.clone(), &account(&facility, &x), account(&facility, &y));
        world.refused(&[claim], &[world.roles().beacon], FacilityError::WrongPrime).await;
    }
}

#[tokio::test]
async fn a_prime_withdraws_from_its_own_position() {
    let (mut world, x) = queued(PRINCIPAL).await;
    let y = world.prime("Prime Y", 0).await;
    let facility = &world.facility;
    let destination = facility.token_account(&y);
    let withdraw = with_account(
        ix::facility::withdraw(&y, &destination, facility, None),
        &addresses::position(&facility.facility, &y),
        addresses::position(&facility.facility, &x),
    );
    world.refused(&[withdraw], &[y], FacilityError::WrongPrime).await;
}

#[tokio::test]
async fn a_deposit_in_between_stops_a_claim_that_did_not_see_it() {
    let (world, prime) = queued(PRINCIPAL).await;
    let book = world.open_book().await;
    let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    world.give(&prime, ONE).await;
    world.deposit(&prime, ONE).await.unwrap();
    let claim = claim(&world, &prime, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::PositionChanged).await;
}

#[tokio::test]
async fn a_claim_burns_no_more_shares_than_the_beacon_agreed_to() {
    let (world, prime) = queued(PRINCIPAL).await;
    let book = world.open_book().await;
    let mut args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    args.max_shares = PRINCIPAL - 1;
    let claim = claim(&world, &prime, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::SharesAboveMaximum).await;
}

#[tokio::test]
async fn no_more_is_claimed_than_the_prime_has_queued_though_others_have() {
    let (mut world, x) = queued(PRINCIPAL - 1).await;
    let y = world.prime("Prime Y", PRINCIPAL).await;
    world.deposit(&y, PRINCIPAL).await.unwrap();
    let book = world.open_book().await;
    let args = world.claim_args(&x, half_year(PRINCIPAL)).await;
    let claim = claim(&world, &x, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::InsufficientQueued).await;
}

#[tokio::test]
async fn a_prime_takes_its_money_back_though_all_is_halted_frozen_and_ended() {
    let (world, prime) = queued(PRINCIPAL).await;
    let roles = world.roles();
    let facility = &world.facility;
    let end = SetPrimeArgs { active: false, max: 0, slope: 0 };
    let stop = [
        ix::facility::set_halt(&roles.mom, false, facility, halt::ALL),
        ix::pau::freeze(&roles.freezer, &facility.pau),
        ix::facility::set_prime(&world.configurer(), facility, &prime, None, end),
    ];
    world.ok(&stop, &[roles.mom, roles.freezer, roles.govops]).await;
    world.withdraw(&prime).await.unwrap();
    assert_eq!((world.queued(&prime).await, world.balance(&prime).await), (0, PRINCIPAL));
}

#[tokio::test]
async fn an_ended_prime_neither_deposits_nor_is_claimed_from() {
    let (world, prime) = queued(PRINCIPAL).await;
    let facility = &world.facility;
    let same = Limit { max: million(100), slope: million(100) };
    world.set_prime(&prime, false, same).await.unwrap();
    let source = world.give(&prime, ONE).await;
    let deposit = ix::facility::deposit(&prime, &source, facility, ONE, None);
    world.refused(&[deposit], &[prime], FacilityError::PrimeNotApproved).await;
    let book = world.open_book().await;
    let args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
    let claim = claim(&world, &prime, &book, args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::PrimeNotApproved).await;
}

#[tokio::test]
async fn nobody_deposits_without_approval() {
    let (mut world, x) = queued(PRINCIPAL).await;
    let stranger = world.person("stranger").await;
    let source = world.give(&stranger, ONE).await;
    let facility = &world.facility;
    let deposit = ix::facility::deposit(&stranger, &source, facility, ONE, None);
    world.refused(std::slice::from_ref(&deposit), &[stranger], OWNED_BY_WRONG_PROGRAM).await;
    let of = |prime| {
        (addresses::approval(&facility.facility, prime), addresses::position(&facility.facility, prime))
    };
    let (own, other) = (of(&stranger), of(&x));
    let deposit = with_account(with_account(deposit, &own.0, other.0), &own.1, other.1);
    world.refused(&[deposit], &[stranger], FacilityError::WrongPrime).await;
}

#[tokio::test]
async fn a_donation_to_the_queue_changes_nothing() {
    let (mut world, prime) = queued(PRINCIPAL).await;
    let donor = world.person("donor").await;
    let source = world.give(&donor, million(7)).await;
    let vault = world.facility.queue_token_account();
    let records = [world.facility.queue(), addresses::position(&world.facility.facility, &prime)];
    let before = world.chain.0.snapshot(&records);
    let donation = Transfer {
        source,
        destination: vault,
        authority: donor,
        mint: world.facility.mint,
        decimals: DECIMALS,
        amount: million(7),
    };
    world.ok(&[transfer_checked(TokenProgram::Spl, &donation).unwrap()], &[donor]).await;
    assert_eq!(before.differences(&world.chain.0.snapshot(&records)), []);
    assert_eq!(world.queued(&prime).await, PRINCIPAL);
    world.withdraw(&prime).await.unwrap();
    assert_eq!(world.balance(&prime).await, PRINCIPAL);
    // Nor for whoever deposits next into a queue without shares.
    world.deposit(&prime, ONE).await.unwrap();
    assert_eq!(world.queued(&prime).await, ONE);
}
