//! A facility and the Primes in its queue.

use super::{deal::Deal, permit::Permit};
use crate::act::Watch;
use halo_sdk::{facility::state::AccordTerms, halo_math::Consent};
use solana_pubkey::Pubkey;
use std::collections::BTreeMap;

/// A facility with its queue, its collection and the PAU behind it.
#[derive(Clone, Debug)]
pub struct Halo {
    /// Bits of `halt`.
    pub halted: u32,
    /// Whether its PAU is frozen.
    pub frozen: bool,
    /// Whether NFATs go to admitted receivers only, and until when each is.
    pub whitelist: bool,
    pub admitted: BTreeMap<Pubkey, Admission>,
    /// Since when its beacon and its attestor have their Beams, if they have.
    pub beacon: Option<i64>,
    pub attestor: Option<i64>,
    pub next_book: u64,
    /// Token id of the next NFAT.
    pub next_token: u64,
    /// Assets created and burnt.
    pub minted: u32,
    pub burnt: u32,
    /// Of all its Primes; as many base units are queued.
    pub shares: u64,
    pub sequence: u64,
    pub scope_sequence: u64,
    pub pau_sequence: u64,
    pub config_sequence: u64,
    pub primes: Vec<Prime>,
    pub accords: Vec<Accord>,
    /// Permits that the council has scheduled, and the number of the first.
    pub permits: Vec<Permit>,
    pub first_operation: u64,
    /// Of the scope.
    pub config_version: u64,
}

impl Halo {
    /// Since when somebody has its Beam.
    pub fn since(&self, watch: Watch) -> Option<i64> {
        match watch {
            Watch::Beacon => self.beacon,
            Watch::Attestor => self.attestor,
        }
    }

    pub fn since_mut(&mut self, watch: Watch) -> &mut Option<i64> {
        match watch {
            Watch::Beacon => &mut self.beacon,
            Watch::Attestor => &mut self.attestor,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Admission {
    pub valid_until: i64,
    pub sequence: u64,
}

/// One Prime at one facility.
#[derive(Clone, Debug)]
pub struct Prime {
    /// Whether it is approved.
    pub active: bool,
    pub shares: u64,
    /// Of its position.
    pub sequence: u64,
    pub agreed: Option<Agreed>,
}

/// What a Prime consents to.
#[derive(Clone, Debug)]
pub struct Agreed {
    pub deal: Deal,
    pub min: u64,
    /// Falls with every claim.
    pub max: u64,
    pub max_rank: u8,
    /// Whether the unit may share a Book.
    pub shares: bool,
    pub expires: i64,
}

impl Agreed {
    pub fn consent(&self) -> Consent {
        Consent {
            accord_hash: self.deal.hash,
            min_amount: self.min,
            max_amount: self.max,
            expires_at: self.expires,
            max_rank: self.max_rank,
            shared: u8::from(self.shares),
            reserved: [0; 6],
        }
    }
}

/// An accord that was proposed; there is no account any more once it has ended.
#[derive(Clone, Debug)]
pub struct Accord {
    pub address: Pubkey,
    pub prime: usize,
    pub deal: Deal,
    pub terms: AccordTerms,
    /// What may still be claimed.
    pub left: u64,
    pub accepted: bool,
    pub ended: bool,
    pub sequence: u64,
}
