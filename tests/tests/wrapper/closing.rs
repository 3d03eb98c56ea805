//! Closing an empty wrapper.

use super::desk::*;
use halo_sdk::{
    token::TokenProgram,
    wrapper::{error::WrapperError, state::WrapperState},
};
use halo_tests::world::{million, ONE};
use solana_pubkey::Pubkey;

impl Desk {
    fn lamports(&self, address: &Pubkey) -> u64 {
        self.world.chain.0.account(address).map_or(0, |account| account.lamports)
    }

    fn closed(&self) -> bool {
        [self.at.wrapped, self.at.vault, self.at.escrow].iter().all(|address| self.lamports(address) == 0)
    }
}

#[tokio::test]
async fn the_rent_goes_back_to_who_paid_it() {
    let desk = Desk::open().await;
    let x = desk.x;
    let rent: u64 =
        [desk.at.wrapped, desk.at.vault, desk.at.escrow].map(|at| desk.lamports(&at)).iter().sum();
    let before = desk.lamports(&x);
    desk.refused(&[desk.closing(&desk.y)], &[desk.y], WrapperError::WrongRentPayer).await;
    desk.close().await.unwrap();
    assert!(desk.closed());
    assert_eq!(desk.lamports(&x) - before, rent);
    assert_eq!(desk.supply(), 0, "the mint stays");
}

#[tokio::test]
async fn a_wrapper_with_an_nfat_or_a_fraction_stays() {
    let mut desk = Desk::wrapped().await;
    let x = desk.x;
    desk.refused(&[desk.closing(&x)], &[x], WrapperError::NotOpen).await;
    desk.mature().await;
    desk.end().await;
    desk.burn(&x, PRINCIPAL - 1).await.unwrap();
    desk.refused(&[desk.closing(&x)], &[x], WrapperError::FractionsOutstanding).await;
    desk.burn(&x, 1).await.unwrap();
    desk.close().await.unwrap();
    assert!(desk.closed());
    assert_eq!(desk.balance(&x).await, PAID);
}

#[tokio::test]
async fn a_wrapper_is_opened_again_with_the_same_fractions() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.unwrap(&x).await.unwrap();
    desk.close().await.unwrap();
    desk.transfer(&x, &desk.unit, &y).await.unwrap();
    desk.ok(&[desk.opening(&y)], &[y]).await;
    desk.ok(&[desk.wrapping(&y)], &[y]).await;
    assert_eq!((desk.supply(), desk.fractions(&y).await), (PRINCIPAL, PRINCIPAL));
    assert_eq!((desk.state().await, desk.wrapped_record().await.rent_payer), (WrapperState::Wrapped, y));
}

#[tokio::test]
async fn what_nobody_has_a_claim_on_goes_with_the_rent() {
    let mut desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.mature().await;
    desk.end().await;
    desk.burn(&x, million(15)).await.unwrap();
    // Y burns its fractions in a wallet and so gives their part away; somebody sends a token to the vault besides.
    let burn = anchor_spl::token_2022::spl_token_2022::instruction::burn(
        &TokenProgram::Token2022.id(),
        &desk.at.fractions(&y),
        &desk.at.fraction_mint,
        &y,
        &[],
        million(10),
    );
    desk.ok(&[burn.unwrap()], &[y]).await;
    desk.donate(&desk.at.vault, ONE).await;
    let before = desk.balance(&x).await;
    desk.close().await.unwrap();
    assert_eq!(desk.balance(&x).await - before, 10_500_000 * ONE + ONE);
    assert!(desk.closed());
}
