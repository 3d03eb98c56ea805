//! The price of a pool's asset, from the sources that the pool names.

use crate::{
    error::AmmError,
    pyth::{self, PythPrice},
    state::{Feed, Pool},
    LATCH_AGE_SECONDS,
};
use anchor_lang::prelude::*;
use halo_common::{direct, Explain};
use halo_math::amm::{Price, PriceError, PullPrice};

/// The accounts of a pool's sources; those that it does not have are absent.
pub struct Sources<'a, 'info> {
    pub feed: Option<&'a AccountInfo<'info>>,
    pub update: Option<&'a AccountInfo<'info>>,
}

impl<'a, 'info> Sources<'a, 'info> {
    /// Those of an instruction that names both as they are called everywhere.
    pub fn of(
        feed: &'a Option<AccountLoader<'info, Feed>>,
        update: &'a Option<UncheckedAccount<'info>>,
    ) -> Self {
        Self { feed: feed.as_ref().map(AsRef::as_ref), update: update.as_deref() }
    }
}

impl From<PythPrice> for PullPrice {
    fn from(price: PythPrice) -> Self {
        Self {
            price: price.price,
            confidence: price.confidence,
            exponent: price.exponent,
            published_at: price.publish_time,
            slot: price.posted_slot,
        }
    }
}

/// What a look at the sources comes to: refused accounts are the caller's error, a refused price a finding.
pub type Finding = core::result::Result<Price, PriceError>;

impl Pool {
    /// The price now, with nothing remembered: for views and for the breaker.
    pub fn find_price(&self, sources: &Sources, clock: &Clock) -> Result<Finding> {
        let update = self.read_update(sources)?;
        let pull = |update: &PullPrice| self.pull.price(update, clock.unix_timestamp, clock.slot);
        self.combine(sources, update.as_ref(), clock, pull)
    }

    /// The same, but of Pyth only what it says right now: for whoever latches the pool over it.
    pub fn find_price_now(&self, sources: &Sources, clock: &Clock) -> Result<Finding> {
        let update = self.read_update(sources)?;
        let pull = |update: &PullPrice| {
            self.pull.price_now(update, LATCH_AGE_SECONDS, clock.unix_timestamp, clock.slot)
        };
        self.combine(sources, update.as_ref(), clock, pull)
    }

    /// The price now, remembered as the last one accepted.
    pub fn accept_price(&mut self, sources: &Sources, clock: &Clock) -> Result<Price> {
        let update = self.read_update(sources)?;
        let mut pull = self.pull;
        let accept = |update: &PullPrice| pull.accept(update, clock.unix_timestamp, clock.slot);
        let price = self.combine(sources, update.as_ref(), clock, accept)?.explain::<AmmError>()?;
        if update.is_some() {
            self.pull = pull;
        }
        Ok(price)
    }

    /// What the Pyth account says, if the pool has that source.
    pub fn read_update(&self, sources: &Sources) -> Result<Option<PullPrice>> {
        if self.pyth_feed == [0; 32] {
            return Ok(None);
        }
        let update = sources.update.ok_or(AmmError::SourceMissing)?;
        Ok(Some(pyth::read(update, &self.pyth_feed)?.into()))
    }

    /// The reporters' price if there is one, held against Pyth's if there is that too; else Pyth's. Neither serves a pool
    /// whose spread is, since one of them was changed, narrower than their jumps.
    fn combine(
        &self,
        sources: &Sources,
        update: Option<&PullPrice>,
        clock: &Clock,
        pull: impl FnOnce(&PullPrice) -> Finding,
    ) -> Result<Finding> {
        if update.is_some() {
            self.pricing.check_feed(&self.pull.limits).explain::<AmmError>()?;
        }
        let second = update.map(pull);
        if self.feed == Pubkey::default() {
            return second.ok_or_else(|| error!(AmmError::SourceMissing));
        }
        let feed = sources.feed.ok_or(AmmError::SourceMissing)?;
        require_keys_eq!(*feed.key, self.feed, AmmError::WrongFeed);
        let feed = direct::read::<Feed>(feed, AmmError::WrongFeed)?;
        self.pricing.check_feed(&feed.nav.limits).explain::<AmmError>()?;
        Ok(feed.nav.price_beside(second, clock.unix_timestamp, clock.slot))
    }
}
