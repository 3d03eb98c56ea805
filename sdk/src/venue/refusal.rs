//! Why something cannot be done with a pool now, before anything is signed.

use crate::addresses::LimitKey;
use halo_math::{
    amm::{AmmError, PriceError},
    RateLimitError,
};
use solana_pubkey::Pubkey;
use thiserror::Error;

/// What stands in the way, at the moment that was read. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The pool is for two other tokens.
    #[error("the pool trades {asset} for {cash}, and nothing else")]
    OtherMints { cash: Pubkey, asset: Pubkey },
    /// The token accounts are not there; anybody may open them once the pool is a controller.
    #[error("expected the pool's vaults to be open, they were never opened")]
    NotOpen,
    /// A vault lacks what is on record, and nobody has written it down.
    #[error("the pool's vaults lack {cash} of the cash and {asset} of the asset that are on record")]
    Missing { cash: u64, asset: u64 },
    /// The PAU is frozen: nothing leaves its Books.
    #[error("the pool's PAU is frozen: nothing leaves it")]
    Frozen,
    /// The PAU lets the pool move nothing, or not by trades.
    #[error("the pool is no controller of its PAU that may swap")]
    NotController,
    /// The PAU has no such limit, so nothing passes.
    #[error("the PAU has no {:?} limit to {} in {}", key.kind, key.target, key.mint)]
    NoLimit { key: LimitKey },
    /// The limit is paused.
    #[error("the PAU's {:?} limit to {} in {} is paused", key.kind, key.target, key.mint)]
    LimitPaused { key: LimitKey },
    /// The limit lets less pass.
    #[error("the PAU's {:?} limit to {} in {}: {refusal}", key.kind, key.target, key.mint)]
    Limit { key: LimitKey, refusal: RateLimitError },
    /// The pool has a price by Pyth, which whoever trades brings along.
    #[error("expected an account of Pyth with the pool's price, none was given")]
    NoPriceUpdate,
    /// Nobody trades at this price.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// A rule of the pools refuses it.
    #[error(transparent)]
    Rule(#[from] AmmError),
    /// The breaker has latched something; whoever enters then would pay for what is being looked into.
    #[error("the pool takes no deposits while a side of it is halted")]
    DepositsHalted,
    /// The pool may not be worth more.
    #[error("expected the pool to be worth at most {capacity} after a deposit, it would be {worth}")]
    PoolFull { capacity: u64, worth: u64 },
    /// The owner has brought nothing, or has closed its position.
    #[error("expected a position in the pool, there is none")]
    NoPosition,
    /// There is one already.
    #[error("the owner has a position in the pool")]
    HasPosition,
    /// Shares are in it.
    #[error("the position has {shares} shares and stays until they are withdrawn")]
    PositionNotEmpty { shares: u64 },
    /// It does not exist, or belongs to somebody else.
    #[error("withdrawal {number} is none of this owner")]
    NoWithdrawal { number: u64 },
    /// Nobody waits.
    #[error("no withdrawal waits")]
    NobodyWaits,
    /// Nothing of it was set aside.
    #[error("nothing is set aside for withdrawal {number}")]
    NothingToClaim { number: u64 },
    /// It still counts.
    #[error("withdrawal {number} still waits or has something to claim")]
    WithdrawalNotOver { number: u64 },
    /// It does not exist.
    #[error("the pool has no redemption {number}")]
    NoRedemption { number: u64 },
    /// It may still come in time.
    #[error("redemption {number} is due at {due} and not overdue yet")]
    NotOverdue { number: u64, due: i64 },
    /// Something may still come for it.
    #[error("redemption {number} is not over: something may still come for it")]
    RedemptionNotOver { number: u64 },
    /// Somebody has said so.
    #[error("redemption {number} was flagged as overdue before")]
    AlreadyFlagged { number: u64 },
    /// The price gives no reason.
    #[error("the price gives no reason to halt the pool")]
    NothingToLatch,
    /// Pyth alone gives the price.
    #[error("the pool has no reporters: Pyth gives its price")]
    NoFeed,
    /// Somebody else.
    #[error("{reporter} is no reporter of the pool's feed")]
    NotReporter { reporter: Pubkey },
    /// Neither what the pool takes nor what it gives.
    #[error("expected sides from 1 to 3: 1 what the pool takes, 2 what it gives")]
    InvalidSides,
    /// A sum beyond 64 bits.
    #[error("a total leaves the range of base units")]
    OutOfRange,
}
