//! Pools, and what governance and beacon set of them.

use crate::{instructions::PoolLimits, state::PoolSources};
use anchor_lang::prelude::*;
use halo_math::amm::{Depth, Spread, SpreadBounds};

/// A pool was created.
#[event]
pub struct PoolInitialized {
    pub pool: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub cash_mint: Pubkey,
    pub asset_mint: Pubkey,
    pub feed: Pubkey,
    pub pyth_feed: [u8; 32],
    pub issuer_powers: u8,
}

/// The vaults of a pool were opened.
#[event]
pub struct CustodyOpened {
    pub pool: Pubkey,
    pub sequence: u64,
    pub cash_account: Pubkey,
    pub asset_account: Pubkey,
    pub payout_account: Pubkey,
}

/// The limits of a pool were set.
#[event]
pub struct PoolLimitsSet {
    pub pool: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub before: PoolLimits,
    pub after: PoolLimits,
}

/// The bounds of a pool's spread were set, and with them the spread.
#[event]
pub struct BoundsSet {
    pub pool: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub before: SpreadBounds,
    pub after: SpreadBounds,
    pub spread: Spread,
}

/// What size costs in a pool was set.
#[event]
pub struct DepthSet {
    pub pool: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub sell: Depth,
    pub buy: Depth,
}

/// Where a pool's price comes from was set.
#[event]
pub struct SourcesSet {
    pub pool: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub before: PoolSources,
    pub after: PoolSources,
    /// What the new sources say at this moment: cash for one whole asset token, times 10^12.
    pub price: u64,
}

/// The beacon moved a pool's spread.
#[event]
pub struct SpreadSet {
    pub pool: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub bid_before: u64,
    pub ask_before: u64,
    pub bid_after: u64,
    pub ask_after: u64,
}
