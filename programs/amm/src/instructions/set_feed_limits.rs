use crate::{
    error::AmmError,
    events::FeedLimitsSet,
    instructions::{ConfigureFeed, SetsRule},
    FEED_DIGEST,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::amm::{NavLimits, PriceLimits};

#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy)]
pub struct SetFeedLimitsArgs {
    /// What a price must keep to.
    pub limits: PriceLimits,
    /// What a report must keep to.
    pub nav: NavLimits,
}

/// Specification: shall need a permit for exactly these limits, whichever way they change: what is tighter for one side
/// of a trade is looser for the other.
pub fn handler(ctx: Context<ConfigureFeed>, args: SetFeedLimitsArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_set(true, FEED_DIGEST, &args)?;
    let event = {
        let mut feed = accounts.feed.load_mut()?;
        let mut nav = feed.nav;
        nav.set_limits(args.limits, args.nav).explain::<AmmError>()?;
        feed.nav = nav;
        FeedLimitsSet {
            feed: accounts.feed.key(),
            sequence: feed.next_sequence(),
            govops: accounts.govops.key(),
            limits: args.limits,
            nav: args.nav,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
