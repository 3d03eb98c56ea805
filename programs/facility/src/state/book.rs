use crate::error::FacilityError;
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::Phase;
use nfat::book_phase;
use solana_sha256_hasher::hashv;

/// One Book, at `["book", facility, book id]`: the asset side behind its units, bankruptcy-remote from
/// every other Book because its money has its own owner.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Book {
    pub facility: Pubkey,
    /// Record of the Book's token account in the PAU.
    pub vault: Pubkey,
    /// The Book's token account, owned by the Book's own proxy.
    pub token_account: Pubkey,
    /// What the Book owes its units, in the NFAT program.
    pub redeem_vault: Pubkey,
    /// Hash over the units in the order of their claims; zero without units.
    pub unit_set_hash: [u8; 32],
    pub book_id: u64,
    /// NFATs ever minted on this Book.
    pub unit_count: u64,
    /// Base units ever claimed into this Book.
    pub principal: u64,
    /// Base units ever deployed.
    pub deployed: u64,
    /// Base units that ever came home.
    pub returned: u64,
    /// Attestations ever posted; also the number of the latest.
    pub attestation_count: u64,
    /// Unix seconds of the last attestation at rest; 0 before.
    pub last_attested_at: i64,
    /// Seconds within which the next is due, by asset type.
    pub cadence_seconds: i64,
    /// Unix seconds from which nothing more may be deployed; 0 before the deployment.
    pub deploy_until: i64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Discriminant of `halo_math::Phase`.
    pub phase: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// 1 when its units share their fate, as the Prime of each has agreed.
    pub shared: u8,
    /// Bits of [`super::halt`] in force for this Book alone.
    pub halted: u32,
    /// PAU that holds the money: the facility's, until the conserver migrates the Book.
    pub pau: Pubkey,
    /// Unix seconds until which an attestor vouches that a payment of principal leaves the other units covered; 0
    /// for no such word.
    pub covered_until: i64,
    /// Unix seconds of that word.
    pub covered_from: i64,
    /// Attestor that gave it.
    pub covered_by: Pubkey,
    /// NFATs of other Books that this one holds.
    pub units_held: u64,
    /// Their outstanding principal when each was last counted, base units. Never what is behind them.
    pub held_principal: u64,
    /// Depth in the order of holdings: a Book holds units of lower Books only, so that no Book ever holds itself.
    pub level: u8,
    pub reserved: [u8; 23],
}

impl Book {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Phase now.
    pub fn phase(&self) -> Result<Phase> {
        Phase::from_u8(self.phase).explain::<FacilityError>()
    }

    /// Moves to the next phase, or refuses.
    pub fn advance(&mut self, to: Phase) -> Result<()> {
        self.phase()?.check_transition(to).explain::<FacilityError>()?;
        self.phase = to as u8;
        Ok(())
    }

    /// Refuses unless in `phase`.
    pub fn require_phase(&self, phase: Phase) -> core::result::Result<(), FacilityError> {
        if self.phase != phase as u8 {
            msg!("the Book must be {}, its phase is number {}", phase.name(), self.phase);
            return Err(FacilityError::WrongPhase);
        }
        Ok(())
    }

    /// Refuses unless its money has begun to go out and the Book is not closed.
    pub fn require_deployed(&self) -> Result<()> {
        let phase = self.phase()?;
        let open = matches!(phase, Phase::Deploying | Phase::AtRest | Phase::Unwinding);
        require!(open, FacilityError::WrongPhase);
        Ok(())
    }

    /// Refuses unless its money was deployed and is at rest or on its way home.
    pub fn require_settled(&self) -> core::result::Result<(), FacilityError> {
        if self.phase != Phase::AtRest as u8 && self.phase != Phase::Unwinding as u8 {
            msg!("the Book must be AtRest or Unwinding, its phase is number {}", self.phase);
            return Err(FacilityError::WrongPhase);
        }
        Ok(())
    }

    /// Refuses while any of `bits` is halted for this Book.
    pub fn require_running(&self, bits: u32) -> core::result::Result<(), FacilityError> {
        if self.halted & bits != 0 {
            return Err(FacilityError::BookHalted);
        }
        Ok(())
    }

