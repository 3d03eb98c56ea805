use crate::{
    error::FacilityError,
    events::PrimeChanged,
    state::{Facility, PrimeApproval, QueuePosition},
    ACCOUNT_VERSION, APPROVAL_SEED, POSITION_SEED,
};
use anchor_lang::prelude::*;
use halo_math::RateLimit;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ApprovePrimeArgs {
    pub prime: Pubkey,
    /// Most that can become claimable, base units.
    pub max: u64,
    /// Refill, base units a day; nothing is claimable at first.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: ApprovePrimeArgs)]
pub struct ApprovePrime<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub admin: Signer<'info>,
    #[account(has_one = admin @ FacilityError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        init,
        payer = payer,
        space = PrimeApproval::SPACE,
        seeds = [APPROVAL_SEED, facility.key().as_ref(), args.prime.as_ref()],
        bump
    )]
    pub approval: AccountLoader<'info, PrimeApproval>,
    #[account(
        init,
        payer = payer,
        space = QueuePosition::SPACE,
        seeds = [POSITION_SEED, facility.key().as_ref(), args.prime.as_ref()],
        bump
    )]
    pub position: AccountLoader<'info, QueuePosition>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall open the Prime's empty position with it, so that no deposit creates an account.
pub fn handler(ctx: Context<ApprovePrime>, args: ApprovePrimeArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let facility = accounts.facility.key();
    {
        let mut position = accounts.position.load_init()?;
        position.facility = facility;
        position.prime = args.prime;
        position.version = ACCOUNT_VERSION;
        position.bump = ctx.bumps.position;
    }
    let event = {
        let mut approval = accounts.approval.load_init()?;
        approval.facility = facility;
        approval.prime = args.prime;
        approval.limit = RateLimit::new(args.max, args.slope, Clock::get()?.unix_timestamp);
        approval.active = 1;
        approval.version = ACCOUNT_VERSION;
        approval.bump = ctx.bumps.approval;
        PrimeChanged {
            approval: accounts.approval.key(),
            sequence: approval.next_sequence(),
            admin: accounts.admin.key(),
            prime: args.prime,
            active: true,
            max: args.max,
            slope: args.slope,
            available: approval.limit.available,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
