use crate::{
    error::PauError,
    events::VaultReleased,
    state::{BookVault, Pau},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct ReleaseVault<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub vault: AccountLoader<'info, BookVault>,
}

/// Specification: shall let relayers move this Book's money, within their limits: for what is left when
/// every unit is paid, and for a Book whose program has failed.
pub fn handler(ctx: Context<ReleaseVault>) -> Result<()> {
    let event = {
        let mut vault = ctx.accounts.vault.load_mut()?;
        require!(vault.guarded != 0, PauError::VaultNotGuarded);
        vault.guarded = 0;
        VaultReleased {
            vault: ctx.accounts.vault.key(),
            sequence: vault.next_sequence(),
            admin: ctx.accounts.admin.key(),
            book: vault.book,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
