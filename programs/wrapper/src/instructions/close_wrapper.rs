use crate::{
    error::WrapperError,
    events::WrapperClosed,
    fraction_mint, own_account,
    state::{Wrapped, WrapperState},
};
use anchor_lang::prelude::*;
use anchor_spl::{token_2022::Token2022, token_interface::TokenInterface};
use halo_common::{
    token::{balance, Move},
    Explain,
};

#[event_cpi]
#[derive(Accounts)]
pub struct CloseWrapper<'info> {
    /// Paid the rent and gets it back.
    #[account(mut)]
    pub rent_payer: Signer<'info>,
    #[account(
        mut,
        close = rent_payer,
        has_one = rent_payer @ WrapperError::WrongRentPayer,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = escrow @ WrapperError::WrongEscrow,
        has_one = vault @ WrapperError::WrongVault,
        has_one = mint @ WrapperError::WrongMint,
        has_one = token_program @ WrapperError::WrongTokenProgram,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: the wrapper names it. It stays: a token's address is never used again for another one.
    pub fraction_mint: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub escrow: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: wherever the rent payer wants what is left; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
    pub fraction_program: Program<'info, Token2022>,
}

impl CloseWrapper<'_> {
    /// Empties the vault of what nobody has a claim on; returns how much it was.
    fn sweep(&self) -> Result<u64> {
        let left = balance(&self.vault).explain::<WrapperError>()?;
        if left > 0 {
            let movement = Move {
                token_program: &self.token_program,
                mint: &self.mint,
                decimals: self.wrapped.decimals,
                from: &self.vault,
                to: &self.destination,
                authority: self.wrapped.as_ref().as_ref(),
            };
            self.wrapped.sign(|seeds| movement.send::<WrapperError>(left, seeds))?;
        }
        Ok(left)
    }

    fn close_accounts(&self) -> Result<()> {
        let Self { rent_payer, wrapped, vault, escrow, token_program, fraction_program, .. } = self;
        let (rent_payer, authority) = (rent_payer.as_ref(), wrapped.as_ref().as_ref());
        wrapped.sign(|seeds| {
            own_account::close(token_program, [vault, rent_payer, authority], seeds)?;
            own_account::close(fraction_program, [escrow, rent_payer, authority], seeds)
        })
    }
}

/// Specification:
/// - shall return the rent of a wrapper without an NFAT and without fractions;
/// - what is in its vault then was given by nobody for anything: it goes where the rent payer says;
/// - shall leave the fractions' mint.
pub fn handler(ctx: Context<CloseWrapper>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    require!(accounts.wrapped.state != WrapperState::Wrapped, WrapperError::NotOpen);
    require!(fraction_mint::supply(&accounts.fraction_mint)? == 0, WrapperError::FractionsOutstanding);
    let swept = accounts.sweep()?;
    accounts.close_accounts()?;
    let event = WrapperClosed {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        rent_payer: accounts.rent_payer.key(),
        destination: accounts.destination.key(),
        swept,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
