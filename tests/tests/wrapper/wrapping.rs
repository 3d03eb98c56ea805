//! Putting an NFAT in: one fraction for each base unit of its outstanding principal.

use super::desk::*;
use halo_sdk::{
    instructions::wrapper::{wrap, Admission},
    nfat::error::NfatError,
    wrapper::{error::WrapperError, state::WrapperState},
};
use halo_tests::{
    chain::Chain,
    world::{million, payment},
};

#[tokio::test]
async fn the_holder_gets_a_fraction_for_each_base_unit_of_principal() {
    let desk = Desk::wrapped().await;
    assert_eq!((desk.supply(), desk.fractions(&desk.x).await), (PRINCIPAL, PRINCIPAL));
    assert_eq!(desk.owner_of(&desk.unit).await, desk.at.wrapped);
    let wrapped = desk.wrapped_record().await;
    assert_eq!((wrapped.state, wrapped.original_supply), (WrapperState::Wrapped, PRINCIPAL));
}

#[tokio::test]
async fn of_an_amortised_nfat_it_is_what_is_left() {
    let desk = Desk::open().await;
    desk.credit(million(5), 0).await;
    desk.spend(&desk.x, &desk.book, &desk.unit, 0).await.unwrap();
    let destination = desk.at.fractions(&desk.y);
    let wrapping = wrap(&desk.x, &destination, &desk.facility, &desk.at, Admission::None);
    desk.ok(&[wrapping], &[desk.x]).await;
    assert_eq!(desk.fractions(&desk.y).await, million(20), "they go wherever the holder says");
}

#[tokio::test]
async fn nobody_wraps_an_nfat_but_its_holder() {
    let desk = Desk::open().await;
    desk.refused(&[desk.wrapping(&desk.y)], &[desk.y], NfatError::NotHolder).await;
    desk.transfer(&desk.x, &desk.unit, &desk.y).await.unwrap();
    desk.refused(&[desk.wrapping(&desk.x)], &[desk.x], NfatError::NotHolder).await;
    // The wrapper is the NFAT's, whoever opened it.
    desk.ok(&[desk.wrapping(&desk.y)], &[desk.y]).await;
    assert_eq!(desk.fractions(&desk.y).await, PRINCIPAL);
}

/// Holder and Halo have agreed on interest alone. A wrapper without a fraction would have an NFAT that nobody owns, and
/// whoever opened the wrapper would get what it is paid.
#[tokio::test]
async fn an_nfat_without_principal_is_not_wrapped() {
    let desk = Desk::open().await;
    desk.request_redeem(&desk.x, &desk.unit, INTEREST).await.unwrap();
    desk.fulfil_redeem(&desk.book, &desk.unit, payment(0, INTEREST)).await.unwrap();
    assert_eq!(desk.nfat(&desk.unit).await.outstanding_principal, 0);
    desk.refused(&[desk.wrapping(&desk.x)], &[desk.x], WrapperError::NothingToWrap).await;
    desk.redeem(&desk.x, &desk.book, &desk.unit, INTEREST).await.unwrap();
    assert_eq!(desk.balance(&desk.x).await, INTEREST);
}

#[tokio::test]
async fn nothing_is_wrapped_twice() {
    let mut desk = Desk::wrapped().await;
    desk.refused(&[desk.wrapping(&desk.x)], &[desk.x], WrapperError::NotOpen).await;
    desk.mature().await;
    desk.end().await;
    let wrapping = desk.wrapping(&desk.x);
    desk.refused(&[wrapping], &[desk.x], OWNED_BY_WRONG_PROGRAM).await;
}

#[tokio::test]
async fn no_fraction_is_minted_beside_another() {
    let mut desk = Desk::open().await;
    let mint = desk.at.fraction_mint;
    let mut forged = desk.world.chain.0.account(&mint).unwrap();
    // The supply comes behind the mint's authority.
    forged.data[36] = 1;
    desk.world.chain.set_account(&mint, forged);
    desk.refused(&[desk.wrapping(&desk.x)], &[desk.x], WrapperError::FractionsOutstanding).await;
    desk.refused(&[desk.closing(&desk.x)], &[desk.x], WrapperError::FractionsOutstanding).await;
}
