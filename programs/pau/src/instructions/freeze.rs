use crate::{error::PauError, events::FreezeChanged, instructions::GuardianAction};
use anchor_lang::prelude::*;

/// Specification: shall stop every movement out of every Book; money coming home is not stopped.
pub fn handler(ctx: Context<GuardianAction>) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        require!(pau.frozen == 0, PauError::Frozen);
        pau.frozen = 1;
        FreezeChanged {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            actor: ctx.accounts.guardian.key(),
            frozen: true,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
