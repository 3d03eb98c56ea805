use crate::{error::PauError, events::FreezeChanged, instructions::AdminAction};
use anchor_lang::prelude::*;

/// Specification: shall be the administrator's alone; the freezer cannot undo its own freeze.
pub fn handler(ctx: Context<AdminAction>) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        require!(pau.frozen != 0, PauError::NotFrozen);
        pau.frozen = 0;
        FreezeChanged {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            actor: ctx.accounts.admin.key(),
            frozen: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
