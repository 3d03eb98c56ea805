use crate::{
    error::NfatError,
    instructions::{Fulfil, PaymentArgs},
    state::Request,
};
use anchor_lang::prelude::*;

/// Specification: shall pay the interest that the present holder has asked for, as `fund` pays, all that is credited
/// counting and no principal.
pub fn handler(ctx: Context<Fulfil>, args: PaymentArgs) -> Result<()> {
    require_eq!(args.payment.principal, 0, NfatError::NotRequested);
    let event = ctx.accounts.answer(&args, Request::Interest)?;
    let credited = ctx.accounts.fund.nfat.load()?.funded();
    let credited = credited.interest.checked_add(credited.penalty).ok_or(NfatError::Overflow)?;
    require_gte!(credited, event.requested, NfatError::BelowRequest);
    halo_common::emit!(in ctx.accounts.fund, event);
    Ok(())
}
