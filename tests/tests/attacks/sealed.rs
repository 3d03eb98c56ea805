//! What a beacon chooses of a claim on sealed terms takes nothing from the holder that the terms give it.

use super::setup::*;
use halo_sdk::halo_math::{Payment as Scheduled, MAX_PAYMENTS};
use halo_tests::world::{bullet, million, payment, strict, DAY, DEAL_START, MATURITY, ONE};

const CAP: u64 = 31_250_000 * ONE;

/// The Prime has consented to terms of 25M. A claim of one million less can never be shown to be late, unless it is
/// refused or the terms can be shown all the same.
#[tokio::test]
async fn a_claim_of_a_part_does_not_hide_the_terms_for_ever() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let part = PRINCIPAL - million(1);
    let choice = Choice { amount: part, share_book: false };
    let Ok(unit) = claim_sealed(&world, &x, &book, &terms, choice).await else { return };
    world.wait_until(MATURITY + 400 * DAY).await;
    world.reveal(&unit, terms).await.expect("the terms to which the Prime consented");
    world.declare_default(&book, &unit).await.expect("overdue for a year");
}

/// The Prime has consented to terms with 1.25M of interest; the beacon names a cap that allows none.
#[tokio::test]
async fn a_beacon_does_not_cap_away_the_interest() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let choice = Choice { amount: PRINCIPAL, share_book: false };
    let Ok(unit) = claim_sealed(&world, &x, &book, &terms, choice).await else { return };
    world.run_book(&book, PRINCIPAL, PRINCIPAL + INTEREST).await;
    world.reveal(&unit, terms).await.unwrap();
    world.fund(&book, &unit, payment(PRINCIPAL, INTEREST)).await.expect("what the terms say");
    world.redeem(&x, &book, &unit, PRINCIPAL + INTEREST).await.unwrap();
}

/// Whatever can be consented to can be shown in a transaction.
#[tokio::test]
async fn the_longest_schedule_can_be_shown() {
    let mut world = sealed_facility().await;
    let count = i64::try_from(MAX_PAYMENTS).unwrap();
    let amount = PRINCIPAL - PRINCIPAL % MAX_PAYMENTS as u64;
    let payments = (1..=count).map(|number| Scheduled {
        due: DEAL_START + number * 30 * DAY,
        principal: amount / MAX_PAYMENTS as u64,
        interest: ONE,
    });
    let terms = halo_sdk::halo_math::DealTerms { payments: payments.collect(), ..bullet(amount, 0) };
    let x = consenting(&mut world, "Prime X", amount, &terms).await;
    let book = world.open_book().await;
    let choice = Choice { amount, share_book: false };
    let unit = claim_sealed(&world, &x, &book, &terms, choice).await.unwrap();
    world.reveal(&unit, terms).await.expect("terms of the greatest length");
    assert_eq!(world.nfat(&unit).await.revealed, 1);
}

/// Nothing that is shown late makes a Book pay twice.
#[tokio::test]
async fn what_was_paid_before_the_terms_were_shown_counts() {
    let mut world = sealed_facility().await;
    let terms = strict(PRINCIPAL);
    let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
    let book = world.open_book().await;
    let choice = Choice { amount: PRINCIPAL, share_book: false };
    let unit = claim_sealed(&world, &x, &book, &terms, choice).await.unwrap();
    world.run_book(&book, PRINCIPAL, CAP).await;
    world.fund(&book, &unit, payment(million(5), INTEREST)).await.unwrap();
    world.spend(&x, &book, &unit, 0).await.unwrap();
    world.wait_until(MATURITY).await;
    world.reveal(&unit, terms).await.unwrap();
    assert!(world.fund(&book, &unit, payment(0, 1)).await.is_err());
    world.fund(&book, &unit, payment(PRINCIPAL - million(5), 0)).await.unwrap();
    world.redeem(&x, &book, &unit, PRINCIPAL - million(5)).await.unwrap();
    assert_eq!(world.balance(&x).await, PRINCIPAL + INTEREST);
}
