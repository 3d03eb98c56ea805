use crate::{
    events::Change,
    instructions::{
        configure::{configured, Guards},
        EmergencyAction,
    },
    state::Emergency,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct RemoveRelayerArgs {
    pub relayer: Pubkey,
}

/// Specification: shall end the relayer's rights in this transaction.
pub fn handler(ctx: Context<EmergencyAction>, args: RemoveRelayerArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_guardian(Emergency::Remove)?;
    let removed = pau::instructions::RemoveRelayerArgs { relayer: args.relayer };
    accounts.act(|call| pau::cpi::remove_relayer(call, removed))?;
    let (actor, pau) = (accounts.guardian.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::RemoveRelayer, args.relayer);
    halo_common::emit!(ctx, event);
    Ok(())
}
