use crate::{
    error::LctsError,
    events::UnitLocked,
    state::{require_beam, Direction, LctsGeneration, LctsQueue, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::LockCycle;
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct Lock<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        has_one = unit @ LctsError::WrongUnit,
        constraint = subscribe_queue.load()?.direction == Direction::Subscribe.seed() @ LctsError::WrongQueue,
    )]
    pub subscribe_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub subscribe_generation: Option<AccountLoader<'info, LctsGeneration>>,
    #[account(
        has_one = unit @ LctsError::WrongUnit,
        constraint = redeem_queue.load()?.direction == Direction::Redeem.seed() @ LctsError::WrongQueue,
    )]
    pub redeem_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub redeem_generation: Option<AccountLoader<'info, LctsGeneration>>,
}

/// Locks the current generation of `queue`; returns what waits in it, 0 when nobody is in it.
fn lock_queue(
    queue: &AccountLoader<LctsQueue>,
    generation: Option<&AccountLoader<LctsGeneration>>,
) -> Result<u64> {
    let key = queue.key();
    let queue = queue.load()?;
    let Some(generation) = generation else {
        // SECURITY: both queues lock together, whatever the beacon would rather leave out.
        require!(queue.live == 0, LctsError::GenerationMissing);
        return Ok(0);
    };
    let mut generation = generation.load_mut()?;
    queue.require_current(&key, &generation)?;
    let mut totals = generation.totals;
    totals.lock().explain::<LctsError>()?;
    generation.totals = totals;
    Ok(totals.underlying)
}

/// Specification:
/// - shall lock the current generations of both queues, from 13:00 to 16:00 UTC and once a day;
/// - shall not touch finalized generations, which go on to be claimed;
/// - a day may pass without a lock.
pub fn handler(ctx: Context<Lock>) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let beacon = accounts.beacon.key();
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, &beacon, permission::LOCK, now)?;
    let day = LockCycle::may_lock(now, accounts.unit.load()?.locked_day).explain::<LctsError>()?;
    let subscribing = lock_queue(&accounts.subscribe_queue, accounts.subscribe_generation.as_ref())?;
    let redeeming = lock_queue(&accounts.redeem_queue, accounts.redeem_generation.as_ref())?;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        unit.locked_day = day;
        let sequence = unit.next_sequence();
        UnitLocked { unit: accounts.unit.key(), sequence, beacon, day, subscribing, redeeming }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
