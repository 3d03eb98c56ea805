//! Why something cannot be done with a unit now, before anything is signed.

use halo_math::LctsError;
use lcts::state::Direction;
use solana_pubkey::Pubkey;
use thiserror::Error;

/// What stands in the way, at the moment of the view. Times in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotNow {
    /// The PAU is frozen, which stops everything but claims, exits and unlocking.
    #[error("the unit's PAU is frozen: nothing goes on but claims and exits")]
    Frozen,
    /// Money of the holding was found missing, which stops the same.
    #[error("the unit is halted, as money is missing: nothing goes on but claims and exits")]
    Halted,
    /// The junior over the same holding bears a loss first.
    #[error("the junior over the same holding is worth {worth}: it bears a loss first")]
    JuniorFirst { worth: u64 },
    /// A junior has no holding of its own.
    #[error("the holding is that of the senior {senior}, which deploys and returns")]
    HoldingOfSenior { senior: Pubkey },
    /// No junior stands over the unit's holding.
    #[error("expected a unit with a junior over its holding: the rate of any other is simply lowered")]
    NoJunior,
    /// The queue has not been opened; anybody may.
    #[error("expected the {} queue to be open, it was never opened", queue_name(*direction))]
    NoQueue { direction: Direction },
    /// Its members wait for the settlement, at the latest at this second.
    #[error("the {} queue is locked for settlement, at the latest until {until}", queue_name(*direction))]
    Locked { direction: Direction, until: i64 },
    /// The settlement did not come; anybody may unlock.
    #[error("the {} queue was not settled by {since}: it has to be unlocked, which anybody may", queue_name(*direction))]
    Overdue { direction: Direction, since: i64 },
    /// The settlement may still come, so nobody else unlocks.
    #[error("the {} queue may still be settled, until {until}", queue_name(*direction))]
    NotOverdue { direction: Direction, until: i64 },
    /// Nobody waits for a settlement.
    #[error("the {} queue is not locked: nothing of it is settled or unlocked", queue_name(*direction))]
    NotLocked { direction: Direction },
    /// Neither queue waits for a settlement.
    #[error("neither queue is locked: nothing is settled")]
    NothingLocked,
    /// The queues may be locked from this second on.
    #[error("the queues are locked once a day, from 13:00 to 16:00 UTC: expected {from} or later")]
    LocksFrom { from: i64 },
    /// The owner has never entered the queue, or has closed its position.
    #[error("expected a position in the {} queue, there is none", queue_name(*direction))]
    NoPosition { direction: Direction },
    /// Nothing of the position waits in the current generation.
    #[error("nothing of the position waits in the {} queue's current generation", queue_name(*direction))]
    NothingWaits { direction: Direction },
    /// The position has earned nothing that is not paid.
    #[error("the position in the {} queue has earned nothing that is not paid", queue_name(*direction))]
    NothingToClaim { direction: Direction },
    /// The position still counts.
    #[error("the position in the {} queue is not empty", queue_name(*direction))]
    PositionNotEmpty { direction: Direction },
    /// The generation is not there, or not everybody was credited.
    #[error("generation {number} of the {} queue is not spent", queue_name(*direction))]
    NotSpent { direction: Direction, number: u64 },
    /// The holding is not open; anybody may open it once the unit is a controller.
    #[error("expected the holding to be open, it was never opened")]
    NoHolding,
    /// The rate rises between the lock of a day and 16:00 UTC only.
    #[error("the rate rises between the lock of a day and 16:00 UTC only")]
    RateOutsideLock,
    /// The rate was cut by more than a twentieth within a day: nobody buys at it before this second.
    #[error("the rate was cut by more than a twentieth: no shares are sold or netted before {from}")]
    SaleAfterCut { from: i64 },
    /// The PAU does not let so much be paid out of the holding now; without a limit it lets nothing.
    #[error("expected the PAU's limit to let {got} be paid out of the holding, {available} may pass now")]
    BeyondPaymentLimit { available: u64, got: u64 },
    /// The holding does not have that much.
    #[error("expected at most the holding's {holding} base units, got {got}")]
    BeyondHolding { holding: u64, got: u64 },
    /// Numbers beyond what an account can record.
    #[error("a total leaves the range of base units")]
    OutOfRange,
    /// A rule of the queues refuses it.
    #[error(transparent)]
    Rule(#[from] LctsError),
}

/// For people.
pub fn queue_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Subscribe => "subscribe",
        Direction::Redeem => "redeem",
    }
}
