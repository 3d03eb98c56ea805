use crate::{error::FacilityError, events::HaltChanged, instructions::HaltArgs, state::Facility};
use anchor_lang::prelude::*;
use configurator::state::Scope;

#[event_cpi]
#[derive(Accounts)]
pub struct ClearHalt<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ FacilityError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ FacilityError::WrongScope)]
    pub facility: AccountLoader<'info, Facility>,
}

/// Specification: shall lift the halts named; of those who may halt, only the council may lift.
pub fn handler(ctx: Context<ClearHalt>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let event = {
        let mut facility = ctx.accounts.facility.load_mut()?;
        let before = facility.halted;
        facility.halted &= !args.bits;
        HaltChanged {
            halted: ctx.accounts.facility.key(),
            sequence: facility.next_sequence(),
            actor: ctx.accounts.council.key(),
            before,
            after: facility.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
