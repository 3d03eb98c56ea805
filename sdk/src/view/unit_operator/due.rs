//! What is due now by the clock and the accounts.

use super::QueueSeen;
use crate::view::{text, unit_ledger::UnitLedger, Door};
use halo_math::LockCycle;
use lcts::state::Direction;
use serde::Serialize;

/// Something that somebody has to do. Times in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Due {
    /// Anybody: a queue was not settled in time, and its members are locked in.
    Unlock {
        #[serde(serialize_with = "text::direction")]
        direction: Direction,
        /// Since when.
        since: i64,
    },
    /// Beacon with SETTLE: a queue is locked.
    Settle {
        #[serde(serialize_with = "text::direction")]
        direction: Direction,
        by: i64,
    },
    /// Beacon with RATE: the rate can still be raised on this day.
    SetRate { by: i64 },
    /// Beacon with LOCK: somebody waits, and today's lock has not come.
    Lock { by: i64 },
    /// Anybody: the unit lacks a queue.
    OpenQueue {
        #[serde(serialize_with = "text::direction")]
        direction: Direction,
    },
    /// Anybody, once the unit is a controller of its PAU: nothing is settled before.
    OpenHolding,
    /// Anybody: everybody of the generation was credited, and its rent can go home.
    CloseGeneration {
        #[serde(serialize_with = "text::direction")]
        direction: Direction,
        number: u64,
    },
}

/// All of it, the most urgent first.
pub(super) fn due(ledger: &UnitLedger, queues: &[QueueSeen]) -> Vec<Due> {
    let mut due = Vec::new();
    for queue in queues {
        let direction = queue.direction;
        match queue.door {
            Door::Overdue { since } => due.push(Due::Unlock { direction, since }),
            Door::Locked { until } => due.push(Due::Settle { direction, by: until }),
            Door::Missing => due.push(Due::OpenQueue { direction }),
            Door::Open { .. } => {}
        }
    }
    let (today, unit) = (LockCycle::day(ledger.now), &ledger.unit);
    if unit.require_rate_may_rise(ledger.now).is_ok() && unit.rate.updated_day < today {
        due.push(Due::SetRate { by: LockCycle::must_settle_by(today) });
    }
    let somebody_waits = queues.iter().any(|queue| queue.waiting > 0);
    if somebody_waits && !ledger.is_locked() && LockCycle::may_lock(ledger.now, unit.locked_day).is_ok() {
        due.push(Due::Lock { by: LockCycle::must_settle_by(today) });
    }
    if !ledger.has_holding() {
        due.push(Due::OpenHolding);
    }
    let spent = |queue: &QueueSeen| {
        let direction = queue.direction;
        queue.spent().map(|number| Due::CloseGeneration { direction, number }).collect::<Vec<_>>()
    };
    due.extend(queues.iter().flat_map(spent));
    due.sort_by_key(urgency);
    due
}

/// Lower comes first; the order of equals stays.
fn urgency(due: &Due) -> u8 {
    match due {
        Due::Unlock { .. } => 0,
        Due::SetRate { .. } => 1,
        Due::Settle { .. } => 2,
        Due::Lock { .. } => 3,
        Due::OpenHolding => 4,
        Due::OpenQueue { .. } => 5,
        Due::CloseGeneration { .. } => 6,
    }
}
