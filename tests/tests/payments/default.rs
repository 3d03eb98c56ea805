//! A default is declared by anybody, by the clock alone, and ends when nothing is missing.

use super::{Deal, INTEREST, PROCEEDS};
use halo_sdk::{halo_math::UnitStatus, instructions::nfat::declare_default, nfat::error::NfatError};
use halo_tests::world::{million, payment, DAY, MATURITY};

/// As the buybox has it.
const GRACE: i64 = 10 * DAY;

#[tokio::test]
async fn it_is_declared_from_the_end_of_the_grace_on_and_once() {
    let Deal { mut world, book, unit, .. } = Deal::new().await;
    let payer = world.roles().payer;
    let declare = declare_default(&payer, &book, &unit.nfat);
    world.refused(std::slice::from_ref(&declare), &[payer], NfatError::NotInDefault).await;
    world.wait_until(MATURITY + GRACE - 1).await;
    world.refused(std::slice::from_ref(&declare), &[payer], NfatError::NotInDefault).await;
    assert_eq!(world.nfat(&unit).await.status(MATURITY + GRACE - 1), UnitStatus::Late);

    world.wait_until(MATURITY + GRACE).await;
    world.declare_default(&book, &unit).await.unwrap();
    let (nfat, vault) = (world.nfat(&unit).await, world.redeem_vault(&book).await);
    assert_eq!((nfat.defaulted, vault.defaults, nfat.shortfall()), (1, 1, PROCEEDS));
    // 26.25M for ten days at 2.4 % would be 6.3M: the cap of 5M holds.
    assert_eq!(nfat.penalty_due(), million(5));
    world.refused(&[declare], &[payer], NfatError::AlreadyInDefault).await;
}

#[tokio::test]
async fn a_unit_that_is_paid_in_full_is_never_in_default() {
    let Deal { mut world, book, unit, .. } = Deal::new().await;
    world.fund(&book, &unit, payment(million(25), INTEREST)).await.unwrap();
    world.wait_until(MATURITY + 400 * DAY).await;
    let payer = world.roles().payer;
    world.refused(&[declare_default(&payer, &book, &unit.nfat)], &[payer], NfatError::NotInDefault).await;
}

#[tokio::test]
async fn a_penalty_alone_is_no_default() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.wait_until(MATURITY + DAY).await;
    world.fund(&book, &unit, payment(million(25), INTEREST)).await.unwrap();
    world.wait_until(MATURITY + GRACE + DAY).await;
    let payer = world.roles().payer;
    world.refused(&[declare_default(&payer, &book, &unit.nfat)], &[payer], NfatError::NotInDefault).await;
    assert!(world.redeem(&x, &book, &unit, 0).await.is_err(), "the penalty is still owed");
}

#[tokio::test]
async fn it_ends_when_the_book_or_anybody_makes_it_good() {
    for by_book in [true, false] {
        let Deal { mut world, x, book, unit } = Deal::new().await;
        world.wait_until(MATURITY + GRACE).await;
        world.declare_default(&book, &unit).await.unwrap();
        let part = payment(million(25), 0);
        world.fund(&book, &unit, part).await.unwrap();
        assert_eq!(world.redeem_vault(&book).await.defaults, 1, "interest is still missing");
        let rest = payment(0, INTEREST);
        match by_book {
            true => world.fund(&book, &unit, rest).await.unwrap(),
            false => world.top_up(&book, &unit, rest).await.unwrap(),
        };
        let (nfat, vault) = (world.nfat(&unit).await, world.redeem_vault(&book).await);
        assert_eq!((nfat.defaulted, vault.defaults), (0, 0));
        world.fund(&book, &unit, halo_tests::world::penalty(million(5))).await.unwrap();
        world.redeem(&x, &book, &unit, PROCEEDS + million(5)).await.unwrap();
    }
}

#[tokio::test]
async fn an_agreement_and_a_redemption_end_it_too() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.wait_until(MATURITY + GRACE).await;
    world.declare_default(&book, &unit).await.unwrap();
    world.request_redeem(&x, &unit, million(20)).await.unwrap();
    world.fulfil_redeem(&book, &unit, payment(million(20), 0)).await.unwrap();
    assert_eq!(world.redeem_vault(&book).await.defaults, 0);
    world.redeem(&x, &book, &unit, million(20)).await.unwrap();

    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.wait_until(MATURITY + GRACE).await;
    world.declare_default(&book, &unit).await.unwrap();
    world.fund(&book, &unit, payment(million(25), 0)).await.unwrap();
    let redemption = halo_sdk::instructions::nfat::Redemption {
        holder: x,
        destination: world.facility.token_account(&x),
        asset: unit.asset,
        rent_payer: world.roles().beacon,
        min_payout: million(25),
        accept_shortfall: true,
    };
    let redeem = halo_sdk::instructions::nfat::redeem(&world.facility, &book, &redemption);
    world.ok(&[redeem], &[x]).await;
    let vault = world.redeem_vault(&book).await;
    assert_eq!((vault.defaults, vault.units, vault.owed), (0, 0, 0));
}

#[tokio::test]
async fn another_books_vault_does_not_count_it() {
    let Deal { mut world, unit, .. } = Deal::new().await;
    let other = world.open_book().await;
    world.wait_until(MATURITY + GRACE).await;
    let payer = world.roles().payer;
    world.refused(&[declare_default(&payer, &other, &unit.nfat)], &[payer], NfatError::WrongBook).await;
}
