use super::facility_123;
use halo_sdk::{
    halo_math::{Phase, UnitStatus},
    nfat::{error::NfatError, state::Nfat},
};
use halo_tests::{
    chain::Chain,
    refusal::assert_refused,
    world::{million, payment, strict, DAY, MATURITY, ONE},
};

/// What the collateral brought.
const RECOVERED: u64 = million(15);
/// What is overdue: 25M and 1.25M.
const OVERDUE: u64 = 26_250_000 * ONE;
/// Penalties of 2.4 % a day end at a fifth of the principal.
const PENALTY_CAP: u64 = million(5);

#[tokio::test]
async fn the_halo_never_funds_and_the_holder_has_what_was_recovered() {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (book, unit) = world.deal(&x, strict(million(25))).await;
    world.start_deploying(&book).await;
    world.deploy(&book, million(25)).await.unwrap();
    world.settle_at_rest(&book).await;

    // NFAT #1 matures and nothing comes. Late, then overdue beyond its grace of ten days.
    world.chain.warp_to(MATURITY - 1).await;
    assert_eq!(world.nfat(&unit).await.status(MATURITY - 1), UnitStatus::Active);
    world.chain.warp_to(MATURITY).await;
    assert_eq!(world.nfat(&unit).await.status(MATURITY), UnitStatus::Late);
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotFunded);
    world.chain.warp_to(MATURITY + 10 * DAY - 1).await;
    assert_refused(world.declare_default(&book, &unit).await, NfatError::NotInDefault);
    world.chain.warp_to(MATURITY + 10 * DAY).await;
    world.declare_default(&book, &unit).await.unwrap();

    // Penalties have accumulated: 0.63M a day, up to 5M.
    let defaulted: Nfat = world.nfat(&unit).await;
    assert_eq!((defaulted.defaulted, defaulted.shortfall()), (1, OVERDUE));
    assert_eq!(defaulted.penalty_due(), PENALTY_CAP);
    assert_eq!(world.book_state(&book).await.defaults, 1);

    // The collateral is sold. What it brought comes home, the attestor says that it is all, the council fixes the loss.
    world.come_home(&book, RECOVERED).await;
    let number = world.attest_default(&book, RECOVERED).await.unwrap();
    world.write_down(&book, number).await.unwrap();
    assert_eq!(world.book(&book).await.phase().unwrap(), Phase::Unwinding);
    assert_refused(world.fund(&book, &unit, payment(0, 1)).await, NfatError::WrittenDown);

    // The holder of this moment has the claim on the recovery: here a buyer of the defaulted NFAT.
    let y = world.person("Prime Y").await;
    world.token_account(&y).await;
    world.transfer(&x, &unit, &y).await.unwrap();
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::NotHolder);
    assert_refused(world.redeem(&y, &book, &unit, RECOVERED + 1).await, NfatError::PayoutBelowMinimum);
    world.redeem(&y, &book, &unit, RECOVERED).await.unwrap();
    assert_eq!((world.balance(&x).await, world.balance(&y).await), (0, RECOVERED));

    let vault = world.redeem_vault(&book).await;
    assert_eq!((vault.owed, vault.units, vault.defaults), (0, 0, 0));
    world.close_book(&book).await.unwrap();
    assert_eq!(world.book_state(&book).await.phase, Phase::Closed as u8);
}
