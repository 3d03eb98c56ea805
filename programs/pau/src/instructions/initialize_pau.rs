use crate::{error::PauError, events::PauInitialized, state::Pau, ACCOUNT_VERSION, PAU_SEED};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct InitializePauArgs {
    /// Key that administers it. It need not sign: being named gives whoever names it nothing.
    pub admin: Pubkey,
    /// Key that may freeze; the default key for none.
    pub freezer: Pubkey,
}

#[event_cpi]
#[derive(Accounts)]
pub struct InitializePau<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// Fresh key: its signature is what binds the address to whoever creates it.
    pub base: Signer<'info>,
    #[account(
        init,
        payer = payer,
        space = Pau::SPACE,
        seeds = [PAU_SEED, base.key().as_ref()],
        bump
    )]
    pub pau: AccountLoader<'info, Pau>,
    pub system_program: Program<'info, System>,
}

/// Specification:
/// - shall create a PAU without relayers, controllers or limits: nothing can leave it yet;
/// - shall refuse the default key as administrator.
pub fn handler(ctx: Context<InitializePau>, args: InitializePauArgs) -> Result<()> {
    require_keys_neq!(args.admin, Pubkey::default(), PauError::InvalidAdmin);
    let event = {
        let accounts = &ctx.accounts;
        let mut pau = accounts.pau.load_init()?;
        pau.base = accounts.base.key();
        pau.admin = args.admin;
        pau.freezer = args.freezer;
        pau.version = ACCOUNT_VERSION;
        pau.bump = ctx.bumps.pau;
        PauInitialized {
            pau: accounts.pau.key(),
            sequence: pau.next_sequence(),
            admin: pau.admin,
            freezer: pau.freezer,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
