use crate::{
    error::FacilityError,
    events::PrimeChanged,
    state::{Facility, PrimeApproval},
};
use anchor_lang::prelude::*;
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
    pub admin: Signer<'info>,
    #[account(has_one = admin @ FacilityError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(mut, has_one = facility @ FacilityError::WrongFacility)]
    pub approval: AccountLoader<'info, PrimeApproval>,
}

/// Specification: an ended approval shall stop deposits and claims, never the Prime's withdrawal.
pub fn handler(ctx: Context<SetPrime>, args: SetPrimeArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut approval = ctx.accounts.approval.load_mut()?;
        let mut limit = approval.limit;
        limit.set(args.max, args.slope, now);
        approval.limit = limit;
        approval.active = u8::from(args.active);
        PrimeChanged {
            approval: ctx.accounts.approval.key(),
            sequence: approval.next_sequence(),
            admin: ctx.accounts.admin.key(),
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
