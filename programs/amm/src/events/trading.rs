//! What traders do.

use anchor_lang::prelude::*;

/// A trade: debit the trader, credit the pool `amount_in` of the one token; debit the pool, credit the trader
/// `amount_out` of the other.
#[event]
pub struct Swapped {
    pub pool: Pubkey,
    pub sequence: u64,
    pub trader: Pubkey,
    /// Whether the trader sold the asset; else bought it.
    pub sold: bool,
    pub amount_in: u64,
    pub amount_out: u64,
    /// Cash for one whole asset token, times 10^12.
    pub price: u64,
    /// What the pool keeps, base units of cash.
    pub fee: u64,
    pub cash_after: u64,
    pub inventory_after: u64,
}
