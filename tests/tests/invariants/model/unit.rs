//! One NFAT: what is credited to it, what it was paid, and what it lacks.

use super::deal::Deal;
use halo_sdk::{
    addresses::UnitAddresses,
    nfat::state::{Payment, Request},
};
use solana_pubkey::Pubkey;

/// Base units x basis points x seconds of one base unit of penalty.
const UNIT_OF_PENALTY: u128 = 10_000 * 86_400;

pub const NOTHING: Payment = Payment { principal: 0, interest: 0, penalty: 0 };

#[derive(Clone, Debug)]
pub struct Unit {
    /// Number of its Book.
    pub book: usize,
    pub token_id: u64,
    pub at: UnitAddresses,
    /// Who owns the asset; none once it is burnt.
    pub owner: Option<Pubkey>,
    pub redeemed: bool,
    pub depositor: usize,
    pub minted_at: i64,
    pub deal: Deal,
    pub rank: u8,
    /// Seconds between maturity and default.
    pub grace: i64,
    /// Whether the chain knows the terms.
    pub revealed: bool,
    pub principal: u64,
    /// Not paid back and not given up.
    pub outstanding: u64,
    /// Most that its Book pays, and what it has paid so far.
    pub cap: u64,
    pub by_book: Payment,
    /// Credited and not paid out; paid out.
    pub funded: Payment,
    pub paid: Payment,
    /// Penalty so far: base units x basis points x seconds, and up to when.
    pub penalty: u128,
    pub accrued_until: i64,
    pub request: Request,
    pub requested_amount: u64,
    pub requested_by: Pubkey,
    pub requested_until: i64,
    pub push_to: Pubkey,
    pub agreed: bool,
    pub defaulted: bool,
    pub sequence: u64,
    /// Of its record.
    pub rent_payer: Pubkey,
}

/// Sum of the parts, which may be beyond what fits the program's numbers.
pub fn total(payment: &Payment) -> u128 {
    [payment.principal, payment.interest, payment.penalty].iter().map(|part| u128::from(*part)).sum()
}

/// Parts that are known to fit.
pub fn sum(payment: &Payment) -> u64 {
    u64::try_from(total(payment)).expect("a refusal was expected")
}

fn add(to: &mut Payment, payment: &Payment) {
    to.principal += payment.principal;
    to.interest += payment.interest;
    to.penalty += payment.penalty;
}

impl Unit {
    /// Principal that is neither paid, nor credited, nor given up.
    pub fn claim(&self) -> u64 {
        self.outstanding - self.funded.principal
    }

    /// What its Book may still pay.
    pub fn room(&self) -> u64 {
        self.cap - sum(&self.by_book)
    }

    /// What of the Book's payments may be more than principal.
    pub fn yields(&self) -> u64 {
        self.cap - self.principal
    }

    /// Its part of the deal's interest and penalties, rounded up: several units may be claimed under one deal. Never
    /// more than its Book may pay.
    pub fn parts(&self) -> (u64, u64) {
        let part = |amount: u64| {
            let product = u128::from(amount) * u128::from(self.principal);
            u64::try_from(product.div_ceil(self.deal.principal().into())).expect("a part")
        };
        let interest = part(self.deal.interest()).min(self.yields());
        (interest, part(self.deal.terms.penalty_cap).min(self.yields() - interest))
    }

    /// Scheduled interest as far as the chain knows it.
    pub fn interest(&self) -> u64 {
        if self.revealed {
            self.parts().0
        } else {
            0
        }
    }

    /// Scheduled interest that is neither credited nor paid.
    pub fn unpaid_interest(&self) -> u64 {
        self.interest().saturating_sub(self.paid.interest + self.funded.interest)
    }

    /// What accrues penalty.
    pub fn shortfall(&self) -> u64 {
        if self.agreed {
            0
        } else {
            self.claim() + self.unpaid_interest()
        }
    }

    /// Whether a default may be declared at `now`.
    pub fn is_overdue(&self, now: i64) -> bool {
        self.revealed && self.shortfall() > 0 && now >= self.deal.maturity() + self.grace
    }

    /// The penalty's sum at `now`.
    fn penalty_at(&self, now: i64) -> u128 {
        let from = self.accrued_until.max(self.deal.maturity());
        if !self.revealed || now <= from {
            return self.penalty;
        }
        let a_second = u128::from(self.shortfall()) * u128::from(self.deal.terms.penalty_bps_per_day);
        self.penalty + a_second * u128::from(now.abs_diff(from))
    }

    /// Brings the penalty up to `now`.
    pub fn accrue(&mut self, now: i64) {
        self.penalty = self.penalty_at(now);
        if self.revealed && now > self.deal.maturity() {
            self.accrued_until = self.accrued_until.max(now);
        }
    }

    /// Penalty at `now` in all, base units.
    pub fn penalty_due(&self, now: i64) -> u64 {
        let cap = if self.revealed { self.parts().1 } else { 0 };
        let due = self.penalty_at(now).div_ceil(UNIT_OF_PENALTY);
        u64::try_from(due).unwrap_or(u64::MAX).min(cap)
    }

    /// Penalty at `now` that is neither credited nor paid.
    pub fn penalty_unpaid(&self, now: i64) -> u64 {
        if self.agreed {
            return 0;
        }
        self.penalty_due(now).saturating_sub(self.paid.penalty + self.funded.penalty)
    }

    pub fn credit(&mut self, payment: &Payment, by_book: bool) {
        add(&mut self.funded, payment);
        if by_book {
            add(&mut self.by_book, payment);
        }
    }

    /// Takes `payment` out of what is credited.
    pub fn pay(&mut self, payment: &Payment) {
        self.funded.principal -= payment.principal;
        self.funded.interest -= payment.interest;
        self.funded.penalty -= payment.penalty;
        self.outstanding -= payment.principal;
        add(&mut self.paid, payment);
    }

    pub fn clear_request(&mut self) {
        self.request = Request::None;
        self.requested_amount = 0;
        self.requested_by = Pubkey::default();
        self.requested_until = 0;
    }
}
