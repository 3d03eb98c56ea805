//! Feeds of prices, and prices that the council accepts.

use anchor_lang::prelude::*;
use halo_math::amm::{NavLimits, PriceLimits, REPORTERS};

/// A feed was created.
#[event]
pub struct FeedInitialized {
    pub feed: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub reporters: [Pubkey; REPORTERS],
}

/// The reporters of a feed were set.
#[event]
pub struct ReportersSet {
    pub feed: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub before: [Pubkey; REPORTERS],
    pub after: [Pubkey; REPORTERS],
}

/// The limits of a feed were set.
#[event]
pub struct FeedLimitsSet {
    pub feed: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub limits: PriceLimits,
    pub nav: NavLimits,
}

/// The council accepted a price that was out of step with the last one.
#[event]
pub struct PriceRebased {
    /// The feed, or the pool that remembers a price of Pyth.
    pub source: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub before: u64,
    pub after: u64,
}
