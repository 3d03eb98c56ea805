//! What providers of capital do.

use anchor_lang::prelude::*;

/// A position was opened.
#[event]
pub struct PositionOpened {
    pub pool: Pubkey,
    pub sequence: u64,
    pub position: Pubkey,
    pub owner: Pubkey,
}

/// A position was closed.
#[event]
pub struct PositionClosed {
    pub pool: Pubkey,
    pub sequence: u64,
    pub position: Pubkey,
    pub owner: Pubkey,
}

/// Capital came in: debit `source`, credit the pool's cash.
#[event]
pub struct CapitalDeposited {
    pub pool: Pubkey,
    pub sequence: u64,
    pub owner: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub shares: u64,
    pub cash_after: u64,
    pub shares_after: u64,
}

/// Shares wait to be withdrawn.
#[event]
pub struct WithdrawalRequested {
    pub pool: Pubkey,
    pub sequence: u64,
    pub withdrawal: Pubkey,
    pub number: u64,
    pub owner: Pubkey,
    pub shares: u64,
    pub queued_after: u64,
}

/// Shares of a withdrawal were priced: debit the pool's cash, credit its payout account.
#[event]
pub struct WithdrawalFilled {
    pub pool: Pubkey,
    pub sequence: u64,
    pub withdrawal: Pubkey,
    pub shares: u64,
    pub amount: u64,
    /// Whether nothing of it waits any more.
    pub done: bool,
    pub cash_after: u64,
    pub shares_after: u64,
    pub reserved_after: u64,
}

/// A withdrawal was paid: debit the payout account, credit `destination`.
#[event]
pub struct WithdrawalClaimed {
    pub pool: Pubkey,
    pub sequence: u64,
    pub withdrawal: Pubkey,
    pub owner: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub reserved_after: u64,
}

/// What waited of a withdrawal went back to its owner's position.
#[event]
pub struct WithdrawalCancelled {
    pub pool: Pubkey,
    pub sequence: u64,
    pub withdrawal: Pubkey,
    pub owner: Pubkey,
    pub shares: u64,
    pub queued_after: u64,
}

/// A withdrawal's account was closed.
#[event]
pub struct WithdrawalClosed {
    pub pool: Pubkey,
    pub sequence: u64,
    pub withdrawal: Pubkey,
    pub owner: Pubkey,
}
