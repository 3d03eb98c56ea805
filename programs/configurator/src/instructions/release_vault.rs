use crate::{
    accordant::Configures,
    configures,
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, Init, PauRegistration, Scope},
    RELEASE_VAULT_DIGEST,
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct ReleaseVault<'info> {
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub permit: Box<Account<'info, Init>>,
    /// CHECK: receives the rent of the permit, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(ReleaseVault);

/// Specification: shall let relayers move a guarded Book's money, on a permit for this vault that is used up.
pub fn handler(ctx: Context<ReleaseVault>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    accounts.permit.require_permit(&accounts.vault.key(), &RELEASE_VAULT_DIGEST)?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::ReleaseVault {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            vault: accounts.vault.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::release_vault(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau, vault) = (accounts.govops.key(), accounts.pau.key(), accounts.vault.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::ReleaseVault, vault);
    halo_common::emit!(ctx, event);
    Ok(())
}
