//! What goes to the issuer and comes back.

use anchor_lang::prelude::*;

/// Inventory went to the issuer: debit the pool's asset account, credit `endpoint`.
#[event]
pub struct RedemptionInitiated {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub beacon: Pubkey,
    pub endpoint: Pubkey,
    pub amount: u64,
    pub expected: u64,
    pub due: i64,
    pub inventory_after: u64,
    pub pending_after: u64,
}

/// Cash of a redemption came in: debit `payer`, credit the pool's cash.
#[event]
pub struct RedemptionSettled {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub payer: Pubkey,
    pub amount: u64,
    /// All that this redemption has brought so far.
    pub returned: u64,
    pub expected: u64,
    pub closed: bool,
    /// What it brought beyond what was expected; of one that was given up on, all that it brought.
    pub gain: u64,
    pub cash_after: u64,
    pub pending_after: u64,
}

/// A redemption was closed before all that was expected was there.
#[event]
pub struct RedemptionClosed {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub beacon: Pubkey,
    pub returned: u64,
    pub shortfall: u64,
    pub pending_after: u64,
    pub latched_before: u64,
    pub latched_after: u64,
}

/// A redemption is late.
#[event]
pub struct RedemptionFlagged {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub caller: Pubkey,
    pub due: i64,
    pub outstanding: u64,
    pub latched_before: u64,
    pub latched_after: u64,
}

/// The issuer sent back what it did not redeem: debit `payer`, credit the pool's asset account.
#[event]
pub struct InventoryReturned {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub payer: Pubkey,
    pub amount: u64,
    pub inventory_after: u64,
    pub pending_after: u64,
}

/// The account of a closed redemption was removed.
#[event]
pub struct RedemptionRemoved {
    pub pool: Pubkey,
    pub sequence: u64,
    pub redemption: Pubkey,
    pub number: u64,
}
