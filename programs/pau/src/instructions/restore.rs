use crate::instructions::use_limit::{Use, UseLimit, UseLimitArgs};
use anchor_lang::prelude::*;

/// Specification:
/// - shall give back at most what was charged under this key and not yet restored, and never above `max`;
/// - shall work while frozen: money that comes home is never stopped.
pub fn handler(ctx: Context<UseLimit>, args: UseLimitArgs) -> Result<()> {
    let event = ctx.accounts.apply(&args, Use::Restore)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
