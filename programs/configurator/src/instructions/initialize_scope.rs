use crate::{
    error::ConfiguratorError,
    events::ScopeInitialized,
    state::{Role, Scope},
    SCOPE_SEED,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializeScopeArgs {
    /// Cancels, removes and pauses.
    pub mom: Pubkey,
    /// Pauses and freezes.
    pub freezer: Pubkey,
    /// Takes over frozen PAUs.
    pub conserver: Pubkey,
}

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

/// Specification:
/// - shall create the scope with the council that signed and the default delay, hop and step;
/// - from then on these change behind the timelock only.
pub fn handler(ctx: Context<InitializeScope>, args: InitializeScopeArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let mut scope = Scope::new(accounts.base.key(), ctx.bumps.scope, accounts.payer.key());
    let roles = [
        (Role::Council, accounts.council.key()),
        (Role::Mom, args.mom),
        (Role::Freezer, args.freezer),
        (Role::Conserver, args.conserver),
    ];
    for (role, key) in roles {
        require_keys_neq!(key, Pubkey::default(), ConfiguratorError::DefaultKey);
        scope.set_role(role, key);
    }
    scope.config_version = 1;
    accounts.scope.set_inner(scope);
    let event = ScopeInitialized {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        council: accounts.scope.council,
        mom: args.mom,
        freezer: args.freezer,
        conserver: args.conserver,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
