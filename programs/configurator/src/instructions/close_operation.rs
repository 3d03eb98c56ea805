use crate::{
    error::ConfiguratorError,
    events::OperationClosed,
    state::{Operation, OperationState, Scope},
};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct CloseOperation<'info> {
    #[account(mut)]
    pub scope: Account<'info, Scope>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub operation: Account<'info, Operation>,
    /// Gets the rent back, and decides when: a closed operation proves nothing to its successors.
    #[account(mut)]
    pub rent_payer: Signer<'info>,
}

/// Specification: shall return the rent of an operation that can have no effect any more.
pub fn handler(ctx: Context<CloseOperation>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    if accounts.operation.state() == OperationState::Pending {
        let now = Clock::get()?.unix_timestamp;
        let expires = accounts.operation.window().expires(&accounts.scope.standstill(), now);
        let void = now >= expires || accounts.operation.config_version != accounts.scope.config_version;
        require!(void, ConfiguratorError::StillPending);
    }
    let event = OperationClosed {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        number: accounts.operation.number,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
