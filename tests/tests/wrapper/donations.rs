//! What anybody sends to a wrapper changes no figure of it.

use super::desk::*;
use halo_sdk::{
    token::{self, TokenProgram},
    wrapper::instructions::CollectKind::Interest,
};
use halo_tests::world::{half_year, million, ONE};
use solana_pubkey::Pubkey;

impl Desk {
    /// Mints cash to a token account.
    pub async fn donate(&self, to: &Pubkey, amount: u64) {
        let (payer, mint) = (self.roles().payer, self.facility.mint);
        let donation = token::mint_to(TokenProgram::Spl, &mint, to, &payer, amount).expect("a mint");
        self.ok(&[donation], &[]).await;
    }
}

#[tokio::test]
async fn cash_sent_to_the_vault_is_nobodys() {
    let desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.stake(&y, million(10)).await.unwrap();
    desk.donate(&desk.at.vault, 7 * million(1)).await;
    assert_eq!(desk.pot().await, 0);
    desk.credit(0, million(1)).await;
    desk.collect(Interest).await.unwrap();
    desk.donate(&desk.at.vault, 7 * million(1)).await;
    assert_eq!((desk.pot().await, desk.wrapped_record().await.collected), (600_000 * ONE, million(1)));
    desk.claim(&y).await.unwrap();
    desk.unstake(&y, million(10), 400_000 * ONE).await.unwrap();
    desk.sell(&y, &x, million(10)).await.unwrap();
    desk.unwrap(&x).await.unwrap();
    assert_eq!(desk.balance(&x).await, million(1));
    assert_eq!(desk.tokens(&desk.at.vault).await, 14 * million(1));
    // It stops nothing either.
    desk.ok(&[desk.wrapping(&x)], &[x]).await;
    desk.unwrap(&x).await.unwrap();
    desk.close().await.unwrap();
}

#[tokio::test]
async fn fractions_sent_to_the_escrow_are_nobodys_stake() {
    let mut desk = Desk::wrapped().await;
    let (x, y) = (desk.x, desk.y);
    desk.sell(&x, &y, million(10)).await.unwrap();
    desk.stake(&y, million(10)).await.unwrap();
    let mut lost = desk.selling(&x, &y, million(5));
    lost = with_account(lost, &desk.at.fractions(&y), desk.at.escrow);
    desk.ok(&[lost], &[x]).await;
    assert_eq!(desk.wrapped_record().await.staked, million(10));
    desk.mature().await;
    desk.end().await;
    desk.claim(&y).await.unwrap();
    desk.burn(&x, million(10)).await.unwrap();
    // As if they had been sent to an address that nobody has: their part stays, and only theirs.
    assert_eq!((desk.balance(&x).await, desk.balance(&y).await), (10_500_000 * ONE, 10_500_000 * ONE));
    assert_eq!(desk.tokens(&desk.at.vault).await, 5_250_000 * ONE);
    assert_eq!(desk.supply(), million(5));
}

#[tokio::test]
async fn another_nfat_sent_to_the_wrapper_is_not_collected() {
    let mut desk = Desk::wrapped().await;
    let other = desk.world.prime("Prime Y", million(5)).await;
    desk.deposit(&other, million(5)).await.unwrap();
    let terms = half_year(million(5));
    let (_, unit) = desk.deal(&other, terms).await;
    desk.transfer(&other, &unit, &desk.at.wrapped).await.unwrap();
    let collect = desk.collecting(Interest);
    let collect = with_account(collect, &desk.unit.nfat, unit.nfat);
    let wrong = halo_sdk::wrapper::error::WrapperError::WrongNfat;
    desk.refused(std::slice::from_ref(&collect), &[], wrong).await;
    let collect = with_account(desk.collecting(Interest), &desk.unit.asset, unit.asset);
    desk.refused(&[collect], &[], halo_sdk::wrapper::error::WrapperError::WrongAsset).await;
}
