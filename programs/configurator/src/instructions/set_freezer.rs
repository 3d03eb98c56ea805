use crate::{
    events::Change,
    instructions::{
        configure::{as_admin, configured, Configures},
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
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::AdminAction {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::set_freezer(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::SetFreezerArgs { freezer: args.freezer },
        )
    })?;
    let (actor, pau) = (accounts.govops.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::SetFreezer, args.freezer);
    halo_common::emit!(ctx, event);
    Ok(())
}
