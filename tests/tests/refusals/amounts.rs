//! 0, 1 and the largest amount there is.

use super::setup::*;
use halo_sdk::{
    facility::error::FacilityError,
    instructions as ix,
    nfat::{error::NfatError, state::Payment},
    pau::error::PauError,
};
use halo_tests::world::{half_year, million, payment};

#[tokio::test]
async fn deposits() {
    let (world, prime) = queued(PRINCIPAL).await;
    world.give(&prime, 1).await;
    let source = world.facility.token_account(&prime);
    let deposit = |amount| [ix::facility::deposit(&prime, &source, &world.facility, amount, None)];
    world.refused(&deposit(0), &[prime], FacilityError::ZeroAmount).await;
    world.refused(&deposit(2), &[prime], INSUFFICIENT_FUNDS).await;
    world.refused(&deposit(u64::MAX), &[prime], FacilityError::Overflow).await;
    world.ok(&deposit(1), &[prime]).await;
    assert_eq!(world.queued(&prime).await, PRINCIPAL + 1);
}

#[tokio::test]
async fn the_largest_first_deposit_needs_the_money() {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", 1).await;
    let source = world.facility.token_account(&prime);
    let deposit = ix::facility::deposit(&prime, &source, &world.facility, u64::MAX, None);
    world.refused(&[deposit], &[prime], INSUFFICIENT_FUNDS).await;
}

#[tokio::test]
async fn withdrawals() {
    let (world, prime) = queued(PRINCIPAL).await;
    let destination = world.facility.token_account(&prime);
    let withdraw = |shares| [ix::facility::withdraw(&prime, &destination, &world.facility, Some(shares))];
    world.refused(&withdraw(0), &[prime], FacilityError::ZeroAmount).await;
    world.refused(&withdraw(PRINCIPAL + 1), &[prime], FacilityError::InsufficientQueued).await;
    world.refused(&withdraw(u64::MAX), &[prime], FacilityError::InsufficientQueued).await;
    world.ok(&withdraw(1), &[prime]).await;
    assert_eq!((world.queued(&prime).await, world.balance(&prime).await), (PRINCIPAL - 1, 1));
    world.ok(&withdraw(PRINCIPAL - 1), &[prime]).await;
    world.refused(&withdraw(1), &[prime], FacilityError::NothingQueued).await;
}

#[tokio::test]
async fn claims() {
    let (world, prime) = queued(PRINCIPAL).await;
    let book = world.open_book().await;
    for (amount, error) in [
        (0, FacilityError::SizeBelowBuybox),
        (1, FacilityError::SizeBelowBuybox),
        (u64::MAX, FacilityError::SizeAboveBuybox),
    ] {
        let mut args = world.claim_args(&prime, half_year(PRINCIPAL)).await;
        args.amount = amount;
        let claim = claim(&world, &prime, &book, args).await;
        world.refused(&[claim], &[world.roles().beacon], error).await;
    }
}

#[tokio::test]
async fn funding() {
    let deal = Deal::home().await;
    let beacon = deal.world.roles().beacon;
    let none = Payment { principal: 0, interest: 0, penalty: 0 };
    let refused = [
        (none, NfatError::ZeroAmount),
        (Payment { principal: u64::MAX, ..none }, NfatError::PrincipalOverfunded),
        (Payment { interest: u64::MAX, ..none }, NfatError::PayoutCapExceeded),
        (Payment { penalty: u64::MAX, ..none }, NfatError::PayoutCapExceeded),
        (Payment { interest: u64::MAX, penalty: 1, ..none }, NfatError::Overflow),
        (payment(u64::MAX, 1), NfatError::Overflow),
    ];
    for (payment, error) in refused {
        deal.world.refused(&[deal.fund(payment)], &[beacon], error).await;
    }
    for one in [payment(1, 0), payment(0, 1)] {
        deal.world.ok(&[deal.fund(one)], &[beacon]).await;
    }
    assert_eq!(deal.world.nfat(&deal.unit).await.paid_in_by_book, 2);
}

