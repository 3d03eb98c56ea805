use crate::{
    error::AmmError,
    events::DepthSet,
    instructions::{ConfigurePool, SetsRule},
    DEPTH_DIGEST,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::amm::Depth;

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy)]
pub struct SetDepthArgs {
    /// What size costs whoever sells to the pool, and whoever buys from it.
    pub sell: Depth,
    pub buy: Depth,
}

/// Specification: shall need a permit for exactly these curves, which has waited behind the timelock: of two curves
/// neither need be the tighter one.
pub fn handler(ctx: Context<ConfigurePool>, args: SetDepthArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_set(true, DEPTH_DIGEST, &args)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        pool.pricing.depth_sell = args.sell;
        pool.pricing.depth_buy = args.buy;
        pool.pricing.check().explain::<AmmError>()?;
        DepthSet {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            govops: accounts.govops.key(),
            sell: args.sell,
            buy: args.buy,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
