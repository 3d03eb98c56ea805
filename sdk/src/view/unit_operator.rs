//! What whoever operates a unit wants to know: its figures, its queues, and what is due now by the clock.

mod acts;
mod due;
mod losses;
mod queue_seen;
mod settling;

pub use due::Due;
pub use losses::Loss;
pub use queue_seen::{GenerationSeen, QueueSeen};
pub use settling::Settling;

use super::{
    text,
    unit_ledger::{UnitLedger, DIRECTIONS},
    Headroom,
};
use crate::{client::Client, error::Error, transport::Transport};
use halo_math::LockCycle;
use lcts::state::Direction;
use pau::state::RateLimit;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// A unit of a Portfolio Halo at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, Serialize)]
pub struct UnitOperator {
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub unit: Pubkey,
    /// Scope whose Beams give rights here.
    #[serde(serialize_with = "text::address")]
    pub scope: Pubkey,
    /// PAU that has the holding.
    #[serde(serialize_with = "text::address")]
    pub pau: Pubkey,
    /// The underlying.
    #[serde(serialize_with = "text::address")]
    pub mint: Pubkey,
    /// What members get for the underlying.
    #[serde(serialize_with = "text::address")]
    pub share_mint: Pubkey,
    /// Of the underlying and of the shares.
    pub decimals: u8,
    /// Whether it stands over another unit's holding and bears its losses first.
    pub junior: bool,
    /// The other unit over the same holding.
    #[serde(serialize_with = "text::address_if_any")]
    pub partner: Option<Pubkey>,
    /// Whether the PAU is frozen, and whether money was found missing: either stops everything but claims, exits and
    /// unlocking.
    pub frozen: bool,
    pub halted: bool,
    /// Underlying for 10^18 shares.
    #[serde(serialize_with = "text::number")]
    pub rate: u128,
    /// Highest rate that a raise today may reach.
    #[serde(serialize_with = "text::number")]
    pub rate_ceiling: u128,
    /// Most that the rate may rise a day, basis points.
    pub yield_cap_bps: u16,
    /// First second at which shares are sold or netted again after a large cut of the rate; none while they are.
    pub sells_from: Option<i64>,
    /// Shares in existence.
    pub supply: u64,
    /// What all of them are worth.
    pub worth: u64,
    /// Most that they may be worth when some are minted.
    pub capacity: u64,
    /// What may still be subscribed.
    pub room: u64,
    /// Whether the holding is open.
    pub holding_open: bool,
    /// Cash of the holding, on record.
    pub holding: u64,
    /// Sent to endpoints and neither come home nor written down.
    pub out: u64,
    /// Most that all shares over the holding may be worth after a raise.
    pub worth_ceiling: u64,
    /// Ever sent to endpoints, and ever come home.
    pub deployed: u64,
    pub returned: u64,
    /// Most that one settlement takes out of the holding.
    pub redeem_limit: u64,
    /// What a settlement could take now.
    pub redeemable: u64,
    /// What the PAU lets a settlement pay now; none without such a limit.
    pub payment_limit: Option<Headroom>,
    /// Day of the last lock, counted from 1970-01-01; none before the first.
    pub locked_day: Option<i64>,
    /// First second from now on at which the queues may be locked.
    pub locks_from: i64,
    /// The subscribe queue, and the redeem queue.
    pub queues: Vec<QueueSeen>,
    /// What somebody has to do, the most urgent first.
    pub due: Vec<Due>,
    #[serde(skip)]
    ledger: UnitLedger,
}

impl UnitOperator {
    /// Reads the unit at `unit` with its queues.
    ///
    /// # Errors
    /// When an account cannot be read, or the unit does not exist.
    pub async fn read<T: Transport>(client: &Client<T>, unit: &Pubkey) -> Result<Self, Error> {
        let ledger = UnitLedger::open(client, unit).await?;
        let limit: Option<RateLimit> = client.fetch_optional(&ledger.addresses.redeem_limit()).await?;
        let mut queues = Vec::new();
        for direction in DIRECTIONS {
            queues.push(QueueSeen::read(client, &ledger, direction).await?);
        }
        let (state, book) = (&ledger.unit, ledger.book());
        let contradiction = |found: halo_math::LctsError| Error::AccountMismatch {
            address: *unit,
            what: "Unit",
            found: found.to_string(),
        };
        let worth = state.rate.underlying_for(state.supply).map_err(contradiction)?;
        Ok(Self {
            unit: *unit,
            scope: state.scope,
            pau: state.pau,
            mint: state.mint,
            share_mint: state.share_mint,
            decimals: state.decimals,
            junior: state.is_junior(),
            partner: state.has_partner().then_some(state.partner),
            frozen: ledger.frozen,
            halted: ledger.is_halted(),
            rate: state.rate.rate(),
            rate_ceiling: state.rate.ceiling(state.yield_cap_bps, LockCycle::day(ledger.now)),
            yield_cap_bps: state.yield_cap_bps,
            sells_from: ledger.sells_from(),
            supply: state.supply,
            worth,
            capacity: state.capacity,
            room: state.capacity.saturating_sub(worth),
            holding_open: ledger.has_holding(),
            holding: book.holding,
            out: book.out,
            worth_ceiling: book.backing().ceiling(state.yield_cap_bps),
            deployed: book.deployed,
            returned: book.returned,
            redeem_limit: state.redeem_limit,
            redeemable: settling::redeemable(state, book),
            payment_limit: limit.map(|limit| Headroom::of_pau(&limit, ledger.now)),
            locked_day: Some(state.locked_day).filter(|day| *day != 0),
            locks_from: ledger.next_lock(),
            due: due::due(&ledger, &queues),
            queues,
            ledger,
        })
    }

    /// The queue of this direction.
    pub fn queue(&self, direction: Direction) -> Option<&QueueSeen> {
        self.queues.iter().find(|queue| queue.direction == direction)
    }
}
