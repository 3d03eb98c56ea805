use crate::instructions::Administer;
use anchor_lang::prelude::*;

/// Specification:
/// - shall stop swaps at once; the rate goes on growing, and reserves can be added to and withdrawn from;
/// - shall refuse while swaps are stopped.
pub fn handler(ctx: Context<Administer>) -> Result<()> {
    let event = ctx.accounts.set_paused(true)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
