use crate::{
    error::AmmError,
    events::SpreadSet,
    state::{require_beam, Pool},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_common::Explain;
use halo_math::amm::Spread;
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct SetSpread<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    #[account(mut, has_one = pau @ AmmError::WrongPau)]
    pub pool: AccountLoader<'info, Pool>,
    pub pau: AccountLoader<'info, Pau>,
}

/// Specification: shall move bid and ask apart from each other, within the bounds that governance has set.
pub fn handler(ctx: Context<SetSpread>, spread: Spread) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let beacon = accounts.beacon.key();
    require_beam(&accounts.pool, &accounts.pau, &accounts.beam, &beacon, permission::QUOTE, now)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let before = pool.pricing.spread;
        let mut pricing = pool.pricing;
        pricing.set_spread(spread).explain::<AmmError>()?;
        pool.pricing = pricing;
        SpreadSet {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            beacon,
            bid_before: before.bid_bps,
            ask_before: before.ask_bps,
            bid_after: spread.bid_bps,
            ask_after: spread.ask_bps,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
