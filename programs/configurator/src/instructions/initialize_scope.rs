use crate::{events::ScopeInitialized, state::Scope, ACCOUNT_VERSION, SCOPE_SEED};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct InitializeScope<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    /// Signs so that a scope can never name a council that does not exist.
    pub council: Signer<'info>,
    #[account(
        init,
        payer = payer,
        space = Scope::SPACE,
        seeds = [SCOPE_SEED, base.key().as_ref()],
        bump
    )]
    pub scope: Account<'info, Scope>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall create the scope with the council that signed.
pub fn handler(ctx: Context<InitializeScope>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.scope.set_inner(Scope {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.scope,
        base: accounts.base.key(),
        council: accounts.council.key(),
        rent_payer: accounts.payer.key(),
        sequence: 0,
        reserved: [0; 128],
    });
    let event = ScopeInitialized {
        scope: accounts.scope.key(),
        council: accounts.scope.council,
        sequence: accounts.scope.next_sequence(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
