use crate::{
    instructions::configure::guards,
    state::{Beam, CBeam, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

/// Accounts of an emergency measure on the PAU itself.
#[event_cpi]
#[derive(Accounts)]
pub struct EmergencyAction<'info> {
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
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

guards!(EmergencyAction);
