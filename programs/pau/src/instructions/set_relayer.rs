use crate::{events::RelayerChanged, instructions::AdminAction};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRelayerArgs {
    /// Key that may call `transfer`.
    pub relayer: Pubkey,
}

/// Specification: shall refuse the default key, a relayer twice and a ninth relayer.
pub fn handler(ctx: Context<AdminAction>, args: SetRelayerArgs) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        pau.add_relayer(args.relayer)?;
        RelayerChanged {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            actor: ctx.accounts.admin.key(),
            relayer: args.relayer,
            active: true,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