    /// Records until when `attestor` vouches that a payment leaves the other units covered.
    pub fn cover(&mut self, attestor: Pubkey, until: i64, now: i64) {
        self.covered_until = until;
        self.covered_from = now;
        self.covered_by = attestor;
    }

    /// Ends that word.
    pub fn uncover(&mut self) {
        self.cover(Pubkey::default(), 0, 0);
    }

    /// What an attestation is about: this Book with exactly these units and this much deployed. Any claim
    /// and any deployment changes it.
    pub fn scope_hash(&self, book: &Pubkey) -> [u8; 32] {
        scope_hash(book, self.unit_count, &self.unit_set_hash, self.deployed)
    }

    /// Records that an NFAT of another Book, with `principal` outstanding, is held from now on.
    pub fn hold(&mut self, principal: u64) -> core::result::Result<(), FacilityError> {
        self.units_held = self.units_held.checked_add(1).ok_or(FacilityError::Overflow)?;
        self.held_principal = self.held_principal.checked_add(principal).ok_or(FacilityError::Overflow)?;
        Ok(())
    }

    /// Records that a held NFAT counted with `before` has `after` outstanding, or is redeemed.
    pub fn recount(&mut self, before: u64, after: Option<u64>) -> core::result::Result<(), FacilityError> {
        let rest = self.held_principal.checked_sub(before).ok_or(FacilityError::Overflow)?;
        self.held_principal = rest.checked_add(after.unwrap_or(0)).ok_or(FacilityError::Overflow)?;
        if after.is_none() {
            self.units_held = self.units_held.checked_sub(1).ok_or(FacilityError::Overflow)?;
        }
        Ok(())
    }

    /// Records money that came home; returns the new total.
    pub fn receive(&mut self, amount: u64) -> core::result::Result<u64, FacilityError> {
        self.returned = self.returned.checked_add(amount).ok_or(FacilityError::Overflow)?;
        Ok(self.returned)
    }

    /// Unix seconds by which the next attestation at rest is due; 0 before the first.
    pub fn attested_until(&self) -> i64 {
        match self.last_attested_at {
            0 => 0,
            last => last.saturating_add(self.cadence_seconds),
        }
    }

    /// Number that the next attestation gets.
    pub fn next_attestation(&self) -> u64 {
        self.attestation_count.saturating_add(1)
    }

    /// Adds a unit of `amount` base units.
    pub fn add_unit(
        &mut self,
        asset: &Pubkey,
        terms_hash: &[u8; 32],
        amount: u64,
    ) -> core::result::Result<(), FacilityError> {
        self.unit_set_hash = hashv(&[&self.unit_set_hash, asset.as_ref(), terms_hash]).to_bytes();
        self.unit_count = self.unit_count.checked_add(1).ok_or(FacilityError::Overflow)?;
        self.principal = self.principal.checked_add(amount).ok_or(FacilityError::Overflow)?;
        Ok(())
    }
}

/// Bytes of an account before the struct.
const HEAD: usize = Book::DISCRIMINATOR.len();

// The NFAT program reads these of a Book, which it does not otherwise know.
const _: () = assert!(HEAD + core::mem::offset_of!(Book, vault) == book_phase::VAULT_OFFSET);
const _: () = assert!(HEAD + core::mem::offset_of!(Book, phase) == book_phase::PHASE_OFFSET);
const _: () = assert!(HEAD + core::mem::offset_of!(Book, shared) == book_phase::SHARED_OFFSET);
const _: () = assert!(HEAD + core::mem::offset_of!(Book, covered_until) == book_phase::COVERED_OFFSET);
const _: () = assert!(HEAD + core::mem::offset_of!(Book, covered_from) == book_phase::COVERED_FROM_OFFSET);
const _: () = assert!(HEAD + core::mem::offset_of!(Book, covered_by) == book_phase::COVERED_BY_OFFSET);

/// `sha256(book || unit count || unit set hash || deployed)`, numbers as `u64`, little-endian.
pub fn scope_hash(book: &Pubkey, unit_count: u64, unit_set_hash: &[u8; 32], deployed: u64) -> [u8; 32] {
    let (units, deployed) = (unit_count.to_le_bytes(), deployed.to_le_bytes());
    hashv(&[book.as_ref(), &units, unit_set_hash, &deployed]).to_bytes()
}
