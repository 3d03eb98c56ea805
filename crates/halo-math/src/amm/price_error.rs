//! Why a price is not one to trade at, or a report not one to take.

use super::breaker::BOTH_SIDES;
use thiserror::Error;

/// Prices as [`super::Price`] counts them, times in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PriceError {
    #[error("expected a price published at most {max_age} seconds ago, it was published at {published_at} and it is {now}")]
    Stale { published_at: i64, now: i64, max_age: u64 },
    #[error("expected a price posted at most {max_age} slots ago, it was posted in slot {posted} and this is slot {slot}")]
    StaleSlots { posted: u64, slot: u64, max_age: u64 },
    #[error("expected a time up to {latest}, got {time}")]
    Future { time: i64, latest: i64 },
    #[error("a price of {price} is too far from the last one, {mark}: trading waits until they agree")]
    Deviates { price: u64, mark: u64 },
    #[error("a reporter of the price {mark} has lost its place: trading waits for the next price")]
    InDoubt { mark: u64 },
    #[error("expected a price from {least} to {most}, as agreed, got {price}")]
    NotAgreed { price: u64, least: u64, most: u64 },
    #[error("expected two sources within {max_bps} bps of each other, they say {first} and {second}")]
    SecondSource { first: u64, second: u64, max_bps: u64 },
    #[error("expected a confidence within {max_bps} bps of the price {price}, got {confidence}")]
    Confidence { confidence: u64, price: u64, max_bps: u64 },
    #[error("expected a price from {floor} to {ceiling}, got {price}")]
    OutOfBounds { price: u64, floor: u64, ceiling: u64 },
    #[error("expected fresh reports of {quorum} reporters, there are {fresh}")]
    NoQuorum { fresh: u64, quorum: u64 },
    #[error("the feed has no price yet")]
    NoPrice,
    #[error("the price jumped in slot {jumped}: trading waits until after slot {until}, this is {slot}")]
    Cooldown { jumped: u64, until: u64, slot: u64 },
    #[error("expected a report after number {last}, got {sequence}")]
    NotNewer { sequence: u64, last: u64 },
    #[error("expected a report published at {earliest} or later, got {published_at}")]
    TooSoon { published_at: i64, earliest: i64 },
    #[error("expected a report in a slot after {last}, this is {slot}")]
    SameSlot { slot: u64, last: u64 },
    #[error("expected a price from {last} or later, the last one; got one from {time}")]
    Backdated { time: i64, last: i64 },
    #[error("expected a price to grow by at most {max} a day, got {accrual}")]
    AccrualTooHigh { accrual: u64, max: u64 },
    #[error("expected a price above 0, got {price}")]
    NotPositive { price: i64 },
    #[error("expected an exponent from -18 to 0, got {exponent}")]
    Exponent { exponent: i32 },
    #[error("expected a reporter below {reporters}, got {index}")]
    UnknownReporter { index: usize, reporters: usize },
    #[error("expected a price that fits 64 bits, got {price} with the exponent {exponent}")]
    TooLarge { price: u64, exponent: i32 },
}

impl PriceError {
    /// The sides of a pool that this refusal halts until they are lifted, as [`super::Breaker`] counts them.
    ///
    /// A price out of step, at odds with the other source or out of its bounds says that something is wrong, and
    /// somebody has to look. Whatever else refuses a price ends by itself: a price that is stale becomes fresh.
    pub fn latches(&self) -> u64 {
        match self {
            Self::Deviates { .. } | Self::SecondSource { .. } | Self::OutOfBounds { .. } => BOTH_SIDES,
            _ => 0,
        }
    }
}
