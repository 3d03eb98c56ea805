use crate::{error::FacilityError, events::BuyboxChanged, instructions::AdminAction};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::Buybox;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetBuyboxArgs {
    pub buybox: Buybox,
}

/// Specification: shall bind claims from now on; deals struck before stay as they are.
pub fn handler(ctx: Context<AdminAction>, args: SetBuyboxArgs) -> Result<()> {
    args.buybox.validate().explain::<FacilityError>()?;
    let event = {
        let mut facility = ctx.accounts.facility.load_mut()?;
        facility.buybox = args.buybox;
        BuyboxChanged {
            facility: ctx.accounts.facility.key(),
            sequence: facility.next_sequence(),
            admin: ctx.accounts.admin.key(),
            size_min: args.buybox.size_min,
            size_max: args.buybox.size_max,
            duration_min_days: args.buybox.duration_min_days,
            duration_max_days: args.buybox.duration_max_days,
            apy_min_bps: args.buybox.apy_min_bps,
            apy_max_bps: args.buybox.apy_max_bps,
            risk_tiers: args.buybox.risk_tiers,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
