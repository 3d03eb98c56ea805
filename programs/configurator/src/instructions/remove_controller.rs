use crate::{
    events::Change,
    instructions::configure::{as_admin, configured, guards, Guards},
    state::{Beam, CBeam, Emergency, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveController<'info> {
    /// See [`crate::state::Guard`].
    pub guardian: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    /// Of a GovOps or the conserver.
    pub registration: Option<Box<Account<'info, PauRegistration>>>,
    /// Of a GovOps.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    /// Of a warden.
    pub beam: Option<Box<Account<'info, Beam>>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub controller: UncheckedAccount<'info>,
    /// CHECK: receives the rent; the PAU program checks it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

guards!(RemoveController);

/// Specification: shall end a controller's draws and charges at once.
pub fn handler(ctx: Context<RemoveController>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_guardian(Emergency::Remove)?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::RemoveController {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            controller: accounts.controller.to_account_info(),
            rent_payer: accounts.rent_payer.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::remove_controller(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau, controller) = (accounts.guardian.key(), accounts.pau.key(), accounts.controller.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::RemoveController, controller);
    halo_common::emit!(ctx, event);
    Ok(())
}
