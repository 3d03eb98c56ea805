use crate::{
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{configured, on_pau},
    state::{PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct HandBack<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        has_one = scope @ ConfiguratorError::WrongRegistration,
        has_one = pau @ ConfiguratorError::WrongRegistration,
    )]
    pub registration: Box<Account<'info, PauRegistration>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification: shall give the PAU back to its GovOps; whatever the conserver named shall end.
pub fn handler(ctx: Context<HandBack>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    require!(accounts.registration.is_conserved(), ConfiguratorError::NotConserved);
    accounts.registration.conserved = 0;
    let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
    on_pau(&accounts.scope, &accounts.pau, event_authority, program, pau::cpi::advance_epoch)?;
    let (actor, pau) = (accounts.council.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::HandBack, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
