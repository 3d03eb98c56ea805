use crate::{
    accordant::Configures,
    configures,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{instructions::OpenVaultArgs, program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct OpenVault<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    /// Signs, so that nobody opens the vault of a Book that a program will create.
    pub book: Signer<'info>,
    /// CHECK: created by the PAU program, which derives it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU program derives it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: created by the PAU program as the associated token account of the proxy.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub token_program: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub associated_token_program: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(OpenVault);

/// Specification: shall open a token account that the PAU's relayers may use, within its limits.
pub fn handler(ctx: Context<OpenVault>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    let book = accounts.book.key();
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::OpenBookVault {
            payer: accounts.payer.to_account_info(),
            authority: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            controller: None,
            book: Some(accounts.book.to_account_info()),
            vault: accounts.vault.to_account_info(),
            proxy: accounts.proxy.to_account_info(),
            token_account: accounts.token_account.to_account_info(),
            mint: accounts.mint.to_account_info(),
            token_program: accounts.token_program.to_account_info(),
            associated_token_program: accounts.associated_token_program.to_account_info(),
            system_program: accounts.system_program.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::open_vault(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            OpenVaultArgs { book },
        )
    })?;
    let (actor, pau, vault) = (accounts.govops.key(), accounts.pau.key(), accounts.vault.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::OpenVault, vault);
    halo_common::emit!(ctx, event);
    Ok(())
}
