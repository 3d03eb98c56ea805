use super::facility_123;
use halo_sdk::{instructions::nfat::wallet_transfer, nfat::error::NfatError};
use halo_tests::{
    refusal::assert_refused,
    world::{half_year, million, payment, MATURITY, ONE},
};
use mpl_core::errors::MplCoreError;

const PAID: u64 = 26_250_000 * ONE;

#[tokio::test]
async fn the_nfat_goes_to_nobody_but_the_prime_that_the_halo_has_added() {
    let mut world = facility_123().await;
    world.set_whitelist_mode(true).await.unwrap();
    let x = world.prime("Prime X", million(25)).await;
    let y = world.prime("Prime Y", 0).await;
    let random = world.person("random address").await;
    world.admit(&x, MATURITY).await.unwrap();
    world.deposit(&x, million(25)).await.unwrap();
    let (book, unit) = world.deal(&x, half_year(million(25))).await;
    assert_eq!((unit, world.owner_of(&unit).await), (world.facility.unit(1), x), "Prime X receives NFAT #1");

    // To a random address: blocked, in the Halo's program and in Prime X's wallet.
    let blocked = NfatError::ReceiverNotAdmitted;
    assert_refused(world.transfer(&x, &unit, &random).await, blocked);
    let wallet = |to| [wallet_transfer(&x, &world.facility, &unit.asset, to)];
    let frozen = MplCoreError::InvalidAuthority as u32;
    assert_refused(world.send(&wallet(&random), &[x]).await, frozen);
    // To Prime Y as well, until the Halo has added it.
    assert_refused(world.transfer(&x, &unit, &y).await, blocked);
    world.admit(&y, MATURITY).await.unwrap();
    world.transfer(&x, &unit, &y).await.unwrap();

    assert_eq!(world.owner_of(&unit).await, y);
    assert_refused(world.transfer(&y, &unit, &random).await, blocked);
    // The restriction is on transfers: what Prime Y bought, it is paid.
    world.run_book(&book, million(25), PAID).await;
    world.fund(&book, &unit, payment(million(25), PAID - million(25))).await.unwrap();
    world.redeem(&y, &book, &unit, PAID).await.unwrap();
    assert_eq!(world.balance(&y).await, PAID);
}
