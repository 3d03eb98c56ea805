//! What a unit is owed too late, and what that costs.

use crate::state::Nfat;
use halo_math::{unit_status, UnitStatus};

impl Nfat {
    /// Principal and scheduled interest that are neither credited nor paid, base units. Nothing once an early
    /// redemption is agreed on.
    pub fn shortfall(&self) -> u64 {
        if self.agreed != 0 {
            return 0;
        }
        let received = self.paid_interest.saturating_add(self.funded_interest);
        self.claim().saturating_add(self.interest.saturating_sub(received))
    }

    /// Brings the penalty up to `now`: the shortfall of the time since the last call, from the maturity on.
    /// SECURITY: whatever changes the shortfall calls it first.
    pub fn accrue(&mut self, now: i64) {
        if self.revealed == 0 || now <= self.maturity {
            return;
        }
        let from = self.accrued_until.max(self.maturity);
        if now > from {
            self.penalty.add(self.shortfall(), self.penalty_bps_per_day, now.abs_diff(from));
            self.accrued_until = now;
        }
    }

    /// Penalty accrued so far in total, base units.
    pub fn penalty_due(&self) -> u64 {
        self.penalty.due(self.penalty_cap)
    }

    /// Penalty accrued that is neither credited nor paid, base units.
    pub fn penalty_unpaid(&self) -> u64 {
        if self.agreed != 0 {
            return 0;
        }
        self.penalty_due().saturating_sub(self.paid_penalty.saturating_add(self.funded_penalty))
    }

    /// Whether the unit is paid on time, at `now`.
    pub fn status(&self, now: i64) -> UnitStatus {
        let maturity = if self.revealed == 0 { 0 } else { self.maturity };
        unit_status(maturity, self.grace_seconds, self.shortfall(), now)
    }
}
