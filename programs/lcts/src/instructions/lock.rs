use crate::{
    error::LctsError,
    events::UnitLocked,
    state::{require_beam, require_live, Direction, LctsGeneration, LctsQueue, Unit},
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
    pub beam: AccountLoader<'info, Beam>,
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub unit: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    /// Checked by the handler, as it reads it anyway.
    pub subscribe_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub subscribe_generation: Option<AccountLoader<'info, LctsGeneration>>,
    /// Checked by the handler, as it reads it anyway.
    pub redeem_queue: AccountLoader<'info, LctsQueue>,
    /// The current one, if it has an account.
    #[account(mut)]
    pub redeem_generation: Option<AccountLoader<'info, LctsGeneration>>,
}

/// Locks the current generation of `queue`, the unit's for this direction; returns what waits in it, 0 when nobody is in
/// it.
fn lock_queue(
    unit: &Pubkey,
    direction: Direction,
    queue: &AccountLoader<LctsQueue>,
    generation: Option<&AccountLoader<LctsGeneration>>,
) -> Result<u64> {
    let key = queue.as_ref().key;
    let queue = queue.load()?;
    require_keys_eq!(queue.unit, *unit, LctsError::WrongUnit);
    require!(queue.direction == direction.seed(), LctsError::WrongQueue);
    let Some(generation) = generation else {
        // SECURITY: both queues lock together, whatever the beacon would rather leave out.
        require!(queue.live == 0, LctsError::GenerationMissing);
        return Ok(0);
    };
    let mut generation = generation.load_mut()?;
    queue.require_current(key, &generation)?;
    generation.totals.lock().explain::<LctsError>()?;
    Ok(generation.totals.underlying)
}

/// Specification:
/// - shall lock the current generations of both queues, from 13:00 to 16:00 UTC and once a day;
/// - shall refuse while the PAU is frozen or the unit halted: nobody is locked in while nobody may settle;
/// - shall not touch finalized generations, which go on to be claimed;
/// - a day may pass without a lock.
pub fn handler(ctx: Context<Lock>) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (unit, beacon) = (accounts.unit.key(), accounts.beacon.key);
    require_beam(&accounts.unit, &accounts.pau, &accounts.beam, beacon, permission::LOCK, now)?;
    require_live(&accounts.pau)?;
    let (subscribe, redeem) = (&accounts.subscribe_generation, &accounts.redeem_generation);
    let subscribing = lock_queue(&unit, Direction::Subscribe, &accounts.subscribe_queue, subscribe.as_ref())?;
    let redeeming = lock_queue(&unit, Direction::Redeem, &accounts.redeem_queue, redeem.as_ref())?;
    let event = {
        let mut record = accounts.unit.load_mut()?;
        record.require_running()?;
        let day = LockCycle::may_lock(now, record.locked_day).explain::<LctsError>()?;
        record.locked_day = day;
        let sequence = record.next_sequence();
        UnitLocked { unit, sequence, beacon: *beacon, day, subscribing, redeeming }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
