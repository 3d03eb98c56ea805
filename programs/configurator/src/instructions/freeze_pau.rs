use crate::{
    events::Change,
    instructions::{
        configure::{configured, Guards},
        EmergencyAction,
    },
    state::Emergency,
};
use anchor_lang::prelude::*;

/// Specification: shall stop everything that leaves the PAU's Books, and all that a GovOps could add.
pub fn handler(ctx: Context<EmergencyAction>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_guardian(Emergency::Stop)?;
    accounts.act(pau::cpi::freeze)?;
    let (actor, pau) = (accounts.guardian.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::Freeze, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
