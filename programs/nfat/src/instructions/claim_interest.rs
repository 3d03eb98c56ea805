use crate::{
    instructions::{Payout, PayoutArgs},
    state::Nfat,
};
use anchor_lang::prelude::*;

/// Specification:
/// - shall pay the interest and penalties credited, and leave principal and asset as they are;
/// - shall be the present owner's, and never be stopped by a halt or a freeze.
pub fn handler(ctx: Context<Payout>, args: PayoutArgs) -> Result<()> {
    let event = ctx.accounts.pay(&args, Nfat::collect_interest)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
