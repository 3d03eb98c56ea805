use crate::instructions::use_limit::{Use, UseLimit, UseLimitArgs};
use anchor_lang::prelude::*;

/// Specification: shall take `amount` from what is available, or refuse; shall refuse while frozen.
pub fn handler(ctx: Context<UseLimit>, args: UseLimitArgs) -> Result<()> {
    ctx.accounts.pau.load()?.require_live()?;
    let event = ctx.accounts.apply(&args, Use::Charge)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
