use crate::{error::FacilityError, state::Book, MAX_URI};
use anchor_lang::prelude::*;

/// What an attestor vouches for.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, InitSpace)]
pub enum AttestationKind {
    /// Where the Book's money will go, and that the legal rails are in place.
    PreDeployment,
    /// What the Book holds once everything is deployed.
    AtRest,
    /// That this still holds.
    Reattestation,
    /// That paying one unit leaves the others of its Book covered, until the attestation is void.
    Coverage,
    /// What is recovered of a Book whose deal has failed.
    Default,
}

/// One attestation about a Book, at `["attestation", book, number]`. Never changed but to be consumed.
#[account]
#[derive(InitSpace, Debug)]
pub struct Attestation {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub book: Pubkey,
    /// 1 for the Book's first.
    pub number: u64,
    pub kind: AttestationKind,
    pub attestor: Pubkey,
    /// The Book and its units at the time; see `Book::scope_hash`.
    pub scope_hash: [u8; 32],
    /// Hash of the attested document.
    pub content_hash: [u8; 32],
    /// Where the document is.
    #[max_len(MAX_URI)]
    pub uri: String,
    /// As the facility's buybox numbers them.
    pub risk_tier: u8,
    /// Unix seconds.
    pub issued_at: i64,
    /// Unix seconds from which it is void.
    pub valid_until: i64,
    /// Before a deployment: seconds within which everything is deployed.
    pub timeframe_seconds: i64,
    /// Of a default: base units recovered. Else 0.
    pub amount: u64,
    /// Whether a change of phase or a write-down has used it.
    pub consumed: bool,
    pub reserved: [u8; 32],
}

impl Attestation {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// Uses this attestation for one change of phase or write-down, or refuses by default: another kind, another Book,
    /// not the latest, used, void, or about other units than the Book has now.
    pub fn consume(
        &mut self,
        kind: AttestationKind,
        book_key: &Pubkey,
        book: &Book,
        now: i64,
    ) -> core::result::Result<(), FacilityError> {
        if self.book != *book_key {
            return Err(FacilityError::WrongBook);
        }
        if self.kind != kind {
            return Err(FacilityError::WrongAttestationKind);
        }
        if self.consumed {
            return Err(FacilityError::AttestationConsumed);
        }
        if self.number != book.attestation_count {
            return Err(FacilityError::StaleAttestation);
        }
        if now >= self.valid_until {
            return Err(FacilityError::AttestationExpired);
        }
        if self.scope_hash != book.scope_hash(book_key) {
            return Err(FacilityError::ScopeChanged);
        }
        self.consumed = true;
        Ok(())
    }
}
