use crate::{
    error::WrapperError,
    events::FractionsBurnt,
    fraction_mint,
    state::{pay, Wrapped, WrapperState},
};
use anchor_lang::prelude::*;
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct BurnFractionsArgs {
    /// Fractions, base units above zero.
    pub amount: u64,
    /// Before the last payment: whether the owner gives up what arrives later.
    pub accept_forfeit: bool,
    /// Base units that the owner expects at least; refuses to burn for less.
    pub min_payout: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct BurnFractions<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = vault @ WrapperError::WrongVault,
        has_one = mint @ WrapperError::WrongMint,
        has_one = token_program @ WrapperError::WrongTokenProgram,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub fraction_mint: UncheckedAccount<'info>,
    pub fraction_program: Program<'info, Token2022>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants the money; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall pay free fractions their part of the pot, rounded down, and burn them; the last free ones get all of it;
/// - before the last payment only for who accepts to get nothing of what comes, and never all that there are;
/// - shall never be stopped by a halt or a freeze.
pub fn handler(ctx: Context<BurnFractions>, args: BurnFractionsArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let supply = fraction_mint::supply(&accounts.fraction_mint)?;
    let forfeited = accounts.wrapped.state == WrapperState::Wrapped;
    let payout = accounts.wrapped.burn(args.amount, supply, args.accept_forfeit)?;
    require_gte!(payout, args.min_payout, WrapperError::PayoutBelowMinimum);
    let burnt = [&*accounts.fraction_mint, &accounts.source, &accounts.owner];
    fraction_mint::burn(&accounts.fraction_program, burnt, args.amount, &[])?;
    let BurnFractions { vault, destination, mint, token_program, .. } = accounts;
    pay(&accounts.wrapped, [&**vault, destination, mint, token_program], payout)?;
    let event = FractionsBurnt {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        owner: accounts.owner.key(),
        source: accounts.source.key(),
        destination: accounts.destination.key(),
        amount: args.amount,
        payout,
        forfeited,
        supply_after: fraction_mint::supply(&accounts.fraction_mint)?,
        cash_after: accounts.wrapped.cash()?,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
