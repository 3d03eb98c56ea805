use crate::{
    events::Change,
    instructions::configure::{as_admin, configured, guards, Guards},
    state::{Beam, CBeam, Emergency, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct PauseRateLimit<'info> {
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
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

guards!(PauseRateLimit);

/// Specification: shall stop every movement under this key at once and keep its values for the day it resumes.
pub fn handler(ctx: Context<PauseRateLimit>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_guardian(Emergency::Stop)?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::PauseRateLimit {
            guardian: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            limit: accounts.limit.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::pause_rate_limit(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau, limit) = (accounts.guardian.key(), accounts.pau.key(), accounts.limit.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::PauseRateLimit, limit);
    halo_common::emit!(ctx, event);
    Ok(())
}
