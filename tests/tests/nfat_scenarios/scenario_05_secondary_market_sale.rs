use super::facility_123;
use halo_sdk::{
    instructions::nfat::wallet_transfer,
    nfat::error::NfatError,
    token::{transfer_checked, Transfer},
};
use halo_tests::{
    refusal::assert_refused,
    world::{half_year, million, payment, DAY, DECIMALS, MATURITY, ONE},
};

const PRICE: u64 = 25_500_000 * ONE;
const PAID: u64 = 26_250_000 * ONE;

#[tokio::test]
async fn prime_y_buys_the_nfat_for_25_5m_and_redeems_26_25m() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(25)).await;
    let y = world.prime("Prime Y", PRICE).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    world.run_book(&book, million(25), PAID).await;

    // Four months before maturity: asset and price change hands in one transaction, no program of ours takes part.
    world.wait(60 * DAY).await;
    let asset = wallet_transfer(&x, &world.facility, &unit.asset, &y);
    let price = Transfer {
        source: world.facility.token_account(&y),
        mint: world.facility.mint,
        destination: world.facility.token_account(&x),
        authority: y,
        amount: PRICE,
        decimals: DECIMALS,
    };
    let price = transfer_checked(world.token_program, &price).unwrap();
    world.ok(&[asset, price], &[x, y]).await;
    assert_eq!((world.balance(&x).await, world.balance(&y).await), (PRICE, 0));

    // At maturity the right is with whoever holds the NFAT, not with whoever deposited.
    let until = MATURITY - world.client.unix_time().await.unwrap();
    world.wait(until).await;
    world.fund(&book, &unit, payment(million(25), PAID - million(25))).await.unwrap();
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotHolder);
    world.redeem(&y, &book, &unit, PAID).await.unwrap();

    assert_eq!((world.balance(&x).await, world.balance(&y).await), (PRICE, PAID));
}
