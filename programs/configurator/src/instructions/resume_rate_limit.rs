use crate::{
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::Scope,
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct ResumeRateLimit<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification: shall let a paused limit go on from the values that it kept.
pub fn handler(ctx: Context<ResumeRateLimit>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::ResumeRateLimit {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            limit: accounts.limit.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::resume_rate_limit(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau, limit) = (accounts.council.key(), accounts.pau.key(), accounts.limit.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::ResumeRateLimit, limit);
    halo_common::emit!(ctx, event);
    Ok(())
}
