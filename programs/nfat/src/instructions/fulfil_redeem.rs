use crate::{
    error::NfatError,
    instructions::{Fulfil, PaymentArgs},
    state::Request,
};
use anchor_lang::prelude::*;

/// Specification:
/// - shall pay what the present holder has asked to be redeemed for, as `fund` pays, all that is credited counting;
/// - from then on what is credited is all that is owed: both sides have signed, whatever the terms say.
pub fn handler(ctx: Context<Fulfil>, args: PaymentArgs) -> Result<()> {
    let mut event = ctx.accounts.answer(&args, Request::Redeem)?;
    require_gte!(event.funded_after, event.requested, NfatError::BelowRequest);
    let fund = &ctx.accounts.fund;
    {
        let (mut nfat, mut vault) = (fund.nfat.load_mut()?, fund.redeem_vault.load_mut()?);
        event.given_up = nfat.claim();
        vault.settle_claim(event.given_up, nfat.rank)?;
        vault.give_up(event.given_up)?;
        nfat.agree();
        vault.end_default(&mut nfat)?;
    }
    halo_common::emit!(in fund, event);
    Ok(())
}
