use crate::{
    error::WrapperError,
    events::RewardsClaimed,
    fraction_mint,
    state::{pay, Stake, Wrapped, WrapperState},
};
use anchor_lang::{prelude::*, AccountsClose};
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};

#[event_cpi]
#[derive(Accounts)]
pub struct ClaimRewards<'info> {
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
    /// CHECK: receives the rent of a stake that has ended, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: wherever the owner wants the money; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub escrow: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub fraction_mint: UncheckedAccount<'info>,
    pub fraction_program: Program<'info, Token2022>,
}

impl ClaimRewards<'_> {
    fn burn(&self, amount: u64) -> Result<()> {
        let burnt = [&*self.fraction_mint, &self.escrow, self.wrapped.as_ref().as_ref()];
        self.wrapped.sign(|seeds| fraction_mint::burn(&self.fraction_program, burnt, amount, seeds))
    }
}

/// Specification:
/// - shall pay a stake what its fractions have earned and it has not taken out;
/// - after the last payment shall burn them with it, and end the stake; the last fractions get all that is left;
/// - shall be the stake's owner's, and never be stopped by a halt or a freeze.
pub fn handler(ctx: Context<ClaimRewards>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let ends = accounts.wrapped.state == WrapperState::Final;
    let burnt = if ends { accounts.stake.amount } else { 0 };
    let amount = if ends {
        let supply = fraction_mint::supply(&accounts.fraction_mint)?;
        accounts.wrapped.settle(&mut accounts.stake, supply)?
    } else {
        accounts.wrapped.claim(&mut accounts.stake)?
    };
    let ClaimRewards { vault, destination, mint, token_program, .. } = accounts;
    pay(&accounts.wrapped, [&**vault, destination, mint, token_program], amount)?;
    if ends {
        accounts.burn(burnt)?;
        accounts.stake.close(accounts.rent_payer.to_account_info())?;
    }
    let event = RewardsClaimed {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        owner: accounts.owner.key(),
        destination: accounts.destination.key(),
        amount,
        burnt,
        staked_after: accounts.wrapped.staked,
        cash_after: accounts.wrapped.cash()?,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
