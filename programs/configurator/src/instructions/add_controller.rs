use crate::{
    accordant::Configures,
    configures,
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, Grant, Init, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{instructions::AddControllerArgs, program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct AddController<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub init: Box<Account<'info, Init>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub controller: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(AddController);

impl AddController<'_> {
    fn validate(&self) -> Result<AddControllerArgs> {
        self.require_may_add()?;
        self.init.require_for(&self.registration)?;
        match self.init.grant {
            Grant::Controller { signer, book, kinds } => Ok(AddControllerArgs { signer, book, kinds }),
            _ => err!(ConfiguratorError::WrongInit),
        }
    }
}

/// Specification: shall let a program's signer draw and charge exactly as the init approves.
pub fn handler(ctx: Context<AddController>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let args = accounts.validate()?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::AddController {
            payer: accounts.payer.to_account_info(),
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            controller: accounts.controller.to_account_info(),
            system_program: accounts.system_program.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::add_controller(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds), args)
    })?;
    let (actor, pau, controller) = (accounts.govops.key(), accounts.pau.key(), accounts.controller.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::AddController, controller);
    halo_common::emit!(ctx, event);
    Ok(())
}
