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
pub struct TakeOver<'info> {
    pub conserver: Signer<'info>,
    #[account(mut, has_one = conserver @ ConfiguratorError::NotConserver)]
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

/// Specification:
/// - shall put the conserver in the place of the GovOps of a frozen PAU;
/// - relayers, freezer and every beacon's Beam under this PAU shall end: the conserver names new ones.
pub fn handler(ctx: Context<TakeOver>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    require!(accounts.pau.load()?.frozen != 0, ConfiguratorError::PauNotFrozen);
    require!(!accounts.registration.is_conserved(), ConfiguratorError::Conserved);
    accounts.registration.conserved = 1;
    let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
    on_pau(&accounts.scope, &accounts.pau, event_authority, program, pau::cpi::advance_epoch)?;
    let (actor, pau) = (accounts.conserver.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::TakeOver, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
