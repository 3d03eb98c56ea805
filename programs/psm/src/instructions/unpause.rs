use crate::instructions::Administer;
use anchor_lang::prelude::*;

/// Specification: shall let swaps go on; shall refuse while they are not stopped.
pub fn handler(ctx: Context<Administer>) -> Result<()> {
    let event = ctx.accounts.set_paused(false)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
