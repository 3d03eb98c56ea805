use crate::{
    error::AmmError,
    state::{Feed, Pool},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::amm::{Mark, PriceLimits, PullFeed};

/// Where the price of a pool's asset comes from: at least one of the two.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolSources {
    /// Feed of reporters; the default key for none.
    pub feed: Pubkey,
    /// The Pyth feed that gives the price, or the second price beside the reporters'; zeros for none.
    pub pyth_feed: [u8; 32],
    /// What Pyth's price must keep to; of no meaning without that feed.
    pub pull: PriceLimits,
}

impl PoolSources {
    pub fn of(pool: &Pool) -> Self {
        Self { feed: pool.feed, pyth_feed: pool.pyth_feed, pull: pool.pull.limits }
    }

    pub fn has_pyth(&self) -> bool {
        self.pyth_feed != [0; 32]
    }

    /// Writes them into `pool`; refuses none at all, and a spread below what one of them needs. What is remembered of
    /// another Pyth feed is forgotten.
    pub fn apply(&self, pool: &mut Pool, feed: Option<&AccountLoader<Feed>>) -> Result<()> {
        let given = feed.map(|feed| feed.key()).unwrap_or_default();
        require_keys_eq!(given, self.feed, AmmError::WrongFeed);
        require!(self.has_pyth() || feed.is_some(), AmmError::SourceMissing);
        if let Some(feed) = feed {
            let limits = feed.load()?.nav.limits;
            pool.pricing.check_feed(&limits).explain::<AmmError>()?;
            let held_against = limits.second_source_bps != 0;
            require!(self.has_pyth() == held_against, AmmError::SecondSourceMismatch);
        }
        pool.pull = match self.has_pyth() {
            true => {
                self.pull.check().explain::<AmmError>()?;
                pool.pricing.check_feed(&self.pull).explain::<AmmError>()?;
                let known = self.pyth_feed == pool.pyth_feed;
                let mark = if known { pool.pull.mark } else { Mark::default() };
                PullFeed { limits: self.pull, mark }
            }
            false => PullFeed::default(),
        };
        (pool.feed, pool.pyth_feed) = (self.feed, self.pyth_feed);
        Ok(())
    }
}
