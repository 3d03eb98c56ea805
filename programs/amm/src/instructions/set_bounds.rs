use crate::{
    error::AmmError,
    events::BoundsSet,
    instructions::{ConfigurePool, SetsRule},
    BOUNDS_DIGEST,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::amm::{Spread, SpreadBounds};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetBoundsArgs {
    pub bounds: SpreadBounds,
    /// The spread from now on: within the new bounds.
    pub spread: Spread,
}

/// Whether `after` lets the beacon quote what `before` does not, or values the inventory otherwise: that is done at the
/// narrowest bid, and a higher one takes from whoever leaves.
pub fn widens(before: &SpreadBounds, after: &SpreadBounds) -> bool {
    after.bid_min != before.bid_min
        || after.ask_min < before.ask_min
        || after.bid_max > before.bid_max
        || after.ask_max > before.ask_max
        || after.total_max > before.total_max
}

/// Specification:
/// - shall draw the bounds closer at once;
/// - shall widen them only with a permit for exactly these bounds, which has waited behind the timelock;
/// - shall leave the spread within them.
pub fn handler(ctx: Context<ConfigurePool>, args: SetBoundsArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let before = accounts.pool.load()?.pricing.bounds;
    accounts.require_may_set(widens(&before, &args.bounds), BOUNDS_DIGEST, &args.bounds)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        pool.pricing.bounds = args.bounds;
        pool.pricing.spread = args.spread;
        pool.pricing.check().explain::<AmmError>()?;
        BoundsSet {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            govops: accounts.govops.key(),
            before,
            after: args.bounds,
            spread: args.spread,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
