//! A queue of a unit as whoever operates it sees it.

use crate::{
    client::Client,
    error::Error,
    transport::Transport,
    view::{text, unit_ledger::UnitLedger, Door},
};
use halo_math::{Generation, GenerationState, LctsError};
use lcts::state::{Direction, LctsGeneration};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// Accounts that an RPC node gives at once.
const READ_AT_ONCE: usize = 100;

/// A queue at a moment. Amounts in base units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueueSeen {
    /// Which queue.
    #[serde(serialize_with = "text::direction")]
    pub direction: Direction,
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub queue: Pubkey,
    /// Whether its members can move.
    pub door: Door,
    /// Number of the current generation.
    pub current: u64,
    /// Waits in the current generation: underlying, or shares of the unit in the redeem queue.
    pub waiting: u64,
    /// What this is worth in underlying.
    pub waiting_worth: u64,
    /// In the reward vault for members of any generation.
    pub owed: u64,
    /// Generations that have an account, the first ones first.
    pub generations: Vec<GenerationSeen>,
    /// Number of the queue's last event.
    pub sequence: u64,
}

/// A generation at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenerationSeen {
    /// Counted from 1 in its queue.
    pub number: u64,
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub address: Pubkey,
    /// How far it is.
    #[serde(serialize_with = "text::generation_state")]
    pub state: GenerationState,
    /// Of its members together.
    #[serde(serialize_with = "text::number")]
    pub shares: u128,
    /// What is not converted, in what the queue takes.
    pub waiting: u64,
    /// Converted and in no position's account yet.
    pub rewards_owed: u64,
    /// Whether everybody was credited, so that it can be closed.
    pub spent: bool,
    /// Who paid the account's rent and gets it back.
    #[serde(serialize_with = "text::address")]
    pub rent_payer: Pubkey,
}

impl QueueSeen {
    pub(super) async fn read<T: Transport>(
        client: &Client<T>,
        ledger: &UnitLedger,
        direction: Direction,
    ) -> Result<Self, Error> {
        let record = ledger.record(direction);
        let queue = record.place.queue;
        let generations = GenerationSeen::all(client, ledger, direction).await?;
        let Generation { number, underlying, .. } = record.totals;
        let waiting_worth = match direction {
            Direction::Subscribe => underlying,
            Direction::Redeem => ledger.unit.rate.underlying_for(underlying).unwrap_or(u64::MAX),
        };
        Ok(Self {
            direction,
            queue,
            door: ledger.door(direction),
            current: number,
            waiting: underlying,
            waiting_worth,
            owed: record.state.map_or(0, |state| state.owed),
            generations,
            sequence: record.state.map_or(0, |state| state.sequence),
        })
    }

    /// Numbers of generations that can be closed.
    pub fn spent(&self) -> impl Iterator<Item = u64> + '_ {
        self.generations.iter().filter(|generation| generation.spent).map(|generation| generation.number)
    }
}

impl GenerationSeen {
    /// Those of a queue that have an account. Their numbers find them all: one comes with a settlement at most.
    async fn all<T: Transport>(
        client: &Client<T>,
        ledger: &UnitLedger,
        direction: Direction,
    ) -> Result<Vec<Self>, Error> {
        let record = ledger.record(direction);
        let numbers: Vec<u64> = (1..=record.number()).collect();
        let mut seen = Vec::new();
        for chunk in numbers.chunks(READ_AT_ONCE) {
            let places: Vec<Pubkey> = chunk.iter().map(|number| record.place.generation(*number)).collect();
            let found = client.fetch_many::<LctsGeneration>(&places).await?;
            for (address, generation) in places.into_iter().zip(found) {
                let contradiction = |found: LctsError| Error::AccountMismatch {
                    address,
                    what: "LctsGeneration",
                    found: found.to_string(),
                };
                let Some(generation) = generation else { continue };
                seen.push(Self::new(address, &generation).map_err(contradiction)?);
            }
        }
        Ok(seen)
    }

    fn new(address: Pubkey, generation: &LctsGeneration) -> Result<Self, LctsError> {
        let totals = generation.totals;
        Ok(Self {
            number: totals.number,
            address,
            state: totals.state()?,
            shares: totals.shares(),
            waiting: totals.underlying,
            rewards_owed: totals.rewards_owed,
            spent: totals.is_spent(),
            rent_payer: generation.rent_payer,
        })
    }
}
