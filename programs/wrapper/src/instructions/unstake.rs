use crate::{
    error::WrapperError,
    events::FractionsUnstaked,
    fraction_mint,
    state::{Stake, Wrapped},
};
use anchor_lang::{prelude::*, AccountsClose};
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};
use halo_common::token::Move;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct UnstakeArgs {
    /// Fractions, base units above zero.
    pub amount: u64,
    /// Most that may be put back, base units of the cash.
    pub max_payback: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Unstake<'info> {
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = escrow @ WrapperError::WrongEscrow,
        has_one = vault @ WrapperError::WrongVault,
        has_one = mint @ WrapperError::WrongMint,
        has_one = token_program @ WrapperError::WrongTokenProgram,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    #[account(
        mut,
        has_one = wrapped @ WrapperError::WrongWrapped,
        has_one = owner @ WrapperError::NotStaker,
        has_one = rent_payer @ WrapperError::WrongRentPayer,
    )]
    pub stake: Box<Account<'info, Stake>>,
    /// CHECK: receives the rent of an empty stake, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub escrow: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants the fractions; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub fraction_mint: UncheckedAccount<'info>,
    pub fraction_program: Program<'info, Token2022>,
    /// CHECK: pays what is put back; the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Unstake<'_> {
    fn put_back(&self, payback: u64) -> Result<()> {
        if payback == 0 {
            return Ok(());
        }
        let movement = Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals: self.wrapped.decimals,
            from: &self.source,
            to: &self.vault,
            authority: &self.owner,
        };
        movement.send::<WrapperError>(payback, &[])?;
        self.wrapped.require_solvent(&self.vault)
    }

    fn give(&self, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.fraction_program,
            mint: &self.fraction_mint,
            decimals: self.wrapped.decimals,
            from: &self.escrow,
            to: &self.destination,
            authority: self.wrapped.as_ref().as_ref(),
        };
        self.wrapped.sign(|seeds| movement.send::<WrapperError>(amount, seeds))
    }
}

/// Specification:
/// - shall give fractions of the stake back, and have put back what the stake has taken out for them: free fractions
///   carry what they have earned, and all of them the same;
/// - shall put nothing back when they are all fractions that there are;
/// - shall be possible while the NFAT is in the wrapper; afterwards the stake is paid to its end with `claim_rewards`.
pub fn handler(ctx: Context<Unstake>, args: UnstakeArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.wrapped.require_wrapped()?;
    require!(args.amount > 0, WrapperError::ZeroAmount);
    let supply = fraction_mint::supply(&accounts.fraction_mint)?;
    let payback = accounts.wrapped.unstake(&mut accounts.stake, args.amount, supply)?;
    require_gte!(args.max_payback, payback, WrapperError::PaybackAboveMaximum);
    accounts.put_back(payback)?;
    accounts.give(args.amount)?;
    let event = FractionsUnstaked {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        owner: accounts.owner.key(),
        destination: accounts.destination.key(),
        amount: args.amount,
        source: accounts.source.key(),
        payback,
        stake_after: accounts.stake.amount,
        staked_after: accounts.wrapped.staked,
        cash_after: accounts.wrapped.cash()?,
    };
    if accounts.stake.amount == 0 {
        accounts.stake.close(accounts.rent_payer.to_account_info())?;
    }
    halo_common::emit!(ctx, event);
    Ok(())
}
