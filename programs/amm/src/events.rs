//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

use crate::instructions::PoolLimits;
use anchor_lang::prelude::*;
use halo_math::amm::{Depth, NavLimits, PriceLimits, Spread, SpreadBounds, REPORTERS};

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

/// What the breaker has latched changed.
#[event]
pub struct BreakerChanged {
    pub pool: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub before: u64,
    pub after: u64,
}

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
    /// What it brought beyond what was expected.
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
