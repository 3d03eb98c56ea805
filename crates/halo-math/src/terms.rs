//! The terms of a deal: a payment schedule and what a facility checks about it. Kept private, committed to by
//! hash.

use crate::rate_limit::DAY_SECONDS;
use borsh::BorshSerialize;
use thiserror::Error;

/// The longest schedule: eight years of quarterly payments. More would not fit the transaction that reveals terms,
/// and terms that nobody can reveal cannot be enforced.
pub const MAX_PAYMENTS: usize = 32;

/// Risk tiers are numbered `0..MAX_RISK_TIERS`, one bit each in a buybox.
pub const MAX_RISK_TIERS: u8 = 32;

/// Random bytes that keep committed terms from being guessed.
pub type Salt = [u8; 32];

/// One scheduled payment. Amounts in base units.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Unix seconds.
    pub due: i64,
    pub principal: u64,
    pub interest: u64,
}

/// What both sides agreed on.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealTerms {
    /// From when the principal is outstanding, Unix seconds.
    pub start: i64,
    /// In order of their due times; the last one is the maturity.
    pub payments: Vec<Payment>,
    /// Below [`MAX_RISK_TIERS`].
    pub risk_tier: u8,
    /// Hash that names the asset type.
    pub asset_type: [u8; 32],
    /// Hash that names the jurisdiction.
    pub jurisdiction: [u8; 32],
    /// Basis points of the overdue amount, per day.
    pub penalty_bps_per_day: u16,
    /// The most that penalties can add up to, base units.
    pub penalty_cap: u64,
    /// Hash of the other conditions.
    pub conditions: [u8; 32],
}

/// Totals of valid [`DealTerms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermsSummary {
    /// Sum of the principal payments, base units.
    pub principal: u64,
    /// Sum of the interest payments, base units.
    pub interest: u64,
    /// Due time of the last payment, Unix seconds.
    pub maturity: i64,
    /// `ceil((maturity - start) / 86 400)`.
    pub term_days: u32,
    /// Sum over time of the outstanding principal: base units x seconds.
    pub weighted_outstanding: u128,
    /// `principal + interest + penalty_cap`: no more can ever be paid out under these terms.
    pub max_payout: u64,
}

/// Why terms are not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TermsError {
    #[error("expected 1 to {MAX_PAYMENTS} payments, got {count}")]
    PaymentCount { count: usize },
    #[error("payment {index}: expected a due time after {previous}, got {due}")]
    DueNotAscending { index: usize, due: i64, previous: i64 },
    #[error("payment {index}: expected principal or interest above 0, both are 0")]
    EmptyPayment { index: usize },
    #[error("payment {index} is the last: expected it to repay principal, it repays 0")]
    LastPaymentWithoutPrincipal { index: usize },
    #[error("expected a risk tier below {MAX_RISK_TIERS}, got {tier}")]
    RiskTier { tier: u8 },
    #[error("expected total {what} to fit 64 bits, it does not fit after {subtotal} plus {amount}")]
    TotalOverflow { what: &'static str, subtotal: u64, amount: u64 },
    #[error("expected a term of at most {} days, got {days}", u32::MAX)]
    TermTooLong { days: u64 },
    #[error("expected terms that can be encoded, {count} payments could not be")]
    Encoding { count: usize },
}

impl DealTerms {
    /// Checks the schedule and adds it up. Exact; only `term_days` rounds, up.
    pub fn summary(&self) -> Result<TermsSummary, TermsError> {
        self.check_payment_count()?;
        if self.risk_tier >= MAX_RISK_TIERS {
            return Err(TermsError::RiskTier { tier: self.risk_tier });
        }
        let (principal, interest) = self.totals()?;
        let (maturity, weighted_outstanding) = self.walk(principal)?;
        let owed = add("payout", principal, interest)?;
        Ok(TermsSummary {
            principal,
            interest,
            maturity,
            term_days: term_days(self.start, maturity)?,
            weighted_outstanding,
            max_payout: add("payout", owed, self.penalty_cap)?,
        })
    }

    /// `sha256(borsh(self) || salt)`. The hash is passed in: a syscall on chain, a library elsewhere.
    ///
    /// Checks no more than the number of payments; call [`DealTerms::summary`] to know that the terms are
    /// valid.
    pub fn commitment(
        &self,
        salt: &Salt,
        sha256: impl FnOnce(&[&[u8]]) -> [u8; 32],
    ) -> Result<[u8; 32], TermsError> {
        self.check_payment_count()?;
        // On chain freed memory is not reused, so growing the buffer step by step would waste most of the
        // heap.
        let mut encoded = Vec::with_capacity(MAX_ENCODED_LEN);
        self.serialize(&mut encoded).map_err(|_| TermsError::Encoding { count: self.payments.len() })?;
        Ok(sha256(&[&encoded, salt]))
    }

    fn check_payment_count(&self) -> Result<(), TermsError> {
        let count = self.payments.len();
        if (1..=MAX_PAYMENTS).contains(&count) {
            Ok(())
        } else {
            Err(TermsError::PaymentCount { count })
        }
    }

    /// `(principal, interest)`, the exact sums over all payments.
    fn totals(&self) -> Result<(u64, u64), TermsError> {
        self.payments.iter().try_fold((0, 0), |(principal, interest), payment| {
            Ok((
                add("principal", principal, payment.principal)?,
                add("interest", interest, payment.interest)?,
            ))
        })
    }

    /// Checks each payment in order; returns the last due time and the sum of `outstanding * seconds`, exact.
    fn walk(&self, principal: u64) -> Result<(i64, u128), TermsError> {
        let mut previous = self.start;
        let mut outstanding = principal;
        let mut weighted: u128 = 0;
        let mut repaid = 0;
        for (index, payment) in self.payments.iter().enumerate() {
            let Payment { due, principal, interest } = *payment;
            if due <= previous {
                return Err(TermsError::DueNotAscending { index, due, previous });
            }
            if principal == 0 && interest == 0 {
                return Err(TermsError::EmptyPayment { index });
            }
            // The intervals are disjoint and add up to less than 2^64 seconds, and outstanding is below 2^64:
            // the sum stays below 2^128 and neither operation wraps.
            let seconds = due.abs_diff(previous);
            weighted = weighted.wrapping_add(u128::from(outstanding).wrapping_mul(u128::from(seconds)));
            // `principal` is one of the summands of the starting value, so this never saturates.
            outstanding = outstanding.saturating_sub(principal);
            previous = due;
            repaid = principal;
        }
        if repaid == 0 {
            return Err(TermsError::LastPaymentWithoutPrincipal {
                index: self.payments.len().saturating_sub(1),
            });
        }
        Ok((previous, weighted))
    }
}

/// Borsh length of terms with [`MAX_PAYMENTS`] payments: 8 + (4 + 24 a payment) + 1 + 32 + 32 + 2 + 8 + 32.
const MAX_ENCODED_LEN: usize = 119 + 24 * MAX_PAYMENTS;

/// `subtotal + amount`, exact.
fn add(what: &'static str, subtotal: u64, amount: u64) -> Result<u64, TermsError> {
    subtotal.checked_add(amount).ok_or(TermsError::TotalOverflow { what, subtotal, amount })
}

/// `ceil((maturity - start) / 86 400)`; rounds up.
fn term_days(start: i64, maturity: i64) -> Result<u32, TermsError> {
    let days = maturity.abs_diff(start).div_ceil(DAY_SECONDS);
    u32::try_from(days).map_err(|_| TermsError::TermTooLong { days })
}
