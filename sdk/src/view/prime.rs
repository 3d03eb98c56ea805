//! What a Prime wants to know of a facility.

use super::{accords, ledger::Ledger, text, Accord, Headroom, Unit};
use crate::{addresses, client::Client, error::Error, transport::Transport};
use facility::state::{PrimeApproval, Queue, QueuePosition};
use serde::Serialize;
use solana_pubkey::Pubkey;

/// A Prime in one facility at a moment. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prime {
    /// Facility whose queue it is.
    #[serde(serialize_with = "text::address")]
    pub facility: Pubkey,
    /// Who deposits.
    #[serde(serialize_with = "text::address")]
    pub prime: Pubkey,
    /// Whether it may deposit and be claimed from.
    pub approved: bool,
    /// What may be claimed from it now; none when it was never approved.
    pub limit: Option<Headroom>,
    /// Waits in the queue and can be withdrawn at any time.
    pub queued: u64,
    /// What it has agreed to; none when nothing is attached and the buybox alone decides.
    pub consent: Option<Consent>,
    /// Accords with it, those that wait for its signature among them.
    pub accords: Vec<Accord>,
    /// NFATs that it has now.
    pub units: Vec<Unit>,
}

/// Bounds that a Prime has put on claims of its deposit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consent {
    /// Commitment to terms and salt.
    #[serde(serialize_with = "text::hash")]
    pub terms_hash: [u8; 32],
    /// Least that may be claimed at once.
    pub min_amount: u64,
    /// Most that may be claimed at once.
    pub max_amount: u64,
    /// Most junior rank of a unit.
    pub max_rank: u8,
    /// Whether a unit may share a Book with others.
    pub shared: bool,
    /// When it ends.
    pub expires_at: i64,
    /// Whether it holds now; no claim passes under one that has expired.
    pub live: bool,
}

impl Prime {
    /// Reads what `prime` has to do with the facility at `facility`.
    ///
    /// # Errors
    /// When an account cannot be read, or the facility does not exist.
    pub async fn read<T: Transport>(
        client: &Client<T>,
        facility: &Pubkey,
        prime: &Pubkey,
    ) -> Result<Self, Error> {
        let ledger = Ledger::open(client, facility).await?;
        let approval: Option<PrimeApproval> =
            client.fetch_optional(&addresses::approval(facility, prime)).await?;
        let position: Option<QueuePosition> =
            client.fetch_optional(&addresses::position(facility, prime)).await?;
        let queue: Queue = client.fetch(&ledger.addresses.queue()).await?;
        let shares = position.map_or(0, |position| position.shares);
        let consent = position.map(|position| position.consent).filter(|consent| !consent.is_none());
        Ok(Self {
            facility: *facility,
            prime: *prime,
            approved: approval.is_some_and(|approval| approval.active != 0),
            limit: approval.map(|approval| Headroom::of_prime(&approval, ledger.now)),
            queued: queue.totals.underlying_of(shares).map_err(|error| Error::AccountMismatch {
                address: ledger.addresses.queue(),
                what: "Queue",
                found: error.to_string(),
            })?,
            consent: consent.map(|consent| Consent::of(&consent, ledger.now)),
            accords: accords(client, facility, Some(prime)).await?,
            units: ledger.units_of(prime).await?,
        })
    }

    /// Accords that wait for its signature.
    pub fn accords_to_sign(&self) -> impl Iterator<Item = &Accord> {
        self.accords.iter().filter(|accord| accord.waits_for_prime())
    }
}

impl Consent {
    fn of(consent: &halo_math::Consent, now: i64) -> Self {
        Self {
            terms_hash: consent.accord_hash,
            min_amount: consent.min_amount,
            max_amount: consent.max_amount,
            max_rank: consent.max_rank,
            shared: consent.shared != 0,
            expires_at: consent.expires_at,
            live: consent.validate(now).is_ok(),
        }
    }
}
