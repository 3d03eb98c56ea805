use crate::{
    error::PauError,
    instructions::debit::Debit,
    state::{LimitKind, Pau},
};
use anchor_lang::prelude::*;

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
    /// CHECK: read as a limit of the PAU.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    /// CHECK: read as a vault of the PAU; it names the accounts below.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
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
    /// CHECK: the vault record names it.
    pub token_program: UncheckedAccount<'info>,
}

/// Specification:
/// - shall send only to the token account for which this PAU has a TRANSFER limit;
/// - shall charge that limit before the money moves;
/// - shall refuse a guarded vault: its Book leaves through the gate of its own program, not past it;
/// - shall refuse while frozen.
pub fn handler(ctx: Context<Transfer>, args: TransferArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.pau.load()?.require_live()?;
    let now = Clock::get()?.unix_timestamp;
    let event = Debit {
        actor: accounts.relayer.key,
        pau: &accounts.pau.key(),
        vault: &accounts.vault,
        proxy: &accounts.proxy,
        token_account: &accounts.token_account,
        destination: &accounts.destination,
        mint: &accounts.mint,
        token_program: &accounts.token_program,
        limit: &accounts.limit,
        kind: LimitKind::Transfer,
        target: accounts.destination.key,
    }
    .execute(args.amount, now, |vault| {
        require!(vault.guarded == 0, PauError::VaultGuarded);
        Ok(())
    })?;
    halo_common::emit!(ctx, event);
    Ok(())
}
