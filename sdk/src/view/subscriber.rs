//! What a member of a unit's queues wants to know, and what it can do.

mod acts;
mod door;
mod place;
mod projection;

pub use door::Door;
pub use place::{Held, Place};
pub use projection::{ProjectedDay, Projection, ProjectionEnd};

use super::{text, unit_ledger::UnitLedger};
use crate::{client::Client, error::Error, transport::Transport};
use lcts::state::Direction;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// A member, or somebody who may become one, of a unit's two queues at a moment. Amounts in base units, times in Unix
/// seconds.
///
/// ```no_run
/// use halo_sdk::{client::Client, lcts::state::Direction::Subscribe, transport::Rpc, view::Subscriber};
/// # use solana_keypair::Keypair;
/// # use solana_pubkey::Pubkey;
/// # use solana_signer::Signer;
///
/// # async fn subscribe(client: &Client<Rpc>, unit: Pubkey, me: Keypair) -> Result<(), Box<dyn std::error::Error>> {
/// let member = Subscriber::read(client, &unit, &me.pubkey()).await?;
/// client.send(&[member.enter(&client.payer(), Subscribe, 10_000_000_000)?], &[&me]).await?;
///
/// // What each of the next settlements would bring if it converted 16,000 of the underlying.
/// let member = Subscriber::read(client, &unit, &me.pubkey()).await?;
/// for day in member.project(Subscribe, 16_000_000_000, 0, 14)?.days {
///     println!("{}: {} shares", day.settled_by, day.received);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Subscriber {
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub unit: Pubkey,
    /// Whose places these are.
    #[serde(serialize_with = "text::address")]
    pub owner: Pubkey,
    /// Underlying that 10^18 shares of the unit are worth.
    #[serde(serialize_with = "text::number")]
    pub rate: u128,
    /// Underlying that becomes shares.
    pub subscribe: Place,
    /// Shares that become underlying.
    pub redeem: Place,
    #[serde(skip)]
    ledger: UnitLedger,
}

impl Subscriber {
    /// Reads what `owner` has in the queues of the unit at `unit`.
    ///
    /// # Errors
    /// When an account cannot be read, or the unit does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        unit: &Pubkey,
        owner: &Pubkey,
    ) -> Result<Self, Error> {
        let ledger = UnitLedger::open(client, unit).await?;
        Ok(Self {
            unit: *unit,
            owner: *owner,
            rate: ledger.unit.rate.rate(),
            subscribe: Place::read(client, &ledger, Direction::Subscribe, owner).await?,
            redeem: Place::read(client, &ledger, Direction::Redeem, owner).await?,
            ledger,
        })
    }

    /// Its place in the queue of this direction.
    pub fn place(&self, direction: Direction) -> &Place {
        match direction {
            Direction::Subscribe => &self.subscribe,
            Direction::Redeem => &self.redeem,
        }
    }
}
