use crate::{
    instructions::configure::{as_admin, guards},
    state::{Beam, CBeam, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{cpi::accounts::GuardianAction, program::Pau as PauProgram, state::Pau};

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

impl<'info> EmergencyAction<'info> {
    /// Lets the scope act on the PAU as a guardian of it, which an administrator is.
    pub(crate) fn act(
        &self,
        act: impl FnOnce(CpiContext<'_, '_, '_, 'info, GuardianAction<'info>>) -> Result<()>,
    ) -> Result<()> {
        as_admin(&self.scope, |seeds| {
            let accounts = GuardianAction {
                guardian: self.scope.to_account_info(),
                pau: self.pau.to_account_info(),
                event_authority: self.pau_event_authority.to_account_info(),
                program: self.pau_program.to_account_info(),
            };
            act(CpiContext::new_with_signer(self.pau_program.key(), accounts, seeds))
        })
    }
}
