use crate::{
    error::PauError,
    instructions::debit::{require_live, Debit},
    state::{Controller, LimitKind},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct DrawArgs {
    /// Kind of the limit to charge.
    pub kind: LimitKind,
    /// Target of the limit to charge. For TRANSFER it must be the destination.
    pub target: Pubkey,
    /// Base units, above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Draw<'info> {
    pub signer: Signer<'info>,
    #[account(
        has_one = pau @ PauError::WrongPau,
        has_one = signer @ PauError::NotController,
    )]
    pub controller: Account<'info, Controller>,
    /// CHECK: the controller names it.
    pub pau: UncheckedAccount<'info>,
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
    /// CHECK: the controller names it; for TRANSFER it must be the limit's target.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub token_program: UncheckedAccount<'info>,
}

impl Draw<'_> {
    fn validate(&self, args: &DrawArgs) -> Result<()> {
        require_live(&self.pau)?;
        self.controller.require_kind(args.kind)?;
        if args.kind == LimitKind::Transfer {
            require_keys_eq!(args.target, self.destination.key(), PauError::WrongEndpoint);
        }
        Ok(())
    }
}

/// Specification:
/// - shall serve only a controller of this PAU, for its Books and its kinds of limit;
/// - shall charge the limit before the money moves;
/// - shall refuse while frozen.
pub fn handler(ctx: Context<Draw>, args: DrawArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate(&args)?;
    let now = Clock::get()?.unix_timestamp;
    let event = Debit {
        actor: accounts.signer.key,
        pau: accounts.pau.key,
        vault: &accounts.vault,
        proxy: &accounts.proxy,
        token_account: &accounts.token_account,
        destination: &accounts.destination,
        mint: &accounts.mint,
        token_program: &accounts.token_program,
        limit: &accounts.limit,
        kind: args.kind,
        target: &args.target,
    }
    .execute(args.amount, now, |vault| Ok(accounts.controller.require_book(&vault.book)?))?;
    halo_common::emit!(ctx, event);
    Ok(())
}
