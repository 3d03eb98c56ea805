use crate::{
    events::Change,
    instructions::{
        configure::{as_admin, configured, Guards},
        EmergencyAction,
    },
    state::Emergency,
};
use anchor_lang::prelude::*;

/// Specification: shall stop everything that leaves the PAU's Books, and all that a GovOps could add.
pub fn handler(ctx: Context<EmergencyAction>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_guardian(Emergency::Stop)?;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::GuardianAction {
            guardian: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::freeze(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau) = (accounts.guardian.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::Freeze, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
