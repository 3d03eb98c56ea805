use crate::{error::LctsError, events::HoldingReturned, state::Unit};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::token::Move;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ReturnFundsArgs {
    /// Base units, above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct ReturnFunds<'info> {
    pub payer: Signer<'info>,
    #[account(
        mut,
        has_one = mint @ LctsError::WrongMint,
        has_one = token_program @ LctsError::WrongTokenProgram,
        has_one = token_account @ LctsError::WrongHolding,
    )]
    pub unit: AccountLoader<'info, Unit>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the unit names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall be open to anyone and never be stopped, also while other money of the holding is missing;
/// - shall restore no limit: otherwise anybody could refill what a beacon may deploy;
/// - shall not change what shares are worth: that is the rate's.
pub fn handler(ctx: Context<ReturnFunds>, args: ReturnFundsArgs) -> Result<()> {
    require!(args.amount > 0, LctsError::ZeroAmount);
    let accounts = &ctx.accounts;
    Move {
        token_program: &accounts.token_program,
        mint: &accounts.mint,
        decimals: accounts.unit.load()?.decimals,
        from: &accounts.source,
        to: &accounts.token_account,
        authority: &accounts.payer,
    }
    .send::<LctsError>(args.amount, &[])?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        unit.take_back(args.amount)?;
        HoldingReturned {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            payer: accounts.payer.key(),
            source: accounts.source.key(),
            amount: args.amount,
            returned_after: unit.returned,
            holding_after: unit.holding,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
