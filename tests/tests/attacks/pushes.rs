//! A payment that anybody may send goes where the holder can get at it.

use super::setup::*;
use halo_sdk::{instructions::nfat::push_payment, nfat::instructions::PushKind};
use halo_tests::{
    chain::Light,
    prime_a::PrimeA,
    world::{half_year, million, payment, DAY, START},
};

/// A Prime may be a PAU's proxy: the program moves money out of its vault, the associated account, and out of no other.
/// What a stranger has sent to another account of the proxy nobody ever moves again.
#[tokio::test]
async fn nothing_is_pushed_to_an_account_that_a_stranger_made_for_a_treasury() {
    let mut prime = PrimeA::onboarded(Light::start(START), million(50)).await;
    prime.world.wait(DAY).await;
    prime.deposit_into_halo(million(10)).await.unwrap();
    let proxy = prime.treasury.proxy();
    let (book, unit) = {
        // The usual terms start on the first day of the suites; these start now.
        let now = prime.world.client.unix_time().await.unwrap();
        let mut terms = half_year(million(10));
        let moved = now - terms.start;
        terms.start += moved;
        terms.payments[0].due += moved;
        prime.world.deal(&proxy, terms).await
    };
    prime.world.run_book(&book, million(10), million(11)).await;
    prime.world.fund(&book, &unit, payment(0, million(10) / 20)).await.unwrap();

    let stray = stray_account(&mut prime.world, &proxy).await;
    let push = push_payment(&prime.world.facility, &book, &unit.asset, &stray, PushKind::Interest);
    let outcome = prime.world.send(&[push], &[]).await;
    assert_eq!(prime.world.tokens(&stray).await, 0, "the treasury's interest is out of its reach");
    assert!(outcome.is_err());
}

#[tokio::test]
async fn nothing_is_pushed_past_the_holders_own_account() {
    let Deal { mut world, x, book, unit } = Deal::new().await;
    world.fund(&book, &unit, payment(0, INTEREST)).await.unwrap();
    let stray = stray_account(&mut world, &x).await;
    let push = push_payment(&world.facility, &book, &unit.asset, &stray, PushKind::Interest);
    assert!(world.send(&[push], &[]).await.is_err());
    world.push(&x, &book, &unit, PushKind::Interest).await.unwrap();
}
