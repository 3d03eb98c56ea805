use crate::{error::PsmError, events::GrowthSet, instructions::Administer};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRateArgs {
    /// What the rate is multiplied by each second, ray: from 10^27, which is no growth, to the PSM's maximum.
    pub ssr: u128,
}

/// Specification:
/// - shall let the rate grow by `ssr` a second from now on; up to now it has grown as before;
/// - shall refuse what is above the maximum that the PSM was created with, and a rate that falls.
pub fn handler(ctx: Context<Administer>, args: SetRateArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut psm = accounts.psm.load_mut()?;
        let before = psm.rate.ssr();
        psm.rate.set(args.ssr, now).explain::<PsmError>()?;
        GrowthSet {
            psm: accounts.psm.key(),
            sequence: psm.next_sequence(),
            admin: accounts.admin.key(),
            before,
            after: args.ssr,
            chi: psm.rate.chi(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
