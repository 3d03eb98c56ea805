use crate::{events::PushChanged, instructions::HolderAction};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetPushArgs {
    /// Whether payments may be sent to the holder without its doing.
    pub enabled: bool,
}

/// Specification:
/// - shall let anybody send this holder what is credited to its NFAT, or end that;
/// - shall hold for this holder alone: the next owner decides anew, since an address that only keeps assets, such as a
///   marketplace's, could not get the money out.
pub fn handler(ctx: Context<HolderAction>, args: SetPushArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.require_holder()?;
    let event = {
        let mut nfat = accounts.nfat.load_mut()?;
        nfat.push_to = if args.enabled { accounts.holder.key() } else { Pubkey::default() };
        PushChanged {
            nfat: accounts.nfat.key(),
            sequence: nfat.next_sequence(),
            holder: accounts.holder.key(),
            enabled: args.enabled,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
