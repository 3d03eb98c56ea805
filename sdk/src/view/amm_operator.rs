//! What whoever operates a pool wants to know: what it has, what the issuer owes, and what is due now.

mod acts;
mod due;
mod redemptions;

pub use due::PoolTask;

use super::{liquidity_provider::valuation, text};
use crate::{
    client::Client,
    error::Error,
    transport::{AccountFilter, Transport},
    venue::PoolVenue,
};
use amm::state::{PoolRedemption, PoolWithdrawal};
use anchor_lang::Discriminator;
use halo_math::amm::PriceLimits;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// A pool at a moment. Amounts in base units, prices cash for one whole asset token times 10^12, times in Unix seconds.
#[derive(Debug, Clone, Serialize)]
pub struct AmmOperator {
    #[serde(serialize_with = "text::address")]
    pub pool: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub scope: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub pau: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub cash_mint: Pubkey,
    #[serde(serialize_with = "text::address")]
    pub asset_mint: Pubkey,
    #[serde(serialize_with = "text::address_if_any")]
    pub feed: Option<Pubkey>,
    pub cash_decimals: u8,
    pub asset_decimals: u8,
    /// Whether the vaults are open, and whether the PAU is frozen.
    pub open: bool,
    pub frozen: bool,
    /// 1 when the pool takes no more of the asset, 2 when it gives none, 3 for both.
    pub latched: u64,
    /// What a trade starts from; else why there is none.
    pub price: Option<u64>,
    pub no_price: Option<String>,
    /// When the price was published that it depends on, and until when it is fresh; none before the first.
    pub published_at: Option<i64>,
    pub fresh_until: Option<i64>,
    /// Basis points.
    pub bid_bps: u64,
    pub ask_bps: u64,
    /// Cash that belongs to the shares, and that belongs to filled withdrawals.
    pub cash: u64,
    pub reserved: u64,
    /// The asset here and at the issuer, and the cash that is expected for the latter.
    pub inventory: u64,
    pub pending: u64,
    pub expected: u64,
    /// Cash and asset that are on record and not in the vaults.
    pub cash_missing: u64,
    pub asset_missing: u64,
    /// All shares, and those that wait.
    pub shares: u64,
    pub queued: u64,
    /// What all shares are worth to whoever comes in and to whoever leaves; none without a price.
    pub entry_worth: Option<u64>,
    pub exit_worth: Option<u64>,
    /// Most that the pool may be worth when somebody deposits.
    pub capacity: u64,
    /// All fees, gains and losses ever, cash.
    pub fees: u64,
    pub gains: u64,
    pub losses: u64,
    /// Those whose accounts are not removed, in the order of their numbers.
    pub redemptions: Vec<RedemptionSeen>,
    /// What somebody should do now.
    pub due: Vec<PoolTask>,
    #[serde(skip)]
    venue: PoolVenue,
    #[serde(skip)]
    records: Vec<PoolRedemption>,
}

/// Inventory that went to the issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RedemptionSeen {
    pub number: u64,
    #[serde(serialize_with = "text::address")]
    pub endpoint: Pubkey,
    pub amount: u64,
    pub expected: u64,
    pub returned: u64,
    pub requested_at: i64,
    pub due: i64,
    pub overdue: bool,
    /// Whether somebody has said that it is late.
    pub flagged: bool,
    /// Whether nothing more is expected.
    pub closed: bool,
    /// Cash that was given up on and has not come since.
    pub lost: u64,
}

impl AmmOperator {
    /// Reads the pool at `pool`; `price_update` is the account of the Pyth receiver, for a pool with a price by Pyth.
    ///
    /// # Errors
    /// When an account cannot be read, or the pool does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        pool: &Pubkey,
        price_update: Option<Pubkey>,
    ) -> Result<Self, Error> {
        let venue = PoolVenue::read(client, pool, price_update).await?;
        let offset = PoolRedemption::DISCRIMINATOR.len();
        let found = client.list::<PoolRedemption>(AccountFilter::default().and(offset, pool)).await?;
        let mut records: Vec<PoolRedemption> = found.into_iter().map(|(_, redemption)| redemption).collect();
        records.sort_unstable_by_key(|redemption| redemption.number);
        let first = match venue.first_waiting() {
            Ok(number) => venue.withdrawal(client, number).await?,
            Err(_) => None,
        };
        Ok(Self::of(venue, records, first.as_ref()))
    }

    fn of(venue: PoolVenue, records: Vec<PoolRedemption>, first: Option<&PoolWithdrawal>) -> Self {
        let (at, state, now) = (venue.addresses(), venue.state(), venue.now());
        let (price, value) = (venue.price(), valuation(&venue).ok());
        let published_at = venue.published_at();
        let max_age = i64::try_from(limits(&venue).max_age_seconds).unwrap_or(i64::MAX);
        let redemptions: Vec<_> =
            records.iter().map(|redemption| RedemptionSeen::of(redemption, now)).collect();
        let capital = state.capital;
        let [cash_missing, asset_missing] = venue.missing();
        Self {
            pool: at.pool,
            scope: at.scope,
            pau: at.pau,
            cash_mint: at.cash.mint,
            asset_mint: at.asset.mint,
            feed: at.feed,
            cash_decimals: state.cash_decimals,
            asset_decimals: state.asset_decimals,
            open: venue.require_open().is_ok(),
            frozen: venue.is_frozen(),
            latched: state.breaker.latched,
            price: price.ok().map(|price| price.get()),
            no_price: price.err().map(|refusal| refusal.to_string()),
            published_at,
            fresh_until: published_at.map(|published| published.saturating_add(max_age)),
            bid_bps: state.pricing.spread.bid_bps,
            ask_bps: state.pricing.spread.ask_bps,
            cash: capital.usds,
            reserved: capital.reserved,
            inventory: capital.inventory,
            pending: capital.pending,
            expected: capital.expected,
            cash_missing,
            asset_missing,
            shares: capital.shares,
            queued: capital.queued,
            entry_worth: value.map(|value| value.entry),
            exit_worth: value.map(|value| value.exit),
            capacity: state.capacity,
            fees: capital.fees,
            gains: capital.gains,
            losses: capital.losses,
            due: due::tasks(&venue, &redemptions, first),
            redemptions,
            venue,
            records,
        }
    }

    pub fn venue(&self) -> &PoolVenue {
        &self.venue
    }
}

impl RedemptionSeen {
    fn of(redemption: &PoolRedemption, now: i64) -> Self {
        let PoolRedemption { number, endpoint, ticket, flagged, lost, .. } = *redemption;
        Self {
            number,
            endpoint,
            amount: ticket.amount,
            expected: ticket.expected,
            returned: ticket.returned,
            requested_at: ticket.requested_at,
            due: ticket.due,
            overdue: ticket.is_overdue(now),
            flagged: flagged != 0,
            closed: ticket.closed != 0,
            lost,
        }
    }
}

/// What the pool's first source of prices must keep to.
fn limits(venue: &PoolVenue) -> &PriceLimits {
    venue.feed().map_or(&venue.state().pull.limits, |feed| &feed.nav.limits)
}
