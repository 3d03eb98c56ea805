use crate::{
    error::NfatError,
    events::DefaultDeclared,
    state::{Nfat, RedeemVault},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct DeclareDefault<'info> {
    pub actor: Signer<'info>,
    #[account(mut)]
    pub nfat: AccountLoader<'info, Nfat>,
    #[account(
        mut,
        constraint = redeem_vault.load()?.config == nfat.load()?.config @ NfatError::WrongConfig,
        constraint = redeem_vault.load()?.book == nfat.load()?.book @ NfatError::WrongBook,
    )]
    pub redeem_vault: AccountLoader<'info, RedeemVault>,
}

/// Specification:
/// - shall declare an NFAT in default when principal or scheduled interest is missing beyond maturity and grace;
/// - from then on its Book pays no other unit, until nothing is missing or governance has fixed the loss.
pub fn handler(ctx: Context<DeclareDefault>) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let (mut nfat, mut vault) = (accounts.nfat.load_mut()?, accounts.redeem_vault.load_mut()?);
        nfat.accrue(now);
        vault.declare_default(&mut nfat, now)?;
        DefaultDeclared {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            actor: accounts.actor.key(),
            book: nfat.book,
            shortfall: nfat.shortfall(),
            penalty_due: nfat.penalty_due(),
            defaults_after: vault.defaults,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
