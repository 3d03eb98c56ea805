use super::facility_123;
use halo_tests::{
    chain::Chain,
    world::{half_year, million, payment, DAY, MATURITY, ONE},
};

const PAID: u64 = 26_250_000 * ONE;

#[tokio::test]
async fn what_is_funded_on_the_14th_of_july_waits_in_full_until_the_1st_of_august() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.run_book(&book, million(25), PAID).await;

    // Funded a day before the 15th of July, when it matures.
    world.chain.warp_to(MATURITY - DAY).await;
    world.fund(&book, &unit, payment(million(25), PAID - million(25))).await.unwrap();

    // Prime X takes its time: seventeen days after maturity nothing is lost and nothing is owed.
    world.chain.warp_to(MATURITY + 17 * DAY).await;
    assert_eq!(world.tokens(&book.redeem_token_account).await, PAID);
    world.redeem(&x, &book, &unit, PAID).await.unwrap();

    assert_eq!(world.balance(&x).await, PAID);
    assert_eq!(world.tokens(&book.redeem_token_account).await, 0);
}
