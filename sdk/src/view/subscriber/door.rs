//! Whether a queue lets its members move.

use serde::Serialize;

/// The door of a queue's current generation. Finalized generations pay at any time. Times in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Door {
    /// Members enter, claim and leave; the beacon may lock it from this second on.
    Open { locks_from: i64 },
    /// Nothing moves before the settlement, or before this second if it does not come.
    Locked { until: i64 },
    /// The settlement did not come by this second: anybody may unlock.
    Overdue { since: i64 },
    /// The queue was never opened: anybody may open it.
    Missing,
}

impl Door {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Locked { .. } => "locked",
            Self::Overdue { .. } => "overdue",
            Self::Missing => "not opened",
        }
    }
}
