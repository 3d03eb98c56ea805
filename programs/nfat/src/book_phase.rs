//! Reading the phase of a Book. Facilities are not known to this program, only that the facility of a
//! collection and its Books belong to one program; that program asserts the offset when it is compiled.

use crate::error::NfatError;
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Where a Book's account holds its phase, one byte.
pub const PHASE_OFFSET: usize = 248;

/// Refuses unless `book`, an account of `facility_program`, is at rest or unwinding: before, its money is
/// its units' own principal, and nothing has been earned.
pub fn require_paying(book: &AccountInfo, facility_program: &Pubkey) -> core::result::Result<(), NfatError> {
    if book.owner != facility_program {
        return Err(NfatError::BookUnreadable);
    }
    let data = book.try_borrow_data().map_err(|_| NfatError::BookUnreadable)?;
    let phase = data.get(PHASE_OFFSET).ok_or(NfatError::BookUnreadable)?;
    match Phase::from_u8(*phase) {
        Ok(Phase::AtRest | Phase::Unwinding) => Ok(()),
        _ => Err(NfatError::BookNotAtRest),
    }
}
