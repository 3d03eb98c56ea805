use crate::{
    events::HaltChanged,
    instructions::{AdminAction, HaltArgs},
};
use anchor_lang::prelude::*;

/// Specification: shall lift the halts named; whoever may halt with a Beam may not lift.
pub fn handler(ctx: Context<AdminAction>, args: HaltArgs) -> Result<()> {
    args.validate()?;
    let event = {
        let mut facility = ctx.accounts.facility.load_mut()?;
        let before = facility.halted;
        facility.halted &= !args.bits;
        HaltChanged {
            facility: ctx.accounts.facility.key(),
            sequence: facility.next_sequence(),
            actor: ctx.accounts.admin.key(),
            before,
            after: facility.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
