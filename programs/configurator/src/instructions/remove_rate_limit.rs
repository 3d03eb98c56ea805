use crate::{
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured, guards, Guards},
    state::{Beam, CBeam, Emergency, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{
    program::Pau as PauProgram,
    state::{Pau, RateLimit},
};

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveRateLimit<'info> {
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
    #[account(mut)]
    pub limit: AccountLoader<'info, RateLimit>,
    /// CHECK: receives the rent; the PAU program checks it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

guards!(RemoveRateLimit);

impl RemoveRateLimit<'_> {
    fn validate(&self) -> Result<()> {
        self.require_guardian(Emergency::Remove)?;
        // SECURITY: removed and added again, a paused limit would be live without the council's resuming it.
        let paused = self.limit.load()?.paused != 0;
        require!(!paused || self.guardian.key() == self.scope.council, ConfiguratorError::LimitPaused);
        Ok(())
    }
}

/// Specification: shall end every movement under this key at once; a paused limit is the council's to remove.
pub fn handler(ctx: Context<RemoveRateLimit>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate()?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::RemoveRateLimit {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            limit: accounts.limit.to_account_info(),
            rent_payer: accounts.rent_payer.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::remove_rate_limit(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau, limit) = (accounts.guardian.key(), accounts.pau.key(), accounts.limit.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::RemoveRateLimit, limit);
    halo_common::emit!(ctx, event);
    Ok(())
}
