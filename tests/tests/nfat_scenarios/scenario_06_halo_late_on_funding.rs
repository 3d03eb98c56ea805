use super::facility_123;
use halo_sdk::nfat::error::NfatError;
use halo_tests::{
    refusal::assert_refused,
    world::{million, payment, penalty, strict, DAY, MATURITY, ONE},
};

const PAID: u64 = 26_250_000 * ONE;
/// Principal and yield for five days at 0.1 % an hour.
const PENALTY: u64 = 3_150_000 * ONE;

#[tokio::test]
async fn funded_on_the_20th_instead_of_the_15th_of_july_the_halo_pays_a_penalty_of_3_15m() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (book, unit) = world.deal(&x, strict(million(25))).await;
    world.run_book(&book, million(25), PAID).await;

    // The 15th of July passes without a deposit.
    world.wait_until(MATURITY + 5 * DAY).await;
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotFunded);

    // On the 20th principal and yield arrive, which is not enough any more.
    world.fund(&book, &unit, payment(million(25), PAID - million(25))).await.unwrap();
    assert_eq!(world.nfat(&unit).await.penalty_due(), PENALTY);
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::PenaltyUnpaid);

    // The Halo adds the penalty out of its own pocket, and Prime X is made whole.
    world.top_up(&book, &unit, penalty(PENALTY)).await.unwrap();
    world.redeem(&x, &book, &unit, PAID + PENALTY).await.unwrap();

    assert_eq!(world.balance(&x).await, PAID + PENALTY);
    assert_eq!(world.redeem_vault(&book).await.units, 0);
}
