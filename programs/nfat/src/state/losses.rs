//! Defaults of a Book's units, and how its loss is shared.

use crate::{
    error::NfatError,
    state::{Nfat, Payment, RedeemVault},
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{waterfall, LossPool, UnitStatus};

impl RedeemVault {
    /// Declares `unit` in default, which it must be by the clock and not be declared yet.
    pub fn declare_default(&mut self, unit: &mut Nfat, now: i64) -> core::result::Result<(), NfatError> {
        if unit.defaulted != 0 {
            return Err(NfatError::AlreadyInDefault);
        }
        if unit.status(now) != UnitStatus::Overdue {
            return Err(NfatError::NotInDefault);
        }
        unit.defaulted = 1;
        self.defaulted_at = now;
        self.defaults = self.defaults.checked_add(1).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    /// Ends the default of `unit` if nothing of it is overdue any more.
    pub fn cure(&mut self, unit: &mut Nfat) -> core::result::Result<(), NfatError> {
        if unit.shortfall() == 0 {
            self.end_default(unit)?;
        }
        Ok(())
    }

    /// Ends the default of `unit`, if it is in one.
    pub fn end_default(&mut self, unit: &mut Nfat) -> core::result::Result<(), NfatError> {
        if unit.defaulted != 0 {
            unit.defaulted = 0;
            self.defaults = self.defaults.checked_sub(1).ok_or(NfatError::Overflow)?;
        }
        Ok(())
    }

    /// Fixes the Book's loss: `recovered` base units for all that its units still claim, senior ranks first, equal
    /// ranks pari passu. Once, and only in default.
    pub fn write_down(&mut self, recovered: u64) -> Result<()> {
        require!(self.written_down == 0, NfatError::WrittenDown);
        require!(self.defaults > 0, NfatError::NotInDefault);
        let shares = waterfall(&self.claims, recovered).explain::<NfatError>()?;
        for (pool, (claims, share)) in self.losses.iter_mut().zip(self.claims.iter().zip(shares)) {
            *pool = LossPool::open(*claims, share);
        }
        self.owed = self.owed.checked_add(recovered).ok_or(NfatError::Overflow)?;
        self.count_paid_in(recovered)?;
        self.written_down = 1;
        Ok(())
    }

    /// After a write-down: the part of `unit` in what was recovered, taken out; else nothing.
    ///
    /// What exceeds its claim, a Book having recovered more than it owes, counts as interest. What exceeds its payout
    /// cap is owed to nobody: it stays in the vault.
    pub fn take_recovered(&mut self, unit: &Nfat) -> Result<Payment> {
        let claim = unit.claim();
        if self.written_down == 0 || claim == 0 {
            return Ok(Payment::default());
        }
        let pool = self.losses.get_mut(usize::from(unit.rank)).ok_or(NfatError::InvalidRank)?;
        let mut left = *pool;
        let share = left.pay(claim).explain::<NfatError>()?;
        *pool = left;
        self.settle_claim(claim, unit.rank)?;
        let room = unit.payout_cap.saturating_sub(unit.paid_in_by_book);
        self.owed = self.owed.checked_sub(share.saturating_sub(room)).ok_or(NfatError::Overflow)?;
        let share = share.min(room);
        let principal = share.min(claim);
        Ok(Payment { principal, interest: share.saturating_sub(principal), penalty: 0 })
    }
}
