//! What a Book may pay a unit at most, by part: principal, interest, penalty.

use super::{Deal, INTEREST};
use halo_sdk::{
    instructions::nfat::fund,
    nfat::{error::NfatError, state::Payment},
};
use halo_tests::world::{million, payment, penalty, DAY, MATURITY, ONE};

#[tokio::test]
async fn interest_stops_at_what_is_scheduled() {
    let Deal { world, book, unit, .. } = Deal::new().await;
    let beacon = world.roles().beacon;
    let pay = |payment| fund(&beacon, &world.facility, &book, &unit.nfat, payment);
    world.refused(&[pay(payment(0, INTEREST + 1))], &[beacon], NfatError::InterestAboveSchedule).await;
    world.ok(&[pay(payment(0, INTEREST))], &[beacon]).await;
    world.refused(&[pay(payment(0, 1))], &[beacon], NfatError::InterestAboveSchedule).await;
}

#[tokio::test]
async fn a_penalty_is_paid_only_as_far_as_it_has_accrued() {
    let Deal { mut world, book, unit, .. } = Deal::new().await;
    let beacon = world.roles().beacon;
    let facility = world.facility;
    let pay = |payment| fund(&beacon, &facility, &book, &unit.nfat, payment);
    world.refused(&[pay(penalty(1))], &[beacon], NfatError::PenaltyNotAccrued).await;
    world.wait_until(MATURITY + DAY).await;
    let accrued = 630_000 * ONE;
    world.refused(&[pay(penalty(accrued + 1))], &[beacon], NfatError::PenaltyNotAccrued).await;
    world.ok(&[pay(penalty(accrued))], &[beacon]).await;
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.penalty_by_book, nfat.interest_by_book, nfat.paid_in_by_book), (accrued, 0, accrued));
}

#[tokio::test]
async fn principal_stops_at_what_is_outstanding_whoever_pays() {
    let Deal { world, x, book, unit } = Deal::new().await;
    let beacon = world.roles().beacon;
    let pay = |payment| fund(&beacon, &world.facility, &book, &unit.nfat, payment);
    world.refused(&[pay(payment(million(25) + 1, 0))], &[beacon], NfatError::PrincipalOverfunded).await;
    world.ok(&[pay(payment(million(5), 0))], &[beacon]).await;
    world.spend(&x, &book, &unit, million(5)).await.unwrap();
    world.refused(&[pay(payment(million(20) + 1, 0))], &[beacon], NfatError::PrincipalOverfunded).await;
    assert_eq!(world.redeem_vault(&book).await.claims, [million(20), 0, 0, 0]);
}

#[tokio::test]
async fn the_parts_are_counted_apart_to_the_end() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    let quarter = Payment { principal: million(5), interest: 250_000 * ONE, penalty: 0 };
    for _ in 0..4 {
        world.fund(&book, &unit, quarter).await.unwrap();
        world.spend(&x, &book, &unit, 5_250_000 * ONE).await.unwrap();
    }
    world.wait_until(MATURITY + DAY).await;
    // 5M and 250 000 for one day at 2.4 %.
    let late = 126_000 * ONE;
    world.fund(&book, &unit, Payment { penalty: late, ..quarter }).await.unwrap();
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.paid_principal, nfat.paid_interest, nfat.paid_penalty), (million(20), million(1), 0));
    assert_eq!(nfat.paid_in_by_book, million(25) + INTEREST + late);
    world.redeem(&x, &book, &unit, 5_250_000 * ONE + late).await.unwrap();
    assert_eq!(world.redeem_vault(&book).await.paid, million(25) + INTEREST + late);
}
