//! What a member would receive, day by day, if each settlement had the same capacity.

use super::{Door, Subscriber};
use crate::view::{text, unit_operator::Settling, NotNow};
use halo_math::LockCycle;
use lcts::state::Direction;
use serde::Serialize;

/// The days to come, by the programs' own rules, as if nobody else came or went and the rate stayed as it is. The other
/// queue is left alone: netting with it converts more. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Projection {
    /// Which queue.
    #[serde(serialize_with = "text::direction")]
    pub direction: Direction,
    /// Underlying that each settlement may convert.
    pub capacity: u64,
    /// As if so much had entered now.
    pub entered: u64,
    /// What waits before the first day: the member's part of what is not converted.
    pub waiting: u64,
    /// Underlying for 10^18 shares of the unit.
    #[serde(serialize_with = "text::number")]
    pub rate: u128,
    /// One settlement each.
    pub days: Vec<ProjectedDay>,
    /// Why there are no more.
    pub end: ProjectionEnd,
}

/// A settlement to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProjectedDay {
    /// By when it is settled.
    pub settled_by: i64,
    /// What it may convert within the unit's guardrails and its holding, underlying.
    pub capacity: u64,
    /// What it converts of the whole queue, in what the queue takes.
    pub converted: u64,
    /// What all members get for it.
    pub minted: u64,
    /// What this member gets of it.
    pub received: u64,
    /// The same since the first day.
    pub received_so_far: u64,
    /// The member's part of what is still not converted.
    pub waiting: u64,
}

/// Why the days end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectionEnd {
    /// Everything is converted.
    Converted,
    /// A settlement converts nothing: no capacity, no room or no cash is left.
    Stalled,
    /// There are more days than were asked for.
    GoesOn,
}

impl Subscriber {
    /// Up to `days` settlements of the queue with `capacity` of underlying each, as if the owner had entered with
    /// `entered` more now.
    ///
    /// # Errors
    /// When nothing of the owner would wait, or a rule refuses the entry.
    pub fn project(
        &self,
        direction: Direction,
        capacity: u64,
        entered: u64,
        days: usize,
    ) -> Result<Projection, NotNow> {
        let mut totals = self.ledger.queue(direction)?.totals;
        let mut position = self.position_in_current(direction)?;
        if entered > 0 {
            self.require_open(direction)?;
            totals.enter(&mut position, entered)?;
        }
        if position.shares() == 0 {
            return Err(NotNow::NothingWaits { direction });
        }
        if self.ledger.record(direction).is_locked() {
            totals.unlock()?;
        }
        // What was earned before is not of these days.
        totals.claim(&mut position)?;
        let waiting = totals.underlying_of(position.shares())?;
        let (mut unit, mut book) = (self.ledger.unit, *self.ledger.book());
        let mut day = self.first_day(direction);
        let mut seen = Vec::new();
        let mut received_so_far = 0_u64;
        let mut end = ProjectionEnd::GoesOn;
        while seen.len() < days {
            totals.lock()?;
            let settling = Settling::one((&unit, &book), direction, &totals, capacity)?;
            totals = settling.generation(direction);
            let done = settling.settlement(direction);
            let received = totals.claim(&mut position)?;
            received_so_far = received_so_far.saturating_add(received);
            (unit, book) = (settling.unit, settling.book);
            seen.push(ProjectedDay {
                settled_by: LockCycle::must_settle_by(day),
                capacity: settling.capacity(direction),
                converted: done.converted,
                minted: done.minted,
                received,
                received_so_far,
                waiting: if done.finalized { 0 } else { totals.underlying_of(position.shares())? },
            });
            if done.finalized {
                end = ProjectionEnd::Converted;
                break;
            }
            if done.converted == 0 {
                end = ProjectionEnd::Stalled;
                break;
            }
            day = day.saturating_add(1);
        }
        Ok(Projection { direction, capacity, entered, waiting, rate: self.rate, days: seen, end })
    }

    /// Day of the next settlement that can convert: of the lock that is on, or of the next one. Shares that are not sold yet
    /// after a large cut of the rate wait for the first day that can be settled from then on.
    fn first_day(&self, direction: Direction) -> i64 {
        let next = match self.place(direction).door {
            Door::Locked { .. } => self.ledger.unit.locked_day,
            _ => LockCycle::day(self.ledger.next_lock()),
        };
        let Some(from) = self.ledger.sells_from().filter(|_| direction == Direction::Subscribe) else {
            return next;
        };
        let of_sale = LockCycle::day(from);
        let too_late = LockCycle::is_overdue(from, of_sale);
        next.max(of_sale.saturating_add(too_late.into()))
    }
}
