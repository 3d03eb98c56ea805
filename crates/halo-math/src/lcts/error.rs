//! Why a rule of the queues refuses an operation.

use super::GenerationState;
use crate::mul_div::MathError;
use crate::waterfall::LossError;
use thiserror::Error;

/// Amounts in base units, days counted from 1970-01-01, rates in underlying per 10^18 shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LctsError {
    #[error("expected a generation's state from 0 to 3, got {value}")]
    UnknownState { value: u64 },
    #[error(
        "generation {number} is locked for settlement: nobody enters, exits or claims before it is unlocked"
    )]
    Locked { number: u64 },
    #[error(
        "generation {number} is finalized: nothing enters it and nothing is left to take out but rewards"
    )]
    Finalized { number: u64 },
    #[error("expected generation {number} to be Active, it is {}", state.name())]
    NotActive { number: u64, state: GenerationState },
    #[error("expected generation {number} to be Locked, it is {}", state.name())]
    NotLocked { number: u64, state: GenerationState },
    #[error("expected generation {number} to be Finalized, it is {}", state.name())]
    NotFinalized { number: u64, state: GenerationState },
    #[error("expected the position's generation {expected}, got {got}")]
    OtherGeneration { expected: u64, got: u64 },
    #[error("expected a position with shares, it has none")]
    NoShares,
    #[error("expected an amount above 0, got 0")]
    ZeroAmount,
    #[error("an entry of {amount} buys 0 of {shares} shares over {underlying} underlying; expected at least one share")]
    EntryTooSmall { amount: u64, shares: u128, underlying: u64 },
    #[error("generation {number} takes no entries until it has drained: {shares} shares over {underlying} underlying, expected at most 2^32 a unit")]
    GenerationTooDiluted { number: u64, shares: u128, underlying: u64 },
    #[error("expected a generation without shares to hold no underlying, it records {underlying}")]
    UnderlyingWithoutShares { underlying: u64 },
    #[error("expected at most the generation's {total} shares, got {shares}")]
    ExceedsTotalShares { shares: u128, total: u128 },
    #[error(
        "expected a position to have earned at most the {owed} that the generation owes, it has earned more"
    )]
    ExceedsOwed { owed: u64 },
    #[error("expected a position to have entered before now: its rewards are counted from a point ahead of the generation")]
    DebtAhead,
    #[error("expected totals that fit 64 bits after adding {amount} to {total}")]
    TotalOverflow { amount: u64, total: u64 },
    #[error("expected rewards a share that fit 256 bits after sharing {minted} among {shares} shares")]
    IndexOverflow { minted: u64, shares: u128 },
    #[error("locking is open from 13:00 to 16:00 UTC, it is {hour:02}:{minute:02}:{second:02}")]
    OutsideLockWindow { hour: i64, minute: i64, second: i64 },
    #[error("expected a day after {last}, the last one locked; it is day {day}")]
    AlreadyLocked { last: i64, day: i64 },
    #[error("settlement was open up to {deadline}, it is {now} (Unix seconds)")]
    SettlementOverdue { deadline: i64, now: i64 },
    #[error("expected a rate of at most {ceiling}, {days} days after the last one; got {got}")]
    RateTooHigh { ceiling: u128, days: u64, got: u128 },
    #[error("expected a rate of at least {current}, as a raise; got {got}")]
    NotARaise { current: u128, got: u128 },
    #[error("expected a rate of at most {current}, as a haircut; got {got}")]
    NotAHaircut { current: u128, got: u128 },
    #[error("expected a rate above 0: shares that are worth nothing cannot be bought")]
    NoRate,
    #[error("expected shares that {holding} underlying back, there are none")]
    NoSupply { holding: u64 },
    #[error("expected a loss of at most the {claims} that all tranches are worth, got {loss}")]
    LossExceedsClaims { loss: u64, claims: u64 },
    #[error("expected a rate at which all shares are worth at most {ceiling}, a year of the yield cap above the {recorded} on record; they would be worth {worth}")]
    Unbacked { worth: u64, recorded: u64, ceiling: u64 },
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Loss(#[from] LossError),
}
