use crate::{
    error::ConfiguratorError,
    events::BeamRevoked,
    state::{Beam, Scope},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RevokeBeam<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Account<'info, Scope>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub beam: Account<'info, Beam>,
    /// CHECK: receives the rent of the Beam, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall end the Beam in this transaction and return its rent to whoever paid it.
pub fn handler(ctx: Context<RevokeBeam>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let event = BeamRevoked {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        council: accounts.council.key(),
        beam: accounts.beam.key(),
        target: accounts.beam.target,
        holder: accounts.beam.holder,
        permissions: accounts.beam.permissions,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
