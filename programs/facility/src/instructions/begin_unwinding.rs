use crate::instructions::BookAction;
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Specification: shall follow AT REST only.
pub fn handler(ctx: Context<BookAction>) -> Result<()> {
    let event = ctx.accounts.advance(Phase::Unwinding)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
