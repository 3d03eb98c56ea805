use crate::{
    error::FacilityError,
    events::PrimeChanged,
    state::{Facility, PrimeApproval},
};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, Init, LimitChange, PauRegistration, Scope},
};
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetPrimeArgs {
    /// Whether the Prime may deposit and be claimed from.
    pub active: bool,
    /// Most that can become claimable, base units.
    pub max: u64,
    /// Refill, base units a day.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetPrime<'info> {
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    /// For a raise; a decrease and the end of an approval need none.
    pub init: Option<Box<Account<'info, Init>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = scope @ FacilityError::WrongScope, has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(mut, has_one = facility @ FacilityError::WrongFacility)]
    pub approval: AccountLoader<'info, PrimeApproval>,
}

configures!(SetPrime);

impl SetPrime<'_> {
    fn validate(&self, args: &SetPrimeArgs, now: i64) -> Result<()> {
        let approval = self.approval.load()?;
        let limit = approval.limit;
        let renewed = args.active && approval.active == 0;
        if !renewed && args.max <= limit.max && args.slope <= limit.slope {
            return self.require_accordant();
        }
        self.require_may_add()?;
        let change = LimitChange {
            scope: &self.scope,
            registration: &self.registration,
            key: PrimeApproval::init_key(self.facility.key(), self.facility.load()?.mint),
            max: args.max,
            slope: args.slope,
        };
        change.check(self.init.as_ref().map(|init| &***init), &limit, now)
    }
}

/// Specification:
/// - an ended approval shall stop deposits and claims, never the Prime's withdrawal;
/// - a raise shall be at most one step, as of any rate limit of the PAU; a decrease shall be instant.
pub fn handler(ctx: Context<SetPrime>, args: SetPrimeArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    ctx.accounts.validate(&args, now)?;
    let event = {
        let mut approval = ctx.accounts.approval.load_mut()?;
        let mut limit = approval.limit;
        limit.set(args.max, args.slope, now);
        approval.limit = limit;
        approval.active = u8::from(args.active);
        PrimeChanged {
            approval: ctx.accounts.approval.key(),
            sequence: approval.next_sequence(),
            govops: ctx.accounts.govops.key(),
            prime: approval.prime,
            active: args.active,
            max: args.max,
            slope: args.slope,
            available: approval.limit.available,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
