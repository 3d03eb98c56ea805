use crate::{
    error::FacilityError,
    state::{require_beam, Book, Facility},
};
use anchor_lang::prelude::*;
use configurator::state::{permission, Beam};
use halo_math::Phase;
use pau::state::Pau;

/// Accounts of a beacon that moves a Book on without anybody else's word.
#[event_cpi]
#[derive(Accounts)]
pub struct BookAction<'info> {
    pub beacon: Signer<'info>,
    pub beam: Account<'info, Beam>,
    pub facility: AccountLoader<'info, Facility>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = facility @ FacilityError::WrongFacility,
        has_one = pau @ FacilityError::WrongPau,
    )]
    pub book: AccountLoader<'info, Book>,
}

impl BookAction<'_> {
    /// Moves the Book on for a beacon with BOOK; returns the event.
    pub fn advance(&self, to: Phase) -> Result<crate::events::PhaseChanged> {
        let now = Clock::get()?.unix_timestamp;
        require_beam(&self.facility, &self.pau, &self.beam, self.beacon.key, permission::BOOK, now)?;
        let mut book = self.book.load_mut()?;
        let before = book.phase;
        book.advance(to)?;
        Ok(crate::events::PhaseChanged {
            book: self.book.key(),
            sequence: book.next_sequence(),
            beacon: self.beacon.key(),
            before,
            after: book.phase,
            attestation: Pubkey::default(),
        })
    }
}
