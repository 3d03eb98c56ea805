use crate::{
    error::FacilityError,
    events::Deposited,
    state::{halt, Facility, PrimeApproval, Queue, QueuePosition},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{
    token::{balance, Move},
    Explain,
};
use halo_math::Consent;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct DepositArgs {
    /// Base units, above zero.
    pub amount: u64,
    /// Replaces the condition on which the Prime's queued money may be claimed; none keeps the one in
    /// force, an all-zero consent lifts it.
    pub consent: Option<Consent>,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Deposit<'info> {
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
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub approval: AccountLoader<'info, PrimeApproval>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = prime @ FacilityError::WrongPrime,
    )]
    pub position: AccountLoader<'info, QueuePosition>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the queue names it.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the facility names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall mint `amount x total shares / total underlying` shares, rounded down;
/// - shall refuse a Prime that is not approved and a halted facility.
pub fn handler(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.facility.load()?.require_running(halt::DEPOSIT)?;
    accounts.approval.load()?.require_active()?;
    if let Some(consent) = &args.consent {
        consent.validate(Clock::get()?.unix_timestamp).explain::<FacilityError>()?;
    }
    let event = {
        let mut queue = accounts.queue.load_mut()?;
        let mut position = accounts.position.load_mut()?;
        let mut totals = queue.totals;
        let shares = totals.deposit(args.amount).explain::<FacilityError>()?;
        queue.totals = totals;
        position.shares = position.shares.checked_add(shares).ok_or(FacilityError::Overflow)?;
        position.consent = args.consent.unwrap_or(position.consent);
        Move {
            token_program: &accounts.token_program,
            mint: &accounts.mint,
            decimals: queue.decimals,
            from: &accounts.source,
            to: &accounts.token_account,
            authority: &accounts.prime,
        }
        .send::<FacilityError>(args.amount, &[])?;
        queue.require_sound(balance(&accounts.token_account).explain::<FacilityError>()?)?;
        Deposited {
            position: accounts.position.key(),
            sequence: position.next_sequence(),
            prime: accounts.prime.key(),
            source: accounts.source.key(),
            amount: args.amount,
            shares,
            queued_after: totals.underlying_of(position.shares).explain::<FacilityError>()?,
            total_after: totals.underlying,
            consented: !position.consent.is_none(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
