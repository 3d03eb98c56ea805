use crate::{
    error::FacilityError,
    events::FundsReturned,
    state::{Book, Facility},
};
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
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = token_account @ FacilityError::WrongBookVault,
    )]
    pub book: AccountLoader<'info, Book>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the Book names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall be open to anyone, in every phase, and never be stopped;
/// - shall restore no limit: otherwise anybody could refill what a beacon may deploy.
pub fn handler(ctx: Context<ReturnFunds>, args: ReturnFundsArgs) -> Result<()> {
    require!(args.amount > 0, FacilityError::ZeroAmount);
    let accounts = &ctx.accounts;
    Move {
        token_program: &accounts.token_program,
        mint: &accounts.mint,
        decimals: accounts.facility.load()?.decimals,
        from: &accounts.source,
        to: &accounts.token_account,
        authority: &accounts.payer,
    }
    .send::<FacilityError>(args.amount, &[])?;
    let event = {
        let mut book = accounts.book.load_mut()?;
        let returned_after = book.receive(args.amount)?;
        FundsReturned {
            book: accounts.book.key(),
            sequence: book.next_sequence(),
            payer: accounts.payer.key(),
            source: accounts.source.key(),
            amount: args.amount,
            returned_after,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
