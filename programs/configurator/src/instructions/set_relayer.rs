use crate::{
    events::Change,
    instructions::{
        configure::{as_admin, configured, Configures},
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
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::AdminAction {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::set_relayer(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::SetRelayerArgs { relayer: args.relayer },
        )
    })?;
    let (actor, pau) = (accounts.govops.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::SetRelayer, args.relayer);
    halo_common::emit!(ctx, event);
    Ok(())
}
