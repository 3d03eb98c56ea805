//! What somebody should do about a pool now.

use super::RedemptionSeen;
use crate::venue::{PoolVenue, Refusal};
use amm::state::PoolWithdrawal;
use halo_math::amm::{PriceError, CUSTODY_LATCHES, POOL_BUYS};
use serde::Serialize;

/// One thing to do, and who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum PoolTask {
    /// The pool's vaults were never opened. Anyone.
    OpenCustody,
    /// The vaults lack something, and trading goes on once that is written down. Anyone.
    CheckPool,
    /// The same is stopped, and the record still says that it is there. The council.
    WriteDown,
    /// There is no fresh price. A reporter.
    PostPrice,
    /// The price says that something is wrong, and trading goes on when it is back in step. Anyone.
    TripBreaker,
    /// Somebody waits whose shares cash is free for. Anyone.
    FillWithdrawal { number: u64 },
    /// The issuer is late and nobody has said so. Anyone.
    FlagOverdue { number: u64 },
    /// The issuer is late: it pays, or what it does not pay is a loss. Whoever brings the cash, or the beacon.
    SettleOrClose { number: u64 },
}

/// What is due, the most urgent first; `first` is the withdrawal that is served first.
pub(super) fn tasks(
    venue: &PoolVenue,
    redemptions: &[RedemptionSeen],
    first: Option<&PoolWithdrawal>,
) -> Vec<PoolTask> {
    let mut tasks = Vec::new();
    let latched = venue.state().breaker.latched;
    if venue.require_held().is_err() {
        tasks.push(if latched == CUSTODY_LATCHES { PoolTask::WriteDown } else { PoolTask::CheckPool });
    }
    if matches!(venue.price_now(), Err(Refusal::Price(refusal)) if refusal.latches() & !latched != 0) {
        tasks.push(PoolTask::TripBreaker);
    }
    let needs_report = matches!(
        venue.price(),
        Err(Refusal::Price(
            PriceError::Stale { .. }
                | PriceError::StaleSlots { .. }
                | PriceError::NoQuorum { .. }
                | PriceError::NoPrice
                | PriceError::InDoubt { .. },
        ))
    );
    if needs_report {
        tasks.push(PoolTask::PostPrice);
    }
    if venue.require_open().is_err() {
        tasks.push(PoolTask::OpenCustody);
    }
    for RedemptionSeen { number, overdue, flagged, .. } in redemptions.iter().copied() {
        if overdue && !flagged && latched & POOL_BUYS == 0 {
            tasks.push(PoolTask::FlagOverdue { number });
        }
        if overdue {
            tasks.push(PoolTask::SettleOrClose { number });
        }
    }
    // What was cancelled only has to be passed, which needs no cash.
    let fillable = first.filter(|first| venue.fill_withdrawal(first).and(venue.filling(first)).is_ok());
    tasks.extend(fillable.map(|first| PoolTask::FillWithdrawal { number: first.ticket.number }));
    tasks
}
