use crate::{
    instructions::{Payout, PayoutArgs},
    state::Nfat,
};
use anchor_lang::prelude::*;

/// Specification:
/// - shall pay a tranche of an amortising NFAT: everything credited, the principal of it off what is outstanding;
/// - shall refuse the last payment, which burns the asset, and a tranche without principal;
/// - shall be the present owner's, and never be stopped by a halt or a freeze.
pub fn handler(ctx: Context<Payout>, args: PayoutArgs) -> Result<()> {
    let event = ctx.accounts.pay(&args, Nfat::spend)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
