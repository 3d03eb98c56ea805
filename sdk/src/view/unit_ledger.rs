//! What the views of a unit read from the chain: the unit, its two queues, and who waits in them.

use super::{Door, NotNow};
use crate::{
    addresses::{LctsAddresses, UnitQueue},
    client::Client,
    error::Error,
    instructions::lcts::Current,
    transport::Transport,
};
use halo_math::{ExchangeRate, Generation, GenerationState, LctsError, LockCycle, DAY_SECONDS, LOCK_SECOND};
use lcts::{
    state::{Direction, LctsGeneration, LctsQueue, Unit},
    CUT_NOTICE_SECONDS,
};
use pau::state::Pau;
use solana_pubkey::Pubkey;

/// Both directions, in the order of their numbers.
pub(super) const DIRECTIONS: [Direction; 2] = [Direction::Subscribe, Direction::Redeem];

/// A unit at a moment.
#[derive(Debug, Clone)]
pub(super) struct UnitLedger {
    pub addresses: LctsAddresses,
    pub unit: Unit,
    /// The other unit over the same holding.
    pub partner: Option<Unit>,
    /// Whether its PAU is frozen.
    pub frozen: bool,
    pub now: i64,
    queues: [QueueRecord; 2],
}

/// A queue at a moment.
#[derive(Debug, Clone)]
pub(super) struct QueueRecord {
    pub place: UnitQueue,
    /// None until somebody opens it.
    pub state: Option<LctsQueue>,
    /// Of the current generation; empty when it has no account.
    pub totals: Generation,
}

impl UnitLedger {
    /// The unit at `address` as it is now.
    pub async fn open<T: Transport>(client: &Client<T>, address: &Pubkey) -> Result<Self, Error> {
        let unit: Unit = client.fetch(address).await?;
        let addresses = LctsAddresses::of(*address, &unit);
        let partner = if unit.has_partner() { Some(client.fetch(&unit.partner).await?) } else { None };
        let pau: Pau = client.fetch(&unit.pau).await?;
        let places = DIRECTIONS.map(|direction| addresses.queue(direction));
        let states = client.fetch_many::<LctsQueue>(&places.map(|place| place.queue)).await?;
        let records: Vec<_> = places.into_iter().zip(states).collect();
        let current: Vec<Pubkey> = records
            .iter()
            .map(|(place, state)| place.generation(state.map_or(1, |state| state.current)))
            .collect();
        let generations = client.fetch_many::<LctsGeneration>(&current).await?;
        let mut queues = records.into_iter().zip(generations).map(|((place, state), generation)| {
            let empty = Generation::new(state.map_or(1, |state| state.current));
            QueueRecord { place, state, totals: generation.map_or(empty, |generation| generation.totals) }
        });
        let missing = || Error::AccountMissing { address: *address, what: "LctsQueue" };
        let queues = [queues.next().ok_or_else(missing)?, queues.next().ok_or_else(missing)?];
        let frozen = pau.frozen != 0;
        Ok(Self { addresses, unit, partner, frozen, now: client.unix_time().await?, queues })
    }

    /// The queue of this direction, whether it is open or not.
    pub fn record(&self, direction: Direction) -> &QueueRecord {
        let [subscribe, redeem] = &self.queues;
        match direction {
            Direction::Subscribe => subscribe,
            Direction::Redeem => redeem,
        }
    }

    /// The queue of this direction, refused until it is open.
    pub fn queue(&self, direction: Direction) -> Result<&QueueRecord, NotNow> {
        let record = self.record(direction);
        record.state.map(|_| record).ok_or(NotNow::NoQueue { direction })
    }

    /// Numbers of the current generations that have an account.
    pub fn current(&self) -> Current {
        let live = |direction| {
            let state = self.record(direction).state?;
            (state.live == 1).then_some(state.current)
        };
        Current { subscribe: live(Direction::Subscribe), redeem: live(Direction::Redeem) }
    }

    /// Whether the queue lets its members move now.
    pub fn door(&self, direction: Direction) -> Door {
        let record = self.record(direction);
        let by = LockCycle::must_settle_by(self.unit.locked_day);
        match record.state {
            None => Door::Missing,
            Some(_) if record.is_locked() && LockCycle::is_overdue(self.now, self.unit.locked_day) => {
                Door::Overdue { since: by }
            }
            Some(_) if record.is_locked() => Door::Locked { until: by },
            Some(_) => Door::Open { locks_from: self.next_lock() },
        }
    }

    /// First second from now on at which the beacon may lock the queues.
    pub fn next_lock(&self) -> i64 {
        let (today, last) = (LockCycle::day(self.now), self.unit.locked_day);
        let days = [today, today.saturating_add(1), last.saturating_add(1)];
        let opens = |day: i64| day.saturating_mul(DAY_SECONDS.cast_signed()).saturating_add(LOCK_SECOND);
        let moments = days.into_iter().map(opens).chain([self.now]);
        let possible = moments.filter(|at| *at >= self.now && LockCycle::may_lock(*at, last).is_ok());
        // One of the days always comes after both the clock and the last lock.
        possible.min().unwrap_or(self.now)
    }

    /// The unit that has the holding: a junior's is its senior's.
    pub fn book(&self) -> &Unit {
        match &self.partner {
            Some(senior) if self.unit.is_junior() => senior,
            _ => &self.unit,
        }
    }

    /// Whether the Book that holds what the shares stand for is open.
    pub fn has_holding(&self) -> bool {
        self.book().vault != Pubkey::default()
    }

    /// Whether money of the holding was found missing.
    pub fn is_halted(&self) -> bool {
        self.unit.require_running().and_then(|()| self.book().require_running()).is_err()
    }

    /// Refuses what a frozen PAU and a halted unit stop: everything but claims, exits and unlocking.
    pub fn require_running(&self) -> Result<(), NotNow> {
        self.require_live()?;
        if self.is_halted() {
            return Err(NotNow::Halted);
        }
        Ok(())
    }

    /// Refuses while the PAU is frozen.
    pub fn require_live(&self) -> Result<(), NotNow> {
        if self.frozen {
            return Err(NotNow::Frozen);
        }
        Ok(())
    }

    /// First second at which the unit sells shares again after a large cut of its rate; none while nothing keeps it from
    /// selling.
    pub fn sells_from(&self) -> Option<i64> {
        let refused = self.unit.require_may_sell(self.now).is_err();
        refused.then(|| self.unit.cut_at.saturating_add(CUT_NOTICE_SECONDS))
    }

    /// What all shares over the holding are worth, those of `rate` for this unit's.
    pub fn worth(&self, rate: &ExchangeRate) -> Result<u64, LctsError> {
        let other = self.partner.map_or(Ok(0), |other| other.rate.underlying_for(other.supply))?;
        Ok(rate.underlying_for(self.unit.supply)?.saturating_add(other))
    }

    /// Whether one of the queues waits for its settlement.
    pub fn is_locked(&self) -> bool {
        self.queues.iter().any(QueueRecord::is_locked)
    }
}

impl QueueRecord {
    /// Whether its members wait for a settlement.
    pub fn is_locked(&self) -> bool {
        self.totals.state == GenerationState::Locked.number()
    }

    /// Whether entries are stopped because money of the unit was found missing.
    pub fn is_halted(&self) -> bool {
        self.state.is_some_and(|state| state.require_running().is_err())
    }

    /// Number of the current generation.
    pub fn number(&self) -> u64 {
        self.totals.number
    }
}