#[tokio::test]
async fn top_ups() {
    let Deal { world, prime, book, unit } = Deal::filling().await;
    world.give(&prime, 1).await;
    let source = world.facility.token_account(&prime);
    let top_up = |payment| [ix::nfat::top_up(&prime, &source, &world.facility, &book, &unit.nfat, payment)];
    world.refused(&top_up(payment(0, 0)), &[prime], NfatError::ZeroAmount).await;
    world.refused(&top_up(payment(u64::MAX, 0)), &[prime], NfatError::PrincipalOverfunded).await;
    world.refused(&top_up(payment(0, u64::MAX)), &[prime], INSUFFICIENT_FUNDS).await;
    world.refused(&top_up(payment(0, 2)), &[prime], INSUFFICIENT_FUNDS).await;
    world.ok(&top_up(payment(0, 1)), &[prime]).await;
    world.refused(&top_up(payment(0, u64::MAX)), &[prime], NfatError::Overflow).await;
}

#[tokio::test]
async fn deployments() {
    let deal = Deal::deploying().await;
    let beacon = deal.world.roles().beacon;
    deal.world.refused(&[deal.deploy(0)], &[beacon], PauError::ZeroAmount).await;
    deal.world.refused(&[deal.deploy(u64::MAX)], &[beacon], PauError::RateLimitExceeded).await;
    deal.world.refused(&[deal.deploy(PRINCIPAL + 1)], &[beacon], INSUFFICIENT_FUNDS).await;
    deal.world.ok(&[deal.deploy(1)], &[beacon]).await;
    deal.world.ok(&[deal.deploy(PRINCIPAL - 1)], &[beacon]).await;
}

#[tokio::test]
async fn returns() {
    let Deal { world, book, .. } = Deal::filling().await;
    let payer = world.borrower;
    let source = world.give(&payer, 1).await;
    let back = |amount| [ix::facility::return_funds(&payer, &source, &world.facility, &book, amount)];
    world.refused(&back(0), &[payer], FacilityError::ZeroAmount).await;
    world.refused(&back(2), &[payer], INSUFFICIENT_FUNDS).await;
    world.refused(&back(u64::MAX), &[payer], INSUFFICIENT_FUNDS).await;
    world.ok(&back(1), &[payer]).await;
    assert_eq!(world.tokens(&book.token_account).await, PRINCIPAL + 1);
}

#[tokio::test]
async fn transfers() {
    let Deal { mut world, book, .. } = Deal::filling().await;
    let relayer = world.roles().relayer;
    release(&mut world, &book).await;
    let transfer = |amount| [transfer(&world, &book, &world.endpoint, amount)];
    world.refused(&transfer(0), &[relayer], PauError::ZeroAmount).await;
    world.refused(&transfer(u64::MAX), &[relayer], PauError::RateLimitExceeded).await;
    world.refused(&transfer(PRINCIPAL + 1), &[relayer], INSUFFICIENT_FUNDS).await;
    world.ok(&transfer(1), &[relayer]).await;
    assert_eq!(world.tokens(&world.endpoint).await, 1);
}

#[tokio::test]
async fn what_is_queued_never_passes_64_bits() {
    let mut world = facility_123().await;
    let [x, y] = [world.prime("Prime X", u64::MAX - million(1)).await, world.prime("Prime Y", 0).await];
    world.deposit(&x, u64::MAX - million(1)).await.unwrap();
    world.give(&y, million(1)).await;
    world.deposit(&y, million(1)).await.unwrap();
    assert_eq!(world.tokens(&world.facility.queue_token_account()).await, u64::MAX);
    let source = world.facility.token_account(&y);
    let deposit = ix::facility::deposit(&y, &source, &world.facility, 1, None);
    world.refused(&[deposit], &[y], FacilityError::Overflow).await;
    world.withdraw(&y).await.unwrap();
    world.withdraw(&x).await.unwrap();
}
