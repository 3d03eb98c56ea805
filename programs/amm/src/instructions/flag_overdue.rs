use crate::{
    error::AmmError,
    events::RedemptionFlagged,
    state::{Pool, PoolRedemption},
};
use anchor_lang::prelude::*;
use halo_math::amm::OVERDUE_LATCHES;

#[event_cpi]
#[derive(Accounts)]
pub struct FlagOverdue<'info> {
    pub caller: Signer<'info>,
    #[account(mut)]
    pub pool: AccountLoader<'info, Pool>,
    #[account(mut, has_one = pool @ AmmError::WrongPool)]
    pub redemption: AccountLoader<'info, PoolRedemption>,
}

/// Specification: shall be open to anyone, once a redemption, and latch the pool's purchases: an issuer that does not pay
/// gets no more of the pool's cash.
pub fn handler(ctx: Context<FlagOverdue>) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let mut redemption = accounts.redemption.load_mut()?;
        require!(redemption.ticket.is_overdue(now), AmmError::NotOverdue);
        // Once: when the council has let the pool go on, the same ticket does not stop it again.
        require!(redemption.flagged == 0, AmmError::AlreadyFlagged);
        redemption.flagged = 1;
        let latched_before = pool.breaker.latched;
        pool.breaker.trip(OVERDUE_LATCHES);
        RedemptionFlagged {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            redemption: accounts.redemption.key(),
            caller: accounts.caller.key(),
            due: redemption.ticket.due,
            outstanding: redemption.ticket.outstanding,
            latched_before,
            latched_after: pool.breaker.latched,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
