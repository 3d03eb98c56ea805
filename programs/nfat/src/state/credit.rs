//! Money into a record.

use crate::{
    error::NfatError,
    state::{Nfat, Payment},
};

/// Who pays a payment in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The unit's Book, within the payout cap.
    Book,
    /// Anybody's own money: only makes the holder richer.
    Anyone,
}

impl Nfat {
    /// Credits a payment and returns its total.
    ///
    /// Principal never exceeds what is outstanding; what the Book pays in never exceeds the payout cap, nor, once
    /// the terms are known, the scheduled interest and the penalty that has accrued. Call [`Nfat::accrue`] first.
    pub fn credit(&mut self, payment: &Payment, source: Source) -> Result<u64, NfatError> {
        let total = payment.total()?;
        if total == 0 {
            return Err(NfatError::ZeroAmount);
        }
        let principal = add(self.funded_principal, payment.principal)?;
        if principal > self.outstanding_principal {
            return Err(NfatError::PrincipalOverfunded);
        }
        let interest = add(self.funded_interest, payment.interest)?;
        let penalty = add(self.funded_penalty, payment.penalty)?;
        if source == Source::Book {
            self.charge_cap(payment, total)?;
        }
        self.funded_principal = principal;
        self.funded_interest = interest;
        self.funded_penalty = penalty;
        Ok(total)
    }

    /// Takes `payment` off what the Book may ever pay.
    fn charge_cap(&mut self, payment: &Payment, total: u64) -> Result<(), NfatError> {
        let paid_in = add(self.paid_in_by_book, total)?;
        if paid_in > self.payout_cap {
            return Err(NfatError::PayoutCapExceeded);
        }
        let interest = add(self.interest_by_book, payment.interest)?;
        let penalty = add(self.penalty_by_book, payment.penalty)?;
        // SECURITY: what the cap leaves for the principal stays for it. Interest paid in its place would leave the
        // principal as a claim on the Book, to be paid once more out of what is recovered.
        if add(interest, penalty)? > self.payout_cap.saturating_sub(self.principal) {
            return Err(NfatError::PayoutCapExceeded);
        }
        if self.revealed != 0 {
            if payment.interest > 0 && interest > self.interest {
                return Err(NfatError::InterestAboveSchedule);
            }
            if payment.penalty > 0 && penalty > self.penalty_due() {
                return Err(NfatError::PenaltyNotAccrued);
            }
        }
        self.paid_in_by_book = paid_in;
        self.interest_by_book = interest;
        self.penalty_by_book = penalty;
        Ok(())
    }
}

fn add(a: u64, b: u64) -> Result<u64, NfatError> {
    a.checked_add(b).ok_or(NfatError::Overflow)
}
