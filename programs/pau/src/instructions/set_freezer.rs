use crate::{events::FreezerChanged, instructions::AdminAction};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetFreezerArgs {
    /// Key that may freeze; the default key for none.
    pub freezer: Pubkey,
}

/// Specification: shall replace the freezer; a freeze in force stays.
pub fn handler(ctx: Context<AdminAction>, args: SetFreezerArgs) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        let before = core::mem::replace(&mut pau.freezer, args.freezer);
        FreezerChanged {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            admin: ctx.accounts.admin.key(),
            before,
            after: args.freezer,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
