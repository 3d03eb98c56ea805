use crate::{
    error::PauError,
    instructions::debit::Debit,
    state::{BookVault, LimitKind, Pau, RateLimit},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct TransferArgs {
    /// Base units, above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Transfer<'info> {
    pub relayer: Signer<'info>,
    #[account(constraint = pau.load()?.is_relayer(relayer.key) @ PauError::NotRelayer)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ PauError::WrongPau)]
    pub limit: AccountLoader<'info, RateLimit>,
    #[account(
        mut,
        has_one = pau @ PauError::WrongPau,
        has_one = proxy @ PauError::WrongProxy,
        has_one = token_account @ PauError::WrongVault,
        has_one = mint @ PauError::WrongMint,
        has_one = token_program @ PauError::WrongTokenProgram,
    )]
    pub vault: AccountLoader<'info, BookVault>,
    /// CHECK: the vault record names it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the limit names it as its target; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall send only to the token account for which this PAU has a TRANSFER limit;
/// - shall charge that limit before the money moves;
/// - shall refuse a guarded vault: its Book leaves through the gate of its own program, not past it;
/// - shall refuse while frozen.
pub fn handler(ctx: Context<Transfer>, args: TransferArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.pau.load()?.require_live()?;
    require!(accounts.vault.load()?.guarded == 0, PauError::VaultGuarded);
    let event = Debit {
        actor: accounts.relayer.key(),
        vault: &accounts.vault,
        proxy: &accounts.proxy,
        token_account: &accounts.token_account,
        destination: &accounts.destination,
        mint: &accounts.mint,
        token_program: &accounts.token_program,
        limit: &accounts.limit,
        kind: LimitKind::Transfer,
        target: accounts.destination.key(),
    }
    .execute(args.amount)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
