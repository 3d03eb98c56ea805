use crate::{events::RelayerChanged, instructions::GuardianAction};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RemoveRelayerArgs {
    pub relayer: Pubkey,
}

/// Specification: shall end the relayer's rights in this transaction, also while frozen.
pub fn handler(ctx: Context<GuardianAction>, args: RemoveRelayerArgs) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        pau.remove_relayer(&args.relayer)?;
        RelayerChanged {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            actor: ctx.accounts.guardian.key(),
            relayer: args.relayer,
            active: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
