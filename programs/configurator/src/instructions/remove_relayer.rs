use crate::{
    events::Change,
    instructions::{
        configure::{as_admin, configured, Guards},
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
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::GuardianAction {
            guardian: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::remove_relayer(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::RemoveRelayerArgs { relayer: args.relayer },
        )
    })?;
    let (actor, pau) = (accounts.guardian.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::RemoveRelayer, args.relayer);
    halo_common::emit!(ctx, event);
    Ok(())
}
