//! What a wrapper is made of.

use super::desk::*;
use halo_sdk::{
    nfat::error::NfatError,
    token::{Mint, TokenAccount, TokenProgram},
    wrapper::{
        error::WrapperError,
        state::{Wrapped, WrapperState},
    },
};
use halo_tests::{refusal::ALREADY_IN_USE, world::DECIMALS};
use solana_account::Account;

/// Bytes of a mint and of a token account without extensions, in both token programs.
const PLAIN: (usize, usize) = (82, 165);

#[tokio::test]
async fn the_wrapper_owns_what_it_is_made_of() {
    let desk = Desk::open().await;
    let at = desk.at;
    let Wrapped { state, restricted, decimals, asset, nfat, config, book, rent_payer, .. } =
        desk.wrapped_record().await;
    assert_eq!((state, restricted, decimals), (WrapperState::Open, false, DECIMALS));
    assert_eq!((asset, nfat), (desk.unit.asset, desk.unit.nfat));
    assert_eq!((config, book, rent_payer), (desk.facility.nfat_config(), desk.book.book, desk.x));
    let chain = &desk.world.chain.0;
    for (address, mint, program) in [
        (at.vault, desk.facility.mint, TokenProgram::Spl),
        (at.escrow, at.fraction_mint, TokenProgram::Token2022),
    ] {
        let account = chain.token_account(&address).unwrap();
        let expected = TokenAccount {
            program,
            mint,
            owner: at.wrapped,
            amount: 0,
            delegate: None,
            delegated_amount: 0,
            frozen: false,
        };
        assert_eq!(account, expected);
    }
    assert_eq!(desk.owner_of(&desk.unit).await, desk.x, "the NFAT is not in it yet");
}

#[tokio::test]
async fn nobody_can_ever_freeze_or_take_free_fractions() {
    let desk = Desk::open().await;
    let chain = &desk.world.chain.0;
    let expected = Mint {
        program: TokenProgram::Token2022,
        supply: 0,
        decimals: DECIMALS,
        authority: Some(desk.at.wrapped),
        freeze_authority: None,
    };
    assert_eq!(chain.mint(&desk.at.fraction_mint).unwrap(), expected);
    let bytes = |address| chain.account(&address).unwrap().data.len();
    assert_eq!((bytes(desk.at.fraction_mint), bytes(desk.at.escrow)), PLAIN, "no extension of any kind");
}

#[tokio::test]
async fn only_the_owner_of_the_nfat_opens_its_wrapper_and_once() {
    let desk = Desk::new().await;
    desk.refused(&[desk.opening(&desk.y)], &[desk.y], WrapperError::NotHolder).await;
    let open = [desk.opening(&desk.x)];
    desk.ok(&open, &[desk.x]).await;
    desk.refused(&open, &[desk.x], ALREADY_IN_USE).await;
}

#[tokio::test]
async fn there_is_no_wrapper_for_an_nfat_that_is_burnt() {
    let desk = Desk::new().await;
    let burn = mpl_core::instructions::BurnV1Builder::new()
        .asset(desk.unit.asset)
        .collection(Some(desk.facility.collection()))
        .payer(desk.x)
        .authority(Some(desk.x))
        .instruction();
    desk.ok(&[burn], &[desk.x]).await;
    desk.refused(&[desk.opening(&desk.x)], &[desk.x], WrapperError::AssetUnreadable).await;
}

#[tokio::test]
async fn lamports_sent_ahead_to_its_addresses_do_not_stop_it() {
    for lamports in [1, 10_000_000_000] {
        let desk = Desk::new().await;
        let at = desk.at;
        for address in [at.wrapped, at.fraction_mint, at.vault, at.escrow, at.stake(&desk.x)] {
            let funds = Account { lamports, ..Account::default() };
            desk.world.chain.0.set_account(&address, funds).unwrap();
        }
        desk.ok(&[desk.opening(&desk.x)], &[desk.x]).await;
        desk.fraction_account(&desk.x).await;
        desk.ok(&[desk.wrapping(&desk.x)], &[desk.x]).await;
        desk.stake(&desk.x, 1).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_never_opened_is_not_wrapped() {
    let desk = Desk::new().await;
    desk.refused(&[desk.wrapping(&desk.x)], &[desk.x], ACCOUNT_NOT_INITIALIZED).await;
    let transfer = desk.transfer(&desk.y, &desk.unit, &desk.at.wrapped).await;
    assert_refused(transfer, NfatError::NotHolder);
}
