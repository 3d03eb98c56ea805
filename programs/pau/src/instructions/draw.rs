use crate::{
    error::PauError,
    instructions::debit::Debit,
    state::{BookVault, Controller, LimitKind, Pau, RateLimit},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

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
    /// CHECK: the controller names it; for TRANSFER it must be the limit's target.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Draw<'_> {
    fn validate(&self, args: &DrawArgs) -> Result<()> {
        self.pau.load()?.require_live()?;
        self.controller.require_kind(args.kind)?;
        self.controller.require_book(&self.vault.load()?.book)?;
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
    let event = Debit {
        actor: accounts.signer.key(),
        vault: &accounts.vault,
        proxy: &accounts.proxy,
        token_account: &accounts.token_account,
        destination: &accounts.destination,
        mint: &accounts.mint,
        token_program: &accounts.token_program,
        limit: &accounts.limit,
        kind: args.kind,
        target: args.target,
    }
    .execute(args.amount)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
