use crate::{
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{configured, on_pau},
    state::Scope,
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct UnfreezePau<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification: shall end a freeze; whoever may freeze without being the council may not.
pub fn handler(ctx: Context<UnfreezePau>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
    on_pau(&accounts.scope, &accounts.pau, event_authority, program, pau::cpi::unfreeze)?;
    let (actor, pau) = (accounts.council.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::Unfreeze, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
