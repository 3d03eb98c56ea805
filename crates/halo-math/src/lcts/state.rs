//! The life of a generation.

use super::LctsError;

/// What can be done with a generation. The numbers are stored in accounts.
#[repr(u64)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GenerationState {
    /// Nobody is in it; the first entry activates it.
    #[default]
    Dormant = 0,
    /// Members enter, claim and exit.
    Active = 1,
    /// Between lock and settlement: nothing moves.
    Locked = 2,
    /// Everything is converted; members claim what they are owed.
    Finalized = 3,
}

impl GenerationState {
    /// All states in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Dormant, Self::Active, Self::Locked, Self::Finalized];

    /// The state of a stored number.
    pub fn from_u64(value: u64) -> Result<Self, LctsError> {
        Self::ALL.into_iter().find(|state| state.number() == value).ok_or(LctsError::UnknownState { value })
    }

    /// The number that accounts store.
    pub fn number(self) -> u64 {
        self as u64
    }

    /// For messages and event logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dormant => "Dormant",
            Self::Active => "Active",
            Self::Locked => "Locked",
            Self::Finalized => "Finalized",
        }
    }
}
