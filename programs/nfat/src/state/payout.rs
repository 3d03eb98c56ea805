//! Money out of a record.

use crate::{
    error::NfatError,
    state::{Nfat, Payment},
};

impl Nfat {
    /// Takes out a tranche: everything credited, the principal of it off what is outstanding.
    ///
    /// The last payment is a redemption, so that no asset outlives its principal. While something else is missing for
    /// that, a tranche leaves one base unit of principal credited, and with it the claim to what is missing: a holder
    /// that nobody can speak for, a Book or a wrapper, is paid its principal by a Halo that pays no more. Refused when
    /// nothing of the principal is credited, which is what [`Self::collect_interest`] is for.
    pub fn spend(&mut self) -> Result<Payment, NfatError> {
        let mut payment = self.funded();
        if payment.principal == 0 {
            return Err(NfatError::NoPrincipalFunded);
        }
        if self.claim() == 0 {
            payment.principal = payment.principal.saturating_sub(1);
            if payment.principal == 0 || self.redeemable(false).is_ok() {
                return Err(NfatError::LastPaymentRedeems);
            }
        }
        let left = self.outstanding_principal.checked_sub(payment.principal).ok_or(NfatError::Overflow)?;
        self.outstanding_principal = left;
        self.take(&payment)
    }

    /// Takes out interest and penalty; principal stays credited and outstanding.
    pub fn collect_interest(&mut self) -> Result<Payment, NfatError> {
        let payment = Payment { principal: 0, ..self.funded() };
        if payment.total()? == 0 {
            return Err(NfatError::NothingFunded);
        }
        self.take(&payment)
    }

    /// What a redemption pays of what is credited. Needs the outstanding principal credited and, unless the holder
    /// accepts less of these two, scheduled interest and accrued penalty as well. Of terms that are not known on
    /// chain nobody but the holder can say that what is credited is enough.
    pub fn redeemable(&self, accept_shortfall: bool) -> Result<Payment, NfatError> {
        if self.claim() > 0 {
            return Err(NfatError::NotFunded);
        }
        if !accept_shortfall {
            if self.revealed == 0 && self.agreed == 0 {
                return Err(NfatError::TermsUnknown);
            }
            if self.shortfall() > 0 {
                return Err(NfatError::YieldUnpaid);
            }
            if self.penalty_unpaid() > 0 {
                return Err(NfatError::PenaltyUnpaid);
            }
        }
        Ok(self.funded())
    }

    /// Moves `payment` from what is credited to what is paid out.
    fn take(&mut self, payment: &Payment) -> Result<Payment, NfatError> {
        let moved = |from: &mut u64, to: &mut u64, amount: u64| -> Result<(), NfatError> {
            *from = from.checked_sub(amount).ok_or(NfatError::Overflow)?;
            *to = to.checked_add(amount).ok_or(NfatError::Overflow)?;
            Ok(())
        };
        moved(&mut self.funded_principal, &mut self.paid_principal, payment.principal)?;
        moved(&mut self.funded_interest, &mut self.paid_interest, payment.interest)?;
        moved(&mut self.funded_penalty, &mut self.paid_penalty, payment.penalty)?;
        Ok(*payment)
    }
}
