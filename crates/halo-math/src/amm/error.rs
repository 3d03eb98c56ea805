//! Why a rule of the pools refuses an operation.

use crate::mul_div::MathError;
use thiserror::Error;

/// Amounts in base units; values, fees and limits in base units of USDS at NAV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmmError {
    #[error("expected a price above 0, got 0")]
    ZeroPrice,
    #[error("expected mints with at most {max} decimals, got {decimals}")]
    TooManyDecimals { decimals: u8, max: u8 },
    #[error("expected a pair whose exponent is from 3 to 21, got {exponent}")]
    UnknownPair { exponent: u64 },
    #[error("expected an amount above 0, got 0")]
    ZeroAmount,
    #[error("a trade of {amount} comes to nothing on the other side; expected at least one base unit")]
    TradeTooSmall { amount: u64 },
    #[error("expected a trade worth {min} to {max} USDS at NAV, it is worth {value}")]
    TradeSize { value: u64, min: u64, max: u64 },
    #[error("expected to pay out at least {limit}, the pool pays {amount}")]
    PaysLess { limit: u64, amount: u64 },
    #[error("expected to take in at most {limit}, the pool takes {amount}")]
    TakesMore { limit: u64, amount: u64 },
    #[error("expected at most {hard} USDS of inventory and pending redemptions at NAV, it would be {value}")]
    InventoryFull { value: u64, hard: u64 },
    #[error("expected at most the {free} USDS that nobody waits for, got {amount}")]
    NotEnoughUsds { amount: u64, free: u64 },
    #[error("expected at most the inventory of {inventory}, got {amount}")]
    NotEnoughInventory { amount: u64, inventory: u64 },
    #[error("the pool buys no more of the asset: its purchases are halted")]
    BuysHalted,
    #[error("the pool sells no more of the asset: its sales are halted")]
    SalesHalted,
    #[error("expected a quote whose amounts can be found in {rounds} rounds")]
    Unsolved { rounds: u32 },
    #[error("expected a curve of at most {max} points, got {points}")]
    TooManyPoints { points: usize, max: usize },
    #[error("expected the points of a curve to rise from one to the next, and unused ones to be 0 and last; point {index} is at {at} with {bps} bps")]
    CurveOrder { index: usize, at: u64, bps: u64 },
    #[error("expected a spread from {min} to {max} bps, got {bps}")]
    SpreadOutOfBounds { bps: u64, min: u64, max: u64 },
    #[error("expected at most {max} bps of spread, curve and skew together, they reach {bps}")]
    DiscountTooHigh { bps: u64, max: u64 },
    #[error("expected limits in order, the lower one first: {lower} is above {upper}")]
    LimitsOutOfOrder { lower: u64, upper: u64 },
    #[error("expected at least {min}, got {got}")]
    LimitTooLow { min: u64, got: u64 },
    #[error("expected at most {max}, got {got}")]
    LimitTooHigh { max: u64, got: u64 },
    #[error("expected the widest spread a feed may jump across, {floor} bps, to be at most the narrowest spread of the pool, {min} bps")]
    SpreadBelowFeed { min: u64, floor: u64 },
    #[error("a deposit of {amount} buys no share; expected at least one")]
    DepositTooSmall { amount: u64 },
    #[error("expected at most the {shares} shares there are, got {asked}")]
    NotEnoughShares { asked: u64, shares: u64 },
    #[error("expected a position that may be left from {until} on (Unix seconds), an hour after the last deposit; it is {now}")]
    StaysYet { until: i64, now: i64 },
    #[error("expected a withdrawal of at least {least} shares or of all there are, got {shares}")]
    WithdrawalTooSmall { shares: u64, least: u64 },
    #[error("{queued} shares wait to be withdrawn: expected to wait behind them")]
    OthersWait { queued: u64 },
    #[error("expected withdrawal {next}, the first that waits, got {number}")]
    NotNext { number: u64, next: u64 },
    #[error("withdrawal {number} has nothing left that waits")]
    NothingWaits { number: u64 },
    #[error("there are no {wanted} USDS for withdrawals yet: {free} are free")]
    NothingFree { free: u64, wanted: u64 },
    #[error("expected at most {most} USDS for {amount} of the asset, which is what it is worth at NAV; got {expected}")]
    ExpectedTooHigh { expected: u64, most: u64, amount: u64 },
    #[error("expected at least {least} USDS for {amount} of the asset, which is what it is worth at NAV less the pool's widest discount; got {expected}")]
    ExpectedTooLow { expected: u64, least: u64, amount: u64 },
    #[error("expected a redemption that is open, it is closed")]
    RedemptionClosed,
    #[error("expected a redemption that is due after {now}, it is due at {due} (Unix seconds)")]
    DueInThePast { due: i64, now: i64 },
    #[error("expected records that cover {amount}, they hold {recorded}")]
    RecordsFallShort { amount: u64, recorded: u64 },
    #[error("expected totals that fit 64 bits after adding {amount} to {total}")]
    TotalOverflow { amount: u64, total: u64 },
    #[error(transparent)]
    Math(#[from] MathError),
}
