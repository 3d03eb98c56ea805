use crate::{
    error::FacilityError,
    events::PhaseChanged,
    state::{require_attestor, require_beam, Attestation, AttestationKind, Book, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::Phase;
use pau::state::Pau;

/// Accounts of the two-beacon gate: the Halo's beacon acts, on the word of an attestor who is somebody else.
#[event_cpi]
#[derive(Accounts)]
pub struct AttestedChange<'info> {
    pub beacon: Signer<'info>,
    pub beam: Box<Account<'info, Beam>>,
    pub pau: AccountLoader<'info, Pau>,
    pub facility: AccountLoader<'info, Facility>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
    )]
    pub book: AccountLoader<'info, Book>,
    #[account(mut, has_one = book @ FacilityError::WrongBook)]
    pub attestation: Box<Account<'info, Attestation>>,
    /// The attestor's right, which must be live now and not only when it attested.
    pub attestor_beam: Box<Account<'info, Beam>>,
}

impl AttestedChange<'_> {
    /// Uses up the attestation and moves the Book on; returns the event.
    pub fn advance(&mut self, kind: AttestationKind, to: Phase, now: i64) -> Result<PhaseChanged> {
        require_beam(&self.facility, &self.pau, &self.beam, self.beacon.key, permission::BOOK, now)?;
        let interested = [self.beacon.key(), self.beam.granter];
        require_attestor(&self.facility, &self.attestation, &self.attestor_beam, &interested)?;
        let book_key = self.book.key();
        let mut book = self.book.load_mut()?;
        let before = book.phase;
        book.advance(to)?;
        self.attestation.consume(kind, &book_key, &book, now)?;
        Ok(PhaseChanged {
            book: book_key,
            sequence: book.next_sequence(),
            beacon: self.beacon.key(),
            before,
            after: book.phase,
            attestation: self.attestation.key(),
        })
    }
}
