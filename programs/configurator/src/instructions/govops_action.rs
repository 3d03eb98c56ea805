use crate::{
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

/// Accounts of what a GovOps does to its PAU itself.
#[event_cpi]
#[derive(Accounts)]
pub struct GovOpsAction<'info> {
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(GovOpsAction);
