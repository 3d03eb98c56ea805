use crate::{
    error::FacilityError,
    events::QueueChecked,
    state::{halt, Facility, Queue},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct CheckQueue<'info> {
    #[account(mut)]
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        has_one = facility @ FacilityError::WrongFacility,
        has_one = token_account @ FacilityError::WrongQueueVault,
    )]
    pub queue: AccountLoader<'info, Queue>,
    /// CHECK: the queue names it.
    pub token_account: UncheckedAccount<'info>,
}

/// Specification:
/// - shall report what the queue holds against what it owes;
/// - when it holds less shall halt deposits and claims of the facility, which a transaction that fails could not;
/// - shall lift nothing: that is the council's.
pub fn handler(ctx: Context<CheckQueue>) -> Result<()> {
    let accounts = &ctx.accounts;
    let held = balance(&accounts.token_account).explain::<FacilityError>()?;
    let owed = accounts.queue.load()?.totals.underlying;
    let event = {
        let mut facility = accounts.facility.load_mut()?;
        let before = facility.halted;
        if held < owed {
            facility.halted |= halt::DEPOSIT | halt::CLAIM;
        }
        QueueChecked {
            facility: accounts.facility.key(),
            sequence: facility.next_sequence(),
            held,
            owed,
            surplus: held.saturating_sub(owed),
            halted_before: before,
            halted_after: facility.halted,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
