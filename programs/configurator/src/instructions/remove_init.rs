use crate::{
    error::ConfiguratorError,
    events::{RecordRemoved, Removed},
    state::{Init, Scope},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct RemoveInit<'info> {
    /// Council or mom.
    pub actor: Signer<'info>,
    #[account(mut, constraint = scope.may_remove(actor.key) @ ConfiguratorError::NotRemover)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub init: Box<Account<'info, Init>>,
    /// CHECK: receives the rent of the record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall take the approval back at once. What was made real under it stays, and can be
/// lowered, paused or removed, but not raised.
pub fn handler(ctx: Context<RemoveInit>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let event = RecordRemoved {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.actor.key(),
        what: Removed::Init,
        record: accounts.init.key(),
        pau: accounts.init.pau,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
