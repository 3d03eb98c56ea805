use crate::{
    error::WrapperError,
    events::FractionsStaked,
    state::{Stake as StakeRecord, Wrapped},
    ACCOUNT_VERSION, STAKE_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use halo_common::{account::Create, token::Move};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct StakeArgs {
    /// Fractions, base units above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Stake<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub owner: Signer<'info>,
    #[account(
        mut,
        has_one = fraction_mint @ WrapperError::WrongFractionMint,
        has_one = escrow @ WrapperError::WrongEscrow,
    )]
    pub wrapped: Box<Account<'info, Wrapped>>,
    /// CHECK: created with the first fraction, afterwards read and written by the handler.
    #[account(
        mut,
        seeds = [STAKE_SEED, wrapped.key().as_ref(), owner.key().as_ref()],
        bump
    )]
    pub stake: UncheckedAccount<'info>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    #[account(mut)]
    pub escrow: UncheckedAccount<'info>,
    /// CHECK: the wrapper names it.
    pub fraction_mint: UncheckedAccount<'info>,
    pub fraction_program: Program<'info, Token2022>,
    pub system_program: Program<'info, System>,
}

impl Stake<'_> {
    /// The owner's stake, which is created with its first fraction.
    fn record(&self, bump: u8) -> Result<StakeRecord> {
        if *self.stake.owner == crate::ID {
            return StakeRecord::read(&self.stake);
        }
        let (wrapped, owner) = (self.wrapped.key(), self.owner.key());
        Create {
            payer: &self.payer,
            account: &self.stake,
            system_program: &self.system_program,
            owner: &crate::ID,
            seeds: &[STAKE_SEED, wrapped.as_ref(), owner.as_ref(), &[bump]],
        }
        .zeroed(StakeRecord::SPACE)?;
        Ok(StakeRecord {
            version: ACCOUNT_VERSION,
            bump,
            wrapped,
            owner,
            rent_payer: self.payer.key(),
            ..StakeRecord::default()
        })
    }

    fn take(&self, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.fraction_program,
            mint: &self.fraction_mint,
            decimals: self.wrapped.decimals,
            from: &self.source,
            to: &self.escrow,
            authority: &self.owner,
        };
        movement.send::<WrapperError>(amount, &[])
    }
}

/// Specification:
/// - shall take free fractions in; from then on the stake is paid what they have earned and earn;
/// - shall be possible while the NFAT is in the wrapper.
pub fn handler(ctx: Context<Stake>, args: StakeArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.wrapped.require_wrapped()?;
    require!(args.amount > 0, WrapperError::ZeroAmount);
    let mut stake = accounts.record(ctx.bumps.stake)?;
    accounts.wrapped.stake(&mut stake, args.amount)?;
    stake.write(&accounts.stake)?;
    accounts.take(args.amount)?;
    let event = FractionsStaked {
        wrapped: accounts.wrapped.key(),
        sequence: accounts.wrapped.next_sequence(),
        owner: accounts.owner.key(),
        source: accounts.source.key(),
        amount: args.amount,
        stake_after: stake.amount,
        staked_after: accounts.wrapped.staked,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
