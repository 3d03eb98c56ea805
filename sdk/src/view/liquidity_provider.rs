//! What somebody whose capital a pool trades with wants to know, and what it can do.

mod acts;

pub use acts::PoolEntry;

use super::text;
use crate::{
    client::Client,
    error::Error,
    transport::{AccountFilter, Transport},
    venue::{PoolVenue, Refusal},
};
use amm::state::{PoolPosition, PoolWithdrawal};
use anchor_lang::Discriminator;
use halo_math::amm::{Stake, Valuation};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// One provider of capital, or somebody who may become one, at a moment. Amounts in base units of cash, times in Unix
/// seconds.
#[derive(Debug, Clone, Serialize)]
pub struct LiquidityProvider {
    #[serde(serialize_with = "text::address")]
    pub pool: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub owner: Pubkey,
    pub cash_decimals: u8,
    /// What the pool is worth to whoever comes in and to whoever leaves; none without a price.
    pub worth: Option<PoolWorth>,
    /// What may still be brought; none without a price.
    pub room: Option<u64>,
    /// All shares, and those that wait to be withdrawn.
    pub shares: u64,
    pub queued: u64,
    /// Cash that nobody has a claim to yet.
    pub free: u64,
    /// None until it is opened.
    pub position: Option<ProviderPosition>,
    /// Its own, in the order of their numbers.
    pub withdrawals: Vec<WaitingWithdrawal>,
    #[serde(skip)]
    venue: PoolVenue,
    #[serde(skip)]
    stake: Stake,
    #[serde(skip)]
    tickets: Vec<PoolWithdrawal>,
}

/// What a pool is worth, with its inventory at the full price and at the bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PoolWorth {
    pub entry: u64,
    pub exit: u64,
}

/// Shares that are not in a withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProviderPosition {
    pub shares: u64,
    /// What they would be paid now; none without a price.
    pub worth: Option<u64>,
    /// From when on they may leave: an hour after the last deposit.
    pub free_from: i64,
    #[serde(serialize_with = "text::address")]
    pub rent_payer: Pubkey,
}

/// A withdrawal that is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WaitingWithdrawal {
    pub number: u64,
    /// Shares that still wait.
    pub shares: u64,
    /// What they would be paid now; none without a price.
    pub worth: Option<u64>,
    /// What can be claimed.
    pub payable: u64,
    pub requested_at: i64,
    /// How many withdrawals are served before it, among them those that were cancelled.
    pub before: u64,
}

impl LiquidityProvider {
    /// Reads what `owner` has in the pool at `pool`; `price_update` is the account of the Pyth receiver, for a pool with a
    /// price by Pyth.
    ///
    /// # Errors
    /// When an account cannot be read, or the pool does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        pool: &Pubkey,
        owner: &Pubkey,
        price_update: Option<Pubkey>,
    ) -> Result<Self, Error> {
        let venue = PoolVenue::read(client, pool, price_update).await?;
        let position = client.fetch_optional::<PoolPosition>(&venue.addresses().position(owner)).await?;
        let offset = PoolWithdrawal::DISCRIMINATOR.len();
        let filter = AccountFilter::default().and(offset, pool).and(offset.saturating_add(32), owner);
        let found = client.list::<PoolWithdrawal>(filter).await?;
        let mut tickets: Vec<PoolWithdrawal> = found.into_iter().map(|(_, ticket)| ticket).collect();
        tickets.sort_unstable_by_key(|withdrawal| withdrawal.ticket.number);
        Ok(Self::of(venue, owner, position, tickets))
    }

    fn of(
        venue: PoolVenue,
        owner: &Pubkey,
        position: Option<PoolPosition>,
        tickets: Vec<PoolWithdrawal>,
    ) -> Self {
        let state = venue.state();
        let (capital, served) = (state.capital, state.queue.served);
        let value = valuation(&venue).ok();
        let worth = |shares| value.and_then(|value| capital.worth(shares, &value).ok());
        let waiting = |PoolWithdrawal { ticket, .. }: &PoolWithdrawal| WaitingWithdrawal {
            number: ticket.number,
            shares: ticket.shares,
            worth: worth(ticket.shares),
            payable: ticket.payable,
            requested_at: ticket.requested_at,
            before: ticket.number.saturating_sub(served).saturating_sub(1),
        };
        Self {
            pool: venue.addresses().pool,
            owner: *owner,
            cash_decimals: state.cash_decimals,
            worth: value.map(|value| PoolWorth { entry: value.entry, exit: value.exit }),
            room: value.map(|value| state.capacity.saturating_sub(value.entry)),
            shares: capital.shares,
            queued: capital.queued,
            free: capital.usds,
            position: position.map(|position| ProviderPosition {
                shares: position.shares,
                worth: worth(position.shares),
                free_from: position.stake().free_from(),
                rent_payer: position.rent_payer,
            }),
            withdrawals: tickets.iter().map(waiting).collect(),
            venue,
            stake: position.map(|position| position.stake()).unwrap_or_default(),
            tickets,
        }
    }

    pub fn venue(&self) -> &PoolVenue {
        &self.venue
    }
}

/// What the pool is worth at the price of now; with cash alone, whatever the price.
pub(super) fn valuation(venue: &PoolVenue) -> Result<Valuation, Refusal> {
    let state = venue.state();
    if let Some(value) = state.capital.cash_alone() {
        return Ok(value);
    }
    Ok(state.capital.valuation(&state.pricing, venue.price()?)?)
}
