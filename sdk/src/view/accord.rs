//! An accord as either side sees it now.

use super::text;
use crate::{
    client::Client,
    error::Error,
    transport::{AccountFilter, Transport},
};
use anchor_lang::Discriminator;
use core::mem::offset_of;
use facility::state;
use serde::Serialize;
use solana_pubkey::Pubkey;

/// How far an accord is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccordState {
    /// The GovOps has proposed it, the Prime has not signed.
    Proposed,
    /// Both have signed: claims pass.
    Binding,
    /// Nothing more can be claimed under it; it only keeps its rent.
    UsedUp,
    /// Its time is over.
    Expired,
}

impl AccordState {
    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Binding => "binding",
            Self::UsedUp => "used up",
            Self::Expired => "expired",
        }
    }
}

/// An agreement with one Prime that takes the buybox's place. Amounts in base units, times in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accord {
    /// The account.
    #[serde(serialize_with = "text::address")]
    pub address: Pubkey,
    /// The only one that may be claimed from under it.
    #[serde(serialize_with = "text::address")]
    pub prime: Pubkey,
    /// Commitment to terms and salt.
    #[serde(serialize_with = "text::hash")]
    pub terms_hash: [u8; 32],
    /// Whether both sides agree.
    pub state: AccordState,
    /// Most that may be claimed under it in total.
    pub total_amount: u64,
    /// Of this, not yet claimed.
    pub left: u64,
    /// Least amount of one claim.
    pub min_amount: u64,
    /// Most that may be paid for everything claimed under it.
    pub payout_cap: u64,
    /// Rank of its units, 0 before all others.
    pub rank: u8,
    /// Whether its units share a Book with others.
    pub share_book: bool,
    /// Days of lateness after which a default may be declared.
    pub grace_days: u16,
    /// When it ends unclaimed.
    pub expires_at: i64,
    /// Account that paid the rent and gets it back.
    #[serde(serialize_with = "text::address")]
    pub proposer: Pubkey,
}

impl Accord {
    /// The accord at `address`, `now`.
    pub fn new(address: Pubkey, accord: &state::Accord, now: i64) -> Self {
        let left = accord.max_amount;
        let state = if left == 0 || left < accord.min_amount {
            AccordState::UsedUp
        } else if now >= accord.expires_at {
            AccordState::Expired
        } else if accord.accepted == 0 {
            AccordState::Proposed
        } else {
            AccordState::Binding
        };
        Self {
            address,
            prime: accord.prime,
            terms_hash: accord.terms_hash,
            state,
            total_amount: accord.total_amount,
            left,
            min_amount: accord.min_amount,
            payout_cap: accord.payout_cap,
            rank: accord.rank,
            share_book: accord.share_book != 0,
            grace_days: accord.grace_days,
            expires_at: accord.expires_at,
            proposer: accord.proposer,
        }
    }

    /// Whether the Prime's signature is what it lacks.
    pub fn waits_for_prime(&self) -> bool {
        self.state == AccordState::Proposed
    }
}

/// Accords of `facility`, all of them or those with `prime`, the first to expire first.
///
/// # Errors
/// When the accounts cannot be listed.
pub async fn accords<T: Transport>(
    client: &Client<T>,
    facility: &Pubkey,
    prime: Option<&Pubkey>,
) -> Result<Vec<Accord>, Error> {
    let at = |field: usize| state::Accord::DISCRIMINATOR.len().saturating_add(field);
    let filter = AccountFilter::default().and(at(offset_of!(state::Accord, facility)), facility);
    let filter = match prime {
        Some(prime) => filter.and(at(offset_of!(state::Accord, prime)), prime),
        None => filter,
    };
    let now = client.unix_time().await?;
    let found = client.list::<state::Accord>(filter).await?;
    let mut accords: Vec<Accord> =
        found.iter().map(|(address, accord)| Accord::new(*address, accord, now)).collect();
    accords.sort_by_key(|accord| (accord.expires_at, accord.address));
    Ok(accords)
}
