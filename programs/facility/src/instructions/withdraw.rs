use crate::{
    error::FacilityError,
    events::Withdrawn,
    state::{Facility, Queue, QueuePosition},
    QUEUE_SEED,
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{
    token::{balance, Move},
    Explain,
};
use halo_math::Consent;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct WithdrawArgs {
    /// Shares to give up; none for all of them.
    pub shares: Option<u64>,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Withdraw<'info> {
    pub prime: Signer<'info>,
    #[account(
        has_one = mint @ FacilityError::WrongMint,
        has_one = token_program @ FacilityError::WrongTokenProgram,
    )]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = token_account @ FacilityError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, Queue>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub position: AccountLoader<'info, QueuePosition>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: wherever the Prime wants its money; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Withdraw<'_> {
    /// Takes the shares off position and queue; returns them and what they are worth, base units.
    fn burn_shares(&self, args: &WithdrawArgs) -> Result<(u64, u64)> {
        let mut queue = self.queue.load_mut()?;
        let mut position = self.position.load_mut()?;
        require!(position.shares > 0, FacilityError::NothingQueued);
        let shares = args.shares.unwrap_or(position.shares);
        position.shares = position.shares.checked_sub(shares).ok_or(FacilityError::InsufficientQueued)?;
        if position.shares == 0 {
            position.consent = Consent::default();
        }
        let mut totals = queue.totals;
        let amount = totals.withdraw(shares).explain::<FacilityError>()?;
        queue.totals = totals;
        Ok((shares, amount))
    }

    fn pay(&self, amount: u64) -> Result<()> {
        let (facility, decimals, bump) = {
            let queue = self.queue.load()?;
            (queue.facility, queue.decimals, queue.bump)
        };
        let movement = Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals,
            from: &self.token_account,
            to: &self.destination,
            authority: self.queue.as_ref(),
        };
        movement.send::<FacilityError>(amount, &[&[QUEUE_SEED, facility.as_ref(), &[bump]]])
    }
}

/// Specification:
/// - shall pay `shares x total underlying / total shares`, rounded down; the last to leave takes all;
/// - shall never be stopped: not by a halt, a freeze, or the end of an approval;
/// - a complete withdrawal shall end the Prime's consent.
pub fn handler(ctx: Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let (shares, amount) = accounts.burn_shares(&args)?;
    accounts.pay(amount)?;
    let event = {
        let queue = accounts.queue.load()?;
        queue.require_sound(balance(&accounts.token_account).explain::<FacilityError>()?)?;
        let mut position = accounts.position.load_mut()?;
        Withdrawn {
            position: accounts.position.key(),
            sequence: position.next_sequence(),
            prime: accounts.prime.key(),
            destination: accounts.destination.key(),
            amount,
            shares,
            queued_after: queue.totals.underlying_of(position.shares).explain::<FacilityError>()?,
            total_after: queue.totals.underlying,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
