//! What this program reads of a Book. Facilities are not known to this program, only that the facility of a
//! collection and its Books belong to one program; that program asserts the offsets when it is compiled.

use crate::{
    error::NfatError,
    state::{Nfat, Payment, RedeemVault},
};
use anchor_lang::prelude::*;
use halo_math::Phase;

/// Where a Book's account holds its phase, one byte.
pub const PHASE_OFFSET: usize = 248;

/// Where a Book's account holds the address of its vault record in the PAU.
pub const VAULT_OFFSET: usize = 40;

/// Where it says whether units share the Book, one byte.
pub const SHARED_OFFSET: usize = 251;

/// Where it holds the Unix second until which an attestor vouches that a payment leaves the others covered.
pub const COVERED_OFFSET: usize = 288;

/// Where it holds the Unix second in which the attestor gave that word.
pub const COVERED_FROM_OFFSET: usize = 296;

/// Where it holds the attestor's address.
pub const COVERED_BY_OFFSET: usize = 304;

/// What this program reads of a Book.
pub struct BookView {
    vault: Pubkey,
    covered_until: i64,
    covered_from: i64,
    covered_by: Pubkey,
    phase: u8,
    shared: bool,
}

impl BookView {
    /// Reads `book`, which must be an account of `facility_program`.
    pub fn read(book: &AccountInfo, facility_program: &Pubkey) -> core::result::Result<Self, NfatError> {
        if book.owner != facility_program {
            return Err(NfatError::BookUnreadable);
        }
        let data = book.try_borrow_data().map_err(|_| NfatError::BookUnreadable)?;
        let address = |offset| bytes(&data, offset).map(Pubkey::new_from_array);
        let time = |offset| bytes(&data, offset).map(i64::from_le_bytes);
        let [phase] = bytes(&data, PHASE_OFFSET)?;
        let [shared] = bytes(&data, SHARED_OFFSET)?;
        Ok(Self {
            vault: address(VAULT_OFFSET)?,
            covered_until: time(COVERED_OFFSET)?,
            covered_from: time(COVERED_FROM_OFFSET)?,
            covered_by: address(COVERED_BY_OFFSET)?,
            phase,
            shared: shared != 0,
        })
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
    /// an attestor who stays silent holds up no unit of a Book of its own.
    pub fn require_earned(&self, payment: &Payment) -> core::result::Result<(), NfatError> {
        let principal_only = payment.interest == 0 && payment.penalty == 0;
        match Phase::from_u8(self.phase) {
            Ok(Phase::AtRest | Phase::Unwinding) => Ok(()),
            Ok(_) if principal_only => Ok(()),
            _ => Err(NfatError::BookNotAtRest),
        }
    }

    /// Refuses to pay one of several units of a Book out of what all of them have a claim on.
    ///
    /// Principal needs the live word of an attestor, who is not the one that pays, that the others stay covered. So
    /// does every payment under terms that are not known on chain, since nobody sees what it is for, and every
    /// payment while a unit is in declared default, by a word given since; others than those in default are not
    /// paid then at all.
    pub fn require_fair(
        &self,
        payment: &Payment,
        unit: &Nfat,
        vault: &RedeemVault,
        payer: &Pubkey,
        now: i64,
    ) -> core::result::Result<(), NfatError> {
        if vault.written_down != 0 {
            return Err(NfatError::WrittenDown);
        }
        if !self.shared || vault.units <= 1 {
            return Ok(());
        }
        let in_default = vault.defaults > 0;
        if in_default && unit.defaulted == 0 {
            return Err(NfatError::BookInDefault);
        }
        // Before anything is deployed all units' principal is there in cash: one that goes back leaves the others theirs.
        let whole = Phase::from_u8(self.phase) == Ok(Phase::Filling) && !in_default;
        if !whole && (payment.principal > 0 || unit.revealed == 0 || in_default) {
            let since = !in_default || self.covered_from > vault.defaulted_at;
            if now >= self.covered_until || !since {
                return Err(NfatError::NotCovered);
            }
            if self.covered_by == *payer {
                return Err(NfatError::CoverNotIndependent);
            }
        }
        Ok(())
    }
}

/// `N` bytes of a Book's account at `offset`.
fn bytes<const N: usize>(data: &[u8], offset: usize) -> core::result::Result<[u8; N], NfatError> {
    let found = data.get(offset..).and_then(|rest| rest.first_chunk::<N>());
    found.copied().ok_or(NfatError::BookUnreadable)
}
