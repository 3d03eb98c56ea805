//! What stops a pool, and what its vaults lack.

use anchor_lang::prelude::*;

/// What the breaker has latched changed.
#[event]
pub struct BreakerChanged {
    pub pool: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub before: u64,
    pub after: u64,
}

/// What the vaults lack was taken off the record.
#[event]
pub struct PoolWrittenDown {
    pub pool: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub cash_lost: u64,
    pub asset_lost: u64,
    pub cash_after: u64,
    pub inventory_after: u64,
}

/// The vaults were compared with the record.
#[event]
pub struct PoolChecked {
    pub pool: Pubkey,
    pub sequence: u64,
    pub cash: u64,
    pub cash_recorded: u64,
    pub asset: u64,
    pub asset_recorded: u64,
    pub payout: u64,
    pub payout_recorded: u64,
    pub latched_before: u64,
    pub latched_after: u64,
}
