use crate::{
    error::AmmError,
    events::RedemptionClosed,
    state::{require_beam, Pool, PoolRedemption},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct CloseRedemption<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(mut, has_one = pau @ AmmError::WrongPau)]
    pub pool: AccountLoader<'info, Pool>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pool @ AmmError::WrongPool)]
    pub redemption: AccountLoader<'info, PoolRedemption>,
}

/// Specification:
/// - shall book what did not come back as a loss, once, when it is overdue and the beacon says that no more will come: a
///   loss before its time would be somebody's cheap way in;
/// - shall latch purchases when the loss is above the pool's tolerance, in the same instruction.
pub fn handler(ctx: Context<CloseRedemption>) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let beacon = accounts.beacon.key();
    require_beam(&accounts.pool, &accounts.pau, &accounts.beam, &beacon, permission::REDEEM, now)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let mut redemption = accounts.redemption.load_mut()?;
        require!(redemption.ticket.is_overdue(now), AmmError::NotOverdue);
        let tolerance = pool.tolerance_bps;
        let closed = redemption.ticket.close(&mut pool.capital, tolerance).explain::<AmmError>()?;
        redemption.lost = closed.shortfall;
        let latched_before = pool.breaker.latched;
        pool.breaker.trip(closed.latches);
        RedemptionClosed {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            redemption: accounts.redemption.key(),
            beacon,
            returned: redemption.ticket.returned,
            shortfall: closed.shortfall,
            pending_after: pool.capital.pending,
            latched_before,
            latched_after: pool.breaker.latched,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
