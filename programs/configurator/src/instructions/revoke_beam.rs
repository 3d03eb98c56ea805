use crate::{
    error::ConfiguratorError,
    events::BeamRevoked,
    state::{Accordance, Beam, CBeam, PauRegistration, Scope},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RevokeBeam<'info> {
    /// Council or mom; for a beacon's operations also a GovOps of its PAU, or the conserver in its place.
    pub actor: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    /// Of a GovOps or the conserver.
    pub registration: Option<Box<Account<'info, PauRegistration>>>,
    /// Of a GovOps.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub beam: Box<Account<'info, Beam>>,
    /// CHECK: receives the rent of the Beam, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

impl RevokeBeam<'_> {
    fn validate(&self) -> Result<()> {
        if self.scope.may_remove(self.actor.key) {
            return Ok(());
        }
        // ATTEST and HALT are bound to no PAU, so that no registration fits them.
        let registration = self.registration.as_ref().ok_or(ConfiguratorError::NotRemover)?;
        let accordance = Accordance {
            signer: self.actor.key(),
            scope: (self.scope.key(), &self.scope),
            pau: self.beam.pau,
            registration,
            cbeam: self.cbeam.as_ref().map(|cbeam| &***cbeam),
        };
        Ok(accordance.check()?)
    }
}

/// Specification: shall end the Beam in this transaction and return its rent to whoever paid it.
pub fn handler(ctx: Context<RevokeBeam>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate()?;
    let event = BeamRevoked {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.actor.key(),
        beam: accounts.beam.key(),
        target: accounts.beam.target,
        holder: accounts.beam.holder,
        permissions: accounts.beam.permissions,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
