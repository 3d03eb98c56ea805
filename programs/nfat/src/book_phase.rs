//! Reading phase and vault of a Book. Facilities are not known to this program, only that the facility of a
//! collection and its Books belong to one program; that program asserts the offsets when it is compiled.

use crate::{error::NfatError, state::Payment};
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Where a Book's account holds its phase, one byte.
pub const PHASE_OFFSET: usize = 248;

/// Where a Book's account holds the address of its vault record in the PAU.
pub const VAULT_OFFSET: usize = 40;

/// What this program reads of a Book.
pub struct BookView {
    vault: Pubkey,
    phase: u8,
}

impl BookView {
    /// Reads `book`, which must be an account of `facility_program`.
    pub fn read(book: &AccountInfo, facility_program: &Pubkey) -> core::result::Result<Self, NfatError> {
        if book.owner != facility_program {
            return Err(NfatError::BookUnreadable);
        }
        let data = book.try_borrow_data().map_err(|_| NfatError::BookUnreadable)?;
        let vault = data.get(VAULT_OFFSET..).and_then(|rest| rest.first_chunk::<32>());
        let (vault, phase) = vault.zip(data.get(PHASE_OFFSET)).ok_or(NfatError::BookUnreadable)?;
        Ok(Self { vault: Pubkey::new_from_array(*vault), phase: *phase })
    }

    /// Refuses a vault that is not the Book's: one that was migrated is paid for by the PAU that holds it now.
    pub fn require_vault(&self, vault: &Pubkey) -> core::result::Result<(), NfatError> {
        if self.vault != *vault {
            return Err(NfatError::WrongBookVault);
        }
        Ok(())
    }

    /// Refuses a payment of more than principal unless the Book is at rest or unwinding: before, all its money
    /// is its units' own principal, and nothing has been earned. Principal may go back in any phase, so that
    /// an attestor who stays silent holds nobody's money.
    pub fn require_earned(&self, payment: &Payment) -> core::result::Result<(), NfatError> {
        let principal_only = payment.interest == 0 && payment.penalty == 0;
        match Phase::from_u8(self.phase) {
            Ok(Phase::AtRest | Phase::Unwinding) => Ok(()),
            Ok(_) if principal_only => Ok(()),
            _ => Err(NfatError::BookNotAtRest),
        }
    }
}
