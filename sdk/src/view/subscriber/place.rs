//! A member's place in one queue.

use super::Door;
use crate::{
    client::Client,
    error::Error,
    transport::Transport,
    view::{text, unit_ledger::UnitLedger},
};
use halo_math::{Exit, Generation, GenerationState, Position, BPS_PER_UNIT};
use lcts::state::{Direction, LctsGeneration, LctsPosition};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// One queue of a unit, and what somebody has in it.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Which queue.
    #[serde(serialize_with = "text::direction")]
    pub direction: Direction,
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub queue: Pubkey,
    /// Number of the queue's current generation.
    pub current: u64,
    /// Whether the member can move.
    pub door: Door,
    /// None when the owner has no position here.
    pub held: Option<Held>,
}

/// A position.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub position: Pubkey,
    /// The generation that it is in; none when it has no shares.
    pub generation: Option<u64>,
    /// Of that generation; dormant when it is in none.
    #[serde(serialize_with = "text::generation_state")]
    pub state: GenerationState,
    /// Of that generation, not of the unit.
    #[serde(serialize_with = "text::number")]
    pub shares: u128,
    /// Its part of what is not converted.
    pub waiting: u64,
    /// Earned and not credited.
    pub pending: u64,
    /// Credited and not paid.
    pub accrued: u64,
    /// What a claim pays now.
    pub claimable: u64,
    /// Who paid the account's rent and gets it back.
    #[serde(serialize_with = "text::address")]
    pub rent_payer: Pubkey,
    #[serde(skip)]
    pub(super) position_state: Position,
    /// Of the generation that it is in.
    #[serde(skip)]
    pub(super) totals: Generation,
}

impl Place {
    pub(super) async fn read<T: Transport>(
        client: &Client<T>,
        ledger: &UnitLedger,
        direction: Direction,
        owner: &Pubkey,
    ) -> Result<Self, Error> {
        let record = ledger.record(direction);
        let address = record.place.position(owner);
        let position: Option<LctsPosition> = client.fetch_optional(&address).await?;
        let held = match position {
            None => None,
            Some(position) => {
                let number = position.held.generation;
                let totals = if position.held.shares() == 0 || number == record.number() {
                    record.totals
                } else {
                    client.fetch::<LctsGeneration>(&record.place.generation(number)).await?.totals
                };
                let contradiction = |found: halo_math::LctsError| Error::AccountMismatch {
                    address,
                    what: "LctsPosition",
                    found: found.to_string(),
                };
                Some(Held::new(address, &position, totals).map_err(contradiction)?)
            }
        };
        Ok(Self {
            direction,
            queue: record.place.queue,
            current: record.number(),
            door: ledger.door(direction),
            held,
        })
    }
}

impl Held {
    /// The position in a generation with `totals`, by the rules that will pay it.
    fn new(
        address: Pubkey,
        position: &LctsPosition,
        totals: Generation,
    ) -> Result<Self, halo_math::LctsError> {
        let held = position.held;
        let shares = held.shares();
        let member = shares > 0;
        let state = if member { totals.state()? } else { GenerationState::Dormant };
        let (mut after, mut paid) = (totals, held);
        let claimable = match state {
            GenerationState::Locked => held.accrued,
            _ => after.claim(&mut paid)?,
        };
        Ok(Self {
            position: address,
            generation: member.then_some(held.generation),
            state,
            shares,
            waiting: if member { totals.underlying_of(shares)? } else { 0 },
            pending: totals.pending(&held)?,
            accrued: held.accrued,
            claimable,
            rent_payer: position.rent_payer,
            position_state: held,
            totals,
        })
    }

    /// The finalized generation that it is in, when the queue's `current` one is another.
    pub(super) fn finalized(&self, current: u64) -> Option<u64> {
        self.generation.filter(|number| *number != current)
    }

    /// What leaving would pay; none unless its generation lets it go.
    pub fn on_exit(&self) -> Option<Exit> {
        let (mut totals, mut position) = (self.totals, self.position_state);
        totals.exit(&mut position).ok()
    }

    /// Its part of its generation, basis points, rounded down; 0 when it is in none.
    pub fn part_bps(&self) -> u64 {
        let whole = u128::from(BPS_PER_UNIT);
        let part = self.shares.saturating_mul(whole).checked_div(self.totals.shares()).unwrap_or(0);
        u64::try_from(if self.generation.is_some() { part } else { 0 }).unwrap_or(0)
    }

    /// Whether nothing is owed to it, so that it can be closed.
    pub fn is_empty(&self) -> bool {
        self.position_state.is_empty()
    }
}
