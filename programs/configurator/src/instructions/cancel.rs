use crate::{
    error::ConfiguratorError,
    events::OperationCancelled,
    state::{Operation, OperationState, Payload, Role, Scope},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct Cancel<'info> {
    /// Council or mom.
    pub actor: Signer<'info>,
    #[account(mut, constraint = scope.may_remove(actor.key) @ ConfiguratorError::NotRemover)]
    pub scope: Account<'info, Scope>,
    #[account(mut, has_one = scope @ ConfiguratorError::WrongScope)]
    pub operation: Account<'info, Operation>,
}

/// Specification:
/// - shall end a pending operation for good, also while paused: else whoever resumes would race whoever
///   executes;
/// - mom shall not cancel its own replacement.
pub fn handler(ctx: Context<Cancel>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.operation.require_pending()?;
    let replaces_mom = matches!(accounts.operation.payload, Payload::SetRole { role: Role::Mom, .. });
    require!(
        !replaces_mom || accounts.actor.key() == accounts.scope.council,
        ConfiguratorError::OwnReplacement
    );
    accounts.operation.head.state = OperationState::Cancelled as u8;
    let event = OperationCancelled {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.actor.key(),
        number: accounts.operation.number,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
