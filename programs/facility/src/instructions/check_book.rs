use crate::{
    error::FacilityError,
    events::BookChecked,
    state::{halt, BalanceSheet, Book},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use nfat::state::RedeemVault;

#[event_cpi]
#[derive(Accounts)]
pub struct CheckBook<'info> {
    #[account(
        mut,
        has_one = token_account @ FacilityError::WrongBookVault,
        has_one = redeem_vault @ FacilityError::WrongRedeemVault,
    )]
    pub book: AccountLoader<'info, Book>,
    /// CHECK: the Book names it.
    pub token_account: UncheckedAccount<'info>,
    #[account(
        constraint = redeem_vault.load()?.token_account == redeem_token_account.key()
            @ FacilityError::WrongRedeemVault,
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
    /// CHECK: the redeem vault names it.
    pub redeem_token_account: UncheckedAccount<'info>,
}

/// Specification:
/// - shall report what a Book has against what its units claim, and its redeem vault against what it owes;
/// - when money is missing shall halt claims and deployments of the Book, which a transaction that fails could not;
/// - a loss that was written down is not missing;
/// - shall lift nothing: that is the council's.
pub fn handler(ctx: Context<CheckBook>) -> Result<()> {
    let accounts = &ctx.accounts;
    let cash = balance(&accounts.token_account).explain::<FacilityError>()?;
    let redeem_held = balance(&accounts.redeem_token_account).explain::<FacilityError>()?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        let sheet = BalanceSheet::of(&book, &*accounts.redeem_vault.load()?, cash, redeem_held);
        let before = book.halted;
        if sheet.is_short() {
            book.halted |= halt::CLAIM | halt::DEPLOY;
        }
        BookChecked {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            cash: sheet.cash,
            assets: sheet.assets,
            claims: sheet.claims,
            redeem_held: sheet.redeem_held,
            redeem_owed: sheet.redeem_owed,
            halted_before: before,
            halted_after: book.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
