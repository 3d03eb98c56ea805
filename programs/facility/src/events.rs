//! One event an instruction. `sequence` counts the events of the account named first, without gaps.

use crate::state::{Accord, AccordTerms};
use anchor_lang::prelude::*;

/// A facility was created.
#[event]
pub struct FacilityInitialized {
    pub facility: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub mint: Pubkey,
}

/// A facility's collection was created.
#[event]
pub struct CollectionOpened {
    pub facility: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub nfat_config: Pubkey,
}

/// The buybox was replaced.
#[event]
pub struct BuyboxChanged {
    pub facility: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub size_min: u64,
    pub size_max: u64,
    pub duration_min_days: u16,
    pub duration_max_days: u16,
    pub apy_min_bps: u16,
    pub apy_max_bps: u16,
    pub risk_tiers: u32,
}

/// A Prime was approved, its limit changed, or its approval ended. Values in base units and base units a day.
#[event]
pub struct PrimeChanged {
    pub approval: Pubkey,
    pub sequence: u64,
    pub govops: Pubkey,
    pub prime: Pubkey,
    pub active: bool,
    pub max: u64,
    pub slope: u64,
    pub available: u64,
}

/// A Prime queued money: debit `source`, credit the queue's vault.
#[event]
pub struct Deposited {
    pub position: Pubkey,
    pub sequence: u64,
    pub prime: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub shares: u64,
    pub queued_after: u64,
    pub total_after: u64,
    pub consented: bool,
}

/// A Prime took money out of the queue: debit the queue's vault, credit `destination`.
#[event]
pub struct Withdrawn {
    pub position: Pubkey,
    pub sequence: u64,
    pub prime: Pubkey,
    pub destination: Pubkey,
    pub amount: u64,
    pub shares: u64,
    pub queued_after: u64,
    pub total_after: u64,
}

/// A deal was struck: debit the queue's vault, credit the Book.
#[event]
pub struct Claimed {
    pub position: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub prime: Pubkey,
    pub book: Pubkey,
    pub asset: Pubkey,
    pub amount: u64,
    pub shares: u64,
    pub queued_after: u64,
    pub total_after: u64,
    pub terms_hash: [u8; 32],
    /// Rank of the unit in its Book.
    pub rank: u8,
    /// Accord that the claim is under; the default key without one.
    pub accord: Pubkey,
}

/// A Book was opened.
#[event]
pub struct BookOpened {
    pub book: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub book_id: u64,
    pub cadence_seconds: i64,
    pub level: u8,
}

/// A Book moved on.
#[event]
pub struct PhaseChanged {
    pub book: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub before: u8,
    pub after: u8,
    /// Attestation that allowed it; the default key where none is needed.
    pub attestation: Pubkey,
}

/// An attestation was posted.
#[event]
pub struct Attested {
    pub book: Pubkey,
    pub sequence: u64,
    pub attestation: Pubkey,
    pub attestor: Pubkey,
    pub kind: u8,
    pub number: u64,
    pub content_hash: [u8; 32],
    pub scope_hash: [u8; 32],
    pub risk_tier: u8,
    pub valid_until: i64,
    /// Of a default: base units recovered. Else 0.
    pub amount: u64,
}

/// Money of a Book was deployed: debit the Book, credit `endpoint`.
#[event]
pub struct Deployed {
    pub book: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub endpoint: Pubkey,
    pub amount: u64,
    pub deployed_after: u64,
}

/// Money came home to a Book: debit `source`, credit the Book.
#[event]
pub struct FundsReturned {
    pub book: Pubkey,
    pub sequence: u64,
    pub payer: Pubkey,
    pub source: Pubkey,
    pub amount: u64,
    pub returned_after: u64,
}

/// A Book went over to another PAU with all its money.
#[event]
pub struct BookMigrated {
    pub book: Pubkey,
    pub sequence: u64,
    pub conserver: Pubkey,
    pub from: Pubkey,
    pub to: Pubkey,
}

/// Halt bits were set or cleared.
#[event]
pub struct HaltChanged {
    /// Facility or Book.
    pub halted: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub before: u32,
    pub after: u32,
}

/// What has happened to an accord.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AccordStep {
    Proposed,
    Accepted,
    Cancelled,
}

/// An accord was proposed, accepted or cancelled. Claims under it say so themselves.
#[event]
pub struct AccordChanged {
    pub accord: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub facility: Pubkey,
    pub prime: Pubkey,
    pub step: AccordStep,
    pub terms: AccordTerms,
    /// What of the total is left.
    pub max_amount: u64,
}

impl AccordChanged {
    /// Counts the event in the accord at `address`.
    pub fn of(address: Pubkey, actor: Pubkey, accord: &mut Accord, step: AccordStep) -> Self {
        Self {
            accord: address,
            sequence: accord.next_sequence(),
            actor,
            facility: accord.facility,
            prime: accord.prime,
            step,
            terms: accord.terms(),
            max_amount: accord.max_amount,
        }
    }
}

/// A Book holds an NFAT of another Book from now on.
#[event]
pub struct UnitHeld {
    pub book: Pubkey,
    pub sequence: u64,
    pub beacon: Pubkey,
    pub asset: Pubkey,
    pub child_book: Pubkey,
    pub principal: u64,
    pub units_held_after: u64,
    pub held_principal_after: u64,
}

/// A Book was paid on an NFAT that it holds: debit the other Book's redeem vault, credit the Book.
#[event]
pub struct UnitCollected {
    pub book: Pubkey,
    pub sequence: u64,
    pub asset: Pubkey,
    /// Discriminant of `CollectKind`.
    pub kind: u8,
    pub amount: u64,
    pub returned_after: u64,
    pub units_held_after: u64,
    pub held_principal_after: u64,
}

/// A Book's loss was fixed: debit the Book, credit its redeem vault, by `recovered`.
#[event]
pub struct BookWrittenDown {
    pub book: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub attestation: Pubkey,
    /// Principal that the units claimed.
    pub claims: u64,
    pub recovered: u64,
}

/// A queue was held against what it owes.
#[event]
pub struct QueueChecked {
    pub facility: Pubkey,
    pub sequence: u64,
    pub held: u64,
    pub owed: u64,
    pub surplus: u64,
    pub halted_before: u32,
    pub halted_after: u32,
}

/// A Book was held against what its units claim.
#[event]
pub struct BookChecked {
    pub book: Pubkey,
    pub sequence: u64,
    pub cash: u64,
    pub assets: u64,
    pub claims: u64,
    pub redeem_held: u64,
    pub redeem_owed: u64,
    pub halted_before: u32,
    pub halted_after: u32,
}
