use crate::{events::EpochAdvanced, instructions::AdminAction};
use anchor_lang::prelude::*;

/// Specification: shall take every relayer and the freezer away in this transaction: for when whoever named them
/// has lost its rights. A freeze in force stays.
pub fn handler(ctx: Context<AdminAction>) -> Result<()> {
    let event = {
        let mut pau = ctx.accounts.pau.load_mut()?;
        let (relayers_removed, freezer_before) = pau.advance_epoch();
        EpochAdvanced {
            pau: ctx.accounts.pau.key(),
            sequence: pau.next_sequence(),
            admin: ctx.accounts.admin.key(),
            epoch: pau.epoch,
            relayers_removed,
            freezer_before,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
