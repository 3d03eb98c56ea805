use crate::{
    error::PauError,
    events::BookSwapped,
    instructions::debit::{limit_of, require_live, Debit},
    state::{Controller, LimitKind},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SwapArgs {
    /// Mint of what the controller brings into the Book.
    pub mint_in: Pubkey,
    /// Base units of it, above zero.
    pub amount_in: u64,
    /// Base units that leave the Book, above zero.
    pub amount_out: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Swap<'info> {
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
    pub limit_in: UncheckedAccount<'info>,
    /// CHECK: read as a limit of the PAU.
    #[account(mut)]
    pub limit_out: UncheckedAccount<'info>,
    /// CHECK: read as a vault of the PAU; it names the accounts below.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub proxy: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the controller names it; the token program checks its mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the vault record names it.
    pub token_program: UncheckedAccount<'info>,
}

impl Swap<'_> {
    fn validate(&self) -> Result<()> {
        require_live(&self.pau)?;
        self.controller.require_kind(LimitKind::SwapIn)?;
        Ok(self.controller.require_kind(LimitKind::SwapOut)?)
    }

    /// Charges what comes in; returns what was available before and is after.
    fn charge_in(&self, args: &SwapArgs, now: i64) -> Result<(u64, u64)> {
        let mut limit = limit_of(self.pau.key, &self.limit_in)?;
        limit.require_key(LimitKind::SwapIn, self.signer.key, &args.mint_in)?;
        let charge = limit.charge(args.amount_in, now)?;
        Ok((charge.before, charge.after))
    }
}

/// Specification:
/// - shall serve only a controller of this PAU that may swap, for its Books;
/// - shall charge both limits, whose target is the controller, before the money moves;
/// - shall move what leaves alone: what comes in is brought and proved by the controller;
/// - shall refuse while frozen.
pub fn handler(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate()?;
    let now = Clock::get()?.unix_timestamp;
    let (limit_in_before, limit_in_after) = accounts.charge_in(&args, now)?;
    let debit = Debit {
        actor: accounts.signer.key,
        pau: accounts.pau.key,
        vault: &accounts.vault,
        proxy: &accounts.proxy,
        token_account: &accounts.token_account,
        destination: &accounts.destination,
        mint: &accounts.mint,
        token_program: &accounts.token_program,
        limit: &accounts.limit_out,
        kind: LimitKind::SwapOut,
        target: accounts.signer.key,
    }
    .execute(args.amount_out, now, |vault| Ok(accounts.controller.require_book(&vault.book)?))?;
    let event = BookSwapped {
        vault: debit.vault,
        sequence: debit.sequence,
        actor: debit.actor,
        destination: debit.destination,
        amount_out: debit.amount,
        balance_after: debit.balance_after,
        limit_out_before: debit.limit_before,
        limit_out_after: debit.limit_after,
        mint_in: args.mint_in,
        amount_in: args.amount_in,
        limit_in_before,
        limit_in_after,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
