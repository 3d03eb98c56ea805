use crate::{
    accordant::Configures,
    events::Change,
    instructions::{
        configure::{configured, on_pau},
        GovOpsAction,
    },
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRelayerArgs {
    /// Key that may call `transfer` and `call`.
    pub relayer: Pubkey,
}

/// Specification: shall add a relayer at once; what it can move is what the limits allow.
pub fn handler(ctx: Context<GovOpsAction>, args: SetRelayerArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
    on_pau(&accounts.scope, &accounts.pau, event_authority, program, |call| {
        pau::cpi::set_relayer(call, pau::instructions::SetRelayerArgs { relayer: args.relayer })
    })?;
    let (actor, pau) = (accounts.govops.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::SetRelayer, args.relayer);
    halo_common::emit!(ctx, event);
    Ok(())
}
