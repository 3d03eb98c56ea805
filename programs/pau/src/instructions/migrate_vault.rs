use crate::{
    error::PauError,
    events::VaultMigrated,
    state::{BookVault, Controller, Pau},
    PROXY_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{
    token::{balance, Move},
    Explain,
};

#[event_cpi]
#[derive(Accounts)]
pub struct MigrateVault<'info> {
    pub signer: Signer<'info>,
    #[account(
        has_one = pau @ PauError::WrongPau,
        has_one = signer @ PauError::NotController,
    )]
    pub controller: Account<'info, Controller>,
    pub pau: AccountLoader<'info, Pau>,
    pub new_pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = pau @ PauError::WrongPau,
        has_one = proxy @ PauError::WrongProxy,
        has_one = token_account @ PauError::WrongVault,
        has_one = mint @ PauError::WrongMint,
        has_one = token_program @ PauError::WrongTokenProgram,
    )]
    pub vault: AccountLoader<'info, BookVault>,
    /// CHECK: the vault record names it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    #[account(
        constraint = new_vault.load()?.pau == new_pau.key() @ PauError::WrongPau,
        constraint = new_vault.load()?.token_account == new_token_account.key() @ PauError::WrongVault,
        has_one = mint @ PauError::WrongMint,
    )]
    pub new_vault: AccountLoader<'info, BookVault>,
    /// CHECK: the new vault record names it.
    #[account(mut)]
    pub new_token_account: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl MigrateVault<'_> {
    fn validate(&self) -> Result<()> {
        require_keys_neq!(self.pau.key(), self.new_pau.key(), PauError::SamePau);
        require_keys_eq!(self.new_pau.load()?.admin, self.pau.load()?.admin, PauError::AdminDiffers);
        let (old, new) = (self.vault.load()?, self.new_vault.load()?);
        self.controller.require_book(&old.book)?;
        require_keys_eq!(new.book, old.book, PauError::WrongBook);
        require!(new.guarded != 0 || old.guarded == 0, PauError::GuardLost);
        Ok(())
    }

    /// Moves everything there is; returns how much it was.
    fn empty(&self, vault: &BookVault) -> Result<u64> {
        let amount = balance(&self.token_account).explain::<PauError>()?;
        let seeds: &[&[u8]] = &[PROXY_SEED, vault.pau.as_ref(), vault.book.as_ref(), &[vault.proxy_bump]];
        Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals: vault.decimals,
            from: &self.token_account,
            to: &self.new_token_account,
            authority: &self.proxy,
        }
        .send::<PauError>(amount, &[seeds])?;
        Ok(amount)
    }
}

/// Specification:
/// - shall move the whole balance, also of an empty vault, to the same Book under a PAU of the same administrator;
/// - shall serve a controller of this Book, whatever kinds of limit it may use; no limit is charged, because the
///   money stays the Book's;
/// - a guarded vault shall move into a guarded one only;
/// - shall work while frozen: a frozen PAU is what a Book may have to leave.
pub fn handler(ctx: Context<MigrateVault>) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate()?;
    let event = {
        let mut vault = accounts.vault.load_mut()?;
        let amount = accounts.empty(&vault)?;
        VaultMigrated {
            vault: accounts.vault.key(),
            sequence: vault.next_sequence(),
            actor: accounts.signer.key(),
            book: vault.book,
            new_pau: accounts.new_pau.key(),
            new_vault: accounts.new_vault.key(),
            amount,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
