//! What a settlement does, by the rules that will settle.

use crate::view::NotNow;
use halo_math::{settle_pair, Generation, Settlement};
use lcts::state::{Direction, Unit};
use serde::Serialize;

/// A settlement before it is sent. Amounts in base units: underlying, but shares where it says so.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Settling {
    /// Underlying that may come to the holding, within the unit's capacity.
    pub subscribe_capacity: u64,
    /// Underlying that may leave the holding, within the unit's limit and what the holding has.
    pub redeem_capacity: u64,
    /// Goes straight from subscribers to redeemers.
    pub matched: u64,
    /// Leaves the subscribe queue, and the shares minted for it.
    pub subscribed: u64,
    pub minted: u64,
    /// Shares of the redeem queue that are burnt, and what is paid for them.
    pub burnt: u64,
    pub paid: u64,
    /// Comes to the holding beside what is matched.
    pub into_holding: u64,
    /// Leaves the holding beside what is matched.
    pub out_of_holding: u64,
    /// Whether everybody of the queue is served and its generation ends.
    pub subscribe_finalized: bool,
    pub redeem_finalized: bool,
    /// Shares in existence afterwards.
    pub supply_after: u64,
    /// Cash of the holding afterwards.
    pub holding_after: u64,
    /// The unit, and its queues' current generations, afterwards.
    #[serde(skip)]
    pub(in crate::view) unit: Unit,
    /// The unit that has the holding.
    #[serde(skip)]
    pub(in crate::view) book: Unit,
    #[serde(skip)]
    generations: [Generation; 2],
}

impl Settling {
    /// Of both queues of a unit over the holding of `book`, netted first. Each capacity is what is converted beside the
    /// net; a queue that is not locked takes no part.
    pub(in crate::view) fn pair(
        (unit, book): (&Unit, &Unit),
        [mut subscribe, mut redeem]: [Generation; 2],
        [into, out_of]: [u64; 2],
    ) -> Result<Self, NotNow> {
        let room = unit.room().map_err(|_| NotNow::OutOfRange)?;
        let (into, out_of) = (into.min(room), out_of.min(redeemable(unit, book)));
        let done = settle_pair(&mut subscribe, &mut redeem, &unit.rate, into, out_of)?;
        let (brought, paid) = (done.subscribe.converted, done.redeem.minted);
        let matched = brought.min(paid);
        let (into_holding, out_of_holding) = (brought.saturating_sub(matched), paid.saturating_sub(matched));
        let (mut after, mut book) = (*unit, *book);
        after.issued(done.subscribe.minted, done.redeem.converted).map_err(|_| NotNow::OutOfRange)?;
        book.settled(into_holding, out_of_holding).map_err(|_| NotNow::OutOfRange)?;
        Ok(Self {
            subscribe_capacity: into,
            redeem_capacity: out_of,
            matched,
            subscribed: brought,
            minted: done.subscribe.minted,
            burnt: done.redeem.converted,
            paid,
            into_holding,
            out_of_holding,
            subscribe_finalized: done.subscribe.finalized,
            redeem_finalized: done.redeem.finalized,
            supply_after: after.supply,
            holding_after: book.holding,
            unit: after,
            book,
            generations: [subscribe, redeem],
        })
    }

    /// Of one queue; the other one is not touched.
    pub(in crate::view) fn one(
        units: (&Unit, &Unit),
        direction: Direction,
        totals: &Generation,
        capacity: u64,
    ) -> Result<Self, NotNow> {
        let nobody = Generation::default();
        match direction {
            Direction::Subscribe => Self::pair(units, [*totals, nobody], [capacity, 0]),
            Direction::Redeem => Self::pair(units, [nobody, *totals], [0, capacity]),
        }
    }

    /// What it may convert beside the net, underlying.
    pub fn capacity(&self, direction: Direction) -> u64 {
        match direction {
            Direction::Subscribe => self.subscribe_capacity,
            Direction::Redeem => self.redeem_capacity,
        }
    }

    /// What becomes of one queue.
    pub fn settlement(&self, direction: Direction) -> Settlement {
        let (converted, minted, finalized) = match direction {
            Direction::Subscribe => (self.subscribed, self.minted, self.subscribe_finalized),
            Direction::Redeem => (self.burnt, self.paid, self.redeem_finalized),
        };
        Settlement { converted, minted, finalized }
    }

    /// The queue's current generation afterwards.
    pub(in crate::view) fn generation(&self, direction: Direction) -> Generation {
        let [subscribe, redeem] = self.generations;
        match direction {
            Direction::Subscribe => subscribe,
            Direction::Redeem => redeem,
        }
    }
}

/// Underlying that one settlement of `unit` may take out of the holding of `book`.
pub(super) fn redeemable(unit: &Unit, book: &Unit) -> u64 {
    unit.redeem_limit.min(book.holding)
}
