use crate::{
    error::FacilityError,
    events::PrimeChanged,
    state::{Facility, PrimeApproval, QueuePosition},
    ACCOUNT_VERSION, APPROVAL_SEED, POSITION_SEED,
};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, Init, LimitChange, PauRegistration, Scope},
};
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
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    /// Approves DEPOSIT limits for this facility: the most that a Prime's may start with.
    pub init: Box<Account<'info, Init>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = scope @ FacilityError::WrongScope, has_one = pau @ FacilityError::WrongPau)]
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

configures!(ApprovePrime);

impl ApprovePrime<'_> {
    fn validate(&self, args: &ApprovePrimeArgs) -> Result<()> {
        self.require_may_add()?;
        let change = LimitChange {
            scope: &self.scope,
            registration: &self.registration,
            key: PrimeApproval::init_key(self.facility.key(), self.facility.load()?.mint),
            max: args.max,
            slope: args.slope,
        };
        change.check_first(&self.init)
    }
}

/// Specification:
/// - shall give the Prime at most what the init approves for this facility;
/// - shall open its empty position with it, so that no deposit creates an account.
pub fn handler(ctx: Context<ApprovePrime>, args: ApprovePrimeArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.validate(&args)?;
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
            govops: accounts.govops.key(),
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
