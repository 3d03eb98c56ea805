//! Taking the NFAT out again: with every fraction, and all that has arrived.

use super::desk::*;
use halo_sdk::wrapper::{
    error::WrapperError,
    instructions::CollectKind::{Interest, Tranche},
    state::WrapperState,
};
use halo_tests::world::{million, payment, ONE};

#[tokio::test]
async fn who_has_every_fraction_gets_the_nfat_and_the_cash() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, PRINCIPAL).await.unwrap();
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    let short = [desk.unwrapping(&y, million(1) + 1)];
    desk.refused(&short, &[y], WrapperError::PayoutBelowMinimum).await;
    desk.ok(&[desk.unwrapping(&y, million(1))], &[y]).await;
    assert_eq!(desk.owner_of(&desk.unit).await, y);
    assert_eq!((desk.balance(&y).await, desk.supply()), (million(1), 0));
    assert_eq!(desk.state().await, WrapperState::Open);
    desk.world.fund(&desk.book, &desk.unit, payment(PRINCIPAL, INTEREST - million(1))).await.unwrap();
    desk.redeem(&y, &desk.book, &desk.unit, 0).await.unwrap();
    assert_eq!(desk.balance(&y).await, PAID);
}

#[tokio::test]
async fn one_base_unit_elsewhere_keeps_the_nfat_in() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, 1).await.unwrap();
    desk.refused(&[desk.unwrapping(&x, 0)], &[x], INSUFFICIENT_FUNDS).await;
    desk.sell(&y, &x, 1).await.unwrap();
    desk.stake(&x, 1).await.unwrap();
    desk.refused(&[desk.unwrapping(&x, 0)], &[x], WrapperError::StillStaked).await;
    desk.unstake(&x, 1, 0).await.unwrap();
    desk.unwrap(&x).await.unwrap();
    desk.refused(&[desk.unwrapping(&x, 0)], &[x], WrapperError::NotWrapped).await;
}

#[tokio::test]
async fn nobody_gets_an_nfat_without_fractions() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    let stolen = with_account(desk.unwrapping(&y, 0), &desk.at.fractions(&y), desk.at.fractions(&x));
    desk.refused(&[stolen], &[y], NOT_OWNER).await;
    // Who burns every fraction in a wallet has given the NFAT up; nobody can take it.
    let burn = anchor_spl::token_2022::spl_token_2022::instruction::burn(
        &anchor_spl::token_2022::ID,
        &desk.at.fractions(&x),
        &desk.at.fraction_mint,
        &x,
        &[],
        PRINCIPAL,
    );
    desk.ok(&[burn.unwrap()], &[x]).await;
    for nobody in [x, y] {
        desk.refused(&[desk.unwrapping(&nobody, 0)], &[nobody], WrapperError::ZeroAmount).await;
    }
}

#[tokio::test]
async fn an_nfat_is_wrapped_again_with_fractions_of_what_is_left() {
    let mut desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.stake(&x, million(10)).await.unwrap();
    desk.credit(million(5), million(1)).await;
    desk.collect(Tranche).await.unwrap();
    desk.claim(&x).await.unwrap();
    desk.unstake(&x, million(10), million(3)).await.unwrap();
    desk.unwrap(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, million(6));

    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    let wrapped = desk.wrapped_record().await;
    assert_eq!((desk.supply(), wrapped.original_supply), (million(20), million(20)));
    // What earlier fractions have earned is theirs: nothing of it is counted for these.
    assert_eq!((wrapped.index, wrapped.carry, wrapped.cash().unwrap()), (0, 0, 0));
    desk.stake(&x, million(10)).await.unwrap();
    desk.refused(&[desk.claiming(&x)], &[x], WrapperError::NothingEarned).await;
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.mature().await;
    desk.end().await;
    desk.burn(&y, million(10)).await.unwrap();
    desk.claim(&x).await.unwrap();
    assert_eq!(desk.balance(&y).await, 10_125_000 * ONE);
    assert_eq!(desk.balance(&x).await + desk.balance(&y).await, PAID);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_wrapper_that_was_wrapped_and_unwrapped_ten_times_is_as_it_was() {
    let desk = Desk::open().await;
    let x = desk.x;
    for _ in 0..10 {
        desk.ok(&[desk.wrapping(&x)], &[x]).await;
        desk.ok(&[desk.unwrapping(&x, 0)], &[x]).await;
    }
    assert_eq!((desk.supply(), desk.state().await), (0, WrapperState::Open));
    assert_eq!(desk.owner_of(&desk.unit).await, x);
}
