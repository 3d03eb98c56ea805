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
pub struct SetFreezerArgs {
    /// Key that may freeze the PAU and remove its relayers; the default key for none.
    pub freezer: Pubkey,
}

/// Specification: shall name the freezer of the PAU at once.
pub fn handler(ctx: Context<GovOpsAction>, args: SetFreezerArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
    on_pau(&accounts.scope, &accounts.pau, event_authority, program, |call| {
        pau::cpi::set_freezer(call, pau::instructions::SetFreezerArgs { freezer: args.freezer })
    })?;
    let (actor, pau) = (accounts.govops.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::SetFreezer, args.freezer);
    halo_common::emit!(ctx, event);
    Ok(())
}
