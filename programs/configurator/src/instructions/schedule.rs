use crate::{
    error::ConfiguratorError,
    events::OperationScheduled,
    state::{Operation, OperationHead, OperationState, Payload, Scope},
    ACCOUNT_VERSION, OPERATION_SEED,
};
use anchor_lang::prelude::*;
use halo_math::Window;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ScheduleArgs {
    pub payload: Payload,
    /// Number of an earlier operation that must have been executed first; 0 for none.
    pub predecessor: u64,
    /// `Scope::config_version` for which the council signs.
    pub config_version: u64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: ScheduleArgs)]
pub struct Schedule<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Account<'info, Scope>,
    #[account(
        init,
        payer = payer,
        space = Operation::space(&args.payload),
        seeds = [
            OPERATION_SEED,
            scope.key().as_ref(),
            &scope.operation_count.wrapping_add(1).to_le_bytes(),
        ],
        bump
    )]
    pub operation: Account<'info, Operation>,
    pub system_program: Program<'info, System>,
}

/// Specification:
/// - shall let nothing be executed before the scope's delay has passed;
/// - shall refuse while paused, under another config version, and what could never be executed.
pub fn handler(ctx: Context<Schedule>, args: ScheduleArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.scope.require_running()?;
    accounts.scope.require_version(args.config_version)?;
    args.payload.validate()?;
    require_gte!(accounts.scope.operation_count, args.predecessor, ConfiguratorError::UnknownPredecessor);
    accounts.scope.operation_count = accounts.scope.operation_count.wrapping_add(1);
    let window = Window::new(now, accounts.scope.delay, &accounts.scope.standstill());
    let number = accounts.scope.operation_count;
    let head = OperationHead {
        scope: accounts.scope.key(),
        proposer: accounts.council.key(),
        rent_payer: accounts.payer.key(),
        number,
        predecessor: args.predecessor,
        config_version: args.config_version,
        scheduled_at: now,
        eta: window.eta,
        stood_still: window.stood_still,
        state: OperationState::Pending as u8,
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.operation,
        reserved: [0; 5],
    };
    accounts.operation.set_inner(Operation { head, payload: args.payload.clone() });
    let event = OperationScheduled {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        council: accounts.council.key(),
        number,
        predecessor: args.predecessor,
        eta: window.eta,
        payload: args.payload,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
