use crate::{
    error::LctsError,
    events::QueueUnlocked,
    state::{LctsGeneration, LctsQueue, Unit},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::LockCycle;

#[event_cpi]
#[derive(Accounts)]
pub struct UnlockOverdue<'info> {
    pub unit: AccountLoader<'info, Unit>,
    #[account(mut, has_one = unit @ LctsError::WrongUnit)]
    pub queue: AccountLoader<'info, LctsQueue>,
    #[account(mut, has_one = queue @ LctsError::WrongGeneration)]
    pub generation: AccountLoader<'info, LctsGeneration>,
}

/// Specification:
/// - shall unlock a generation as it is, once it is 16:00 UTC of the day of the lock;
/// - shall need nobody's permission: no dead beacon locks anybody in.
pub fn handler(ctx: Context<UnlockOverdue>) -> Result<()> {
    let accounts = &ctx.accounts;
    let locked_day = accounts.unit.load()?.locked_day;
    let overdue = LockCycle::is_overdue(Clock::get()?.unix_timestamp, locked_day);
    require!(overdue, LctsError::NotOverdue);
    let number = {
        let mut generation = accounts.generation.load_mut()?;
        let mut totals = generation.totals;
        totals.unlock().explain::<LctsError>()?;
        generation.totals = totals;
        totals.number
    };
    let event = {
        let mut queue = accounts.queue.load_mut()?;
        let sequence = queue.next_sequence();
        QueueUnlocked { queue: accounts.queue.key(), sequence, generation: number, locked_day }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
