//! The life of a Book, and the capital class that each phase implies.

use thiserror::Error;

/// Phases of a Book, passed through in this order and no other. The numbers are stored in accounts.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Opened, takes no claims yet.
    Created = 0,
    /// Takes claims.
    Filling = 1,
    /// Money leaves for the deal.
    Deploying = 2,
    /// The deal runs, re-attested at its cadence.
    AtRest = 3,
    /// Redemptions are funded.
    Unwinding = 4,
    /// Nothing is outstanding and nothing is held.
    Closed = 5,
}

/// Why a phase is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhaseError {
    #[error("expected a phase number from 0 to 5, got {value}")]
    UnknownPhase { value: u8 },
    #[error("a book in {} can only go on to {}, {} was asked for", from.name(), next.name(), to.name())]
    OutOfOrder { from: Phase, next: Phase, to: Phase },
    #[error("a closed book stays closed, {} was asked for", to.name())]
    AlreadyClosed { to: Phase },
}

impl Phase {
    /// All phases in their order.
    pub const ALL: [Self; 6] =
        [Self::Created, Self::Filling, Self::Deploying, Self::AtRest, Self::Unwinding, Self::Closed];

    /// The phase of a stored number.
    pub fn from_u8(value: u8) -> Result<Self, PhaseError> {
        Self::ALL.get(usize::from(value)).copied().ok_or(PhaseError::UnknownPhase { value })
    }

    /// The only phase that may follow; none after `Closed`.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Created => Some(Self::Filling),
            Self::Filling => Some(Self::Deploying),
            Self::Deploying => Some(Self::AtRest),
            Self::AtRest => Some(Self::Unwinding),
            Self::Unwinding => Some(Self::Closed),
            Self::Closed => None,
        }
    }

    /// Whether a book may go `from` (the receiver) straight `to`: only to the next phase.
    pub fn check_transition(self, to: Self) -> Result<(), PhaseError> {
        match self.next() {
            Some(next) if next == to => Ok(()),
            Some(next) => Err(PhaseError::OutOfOrder { from: self, next, to }),
            None => Err(PhaseError::AlreadyClosed { to }),
        }
    }

    /// For messages and event logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Filling => "Filling",
            Self::Deploying => "Deploying",
            Self::AtRest => "AtRest",
            Self::Unwinding => "Unwinding",
            Self::Closed => "Closed",
        }
    }
}

/// Capital requirement class of a Book. Not an order of severity: the variants follow the phases.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CrrClass {
    /// Nothing at risk.
    None = 0,
    /// Cash only.
    Low = 1,
    /// Money on its way, no attested asset yet.
    High = 2,
    /// An asset attested within its cadence.
    Medium = 3,
    /// An asset whose attestation is overdue.
    Elevated = 4,
}

impl CrrClass {
    /// For messages and views.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::Low => "Low",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Elevated => "Elevated",
        }
    }
}

/// Class of a Book at `now`. An attestation is overdue when `now > last_attested_at + cadence_seconds`: on
/// the last second of the cadence the class is still `Medium`. All in Unix seconds, exact for every input.
pub fn crr_class(phase: Phase, last_attested_at: i64, cadence_seconds: i64, now: i64) -> CrrClass {
    match phase {
        Phase::Created | Phase::Closed => CrrClass::None,
        Phase::Filling => CrrClass::Low,
        Phase::Deploying => CrrClass::High,
        Phase::AtRest | Phase::Unwinding => {
            // Two i64 always fit an i128, so this never wraps.
            let due = i128::from(last_attested_at).wrapping_add(i128::from(cadence_seconds));
            if i128::from(now) > due {
                CrrClass::Elevated
            } else {
                CrrClass::Medium
            }
        }
    }
}
