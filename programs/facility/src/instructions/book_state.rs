use crate::{
    error::FacilityError,
    state::{Book, BookState},
};
use anchor_lang::prelude::*;
use nfat::state::RedeemVault;

#[derive(Accounts)]
pub struct ViewBook<'info> {
    #[account(has_one = redeem_vault @ FacilityError::WrongRedeemVault)]
    pub book: AccountLoader<'info, Book>,
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
}

/// Specification: shall return phase, capital class and figures of a Book as they are now.
pub fn handler(ctx: Context<ViewBook>) -> Result<BookState> {
    let now = Clock::get()?.unix_timestamp;
    BookState::of(&*ctx.accounts.book.load()?, &*ctx.accounts.redeem_vault.load()?, now)
}
