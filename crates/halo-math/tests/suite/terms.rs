//! Deal terms by example: their totals, and each way they can be wrong.

use crate::example::{amortizing, bullet, MATURITY, START};
use crate::MILLION;
use halo_math::{DealTerms, Payment, TermsError, TermsSummary, MAX_PAYMENTS};

const DAY: i64 = 86_400;

/// Terms with payments of `(due, principal, interest)`.
fn with(payments: &[(i64, u64, u64)]) -> DealTerms {
    let payments =
        payments.iter().map(|&(due, principal, interest)| Payment { due, principal, interest }).collect();
    DealTerms { start: 0, payments, penalty_cap: 0, ..bullet() }
}

#[test]
fn a_single_repayment() {
    let expected = TermsSummary {
        principal: 25 * MILLION,
        interest: 1_250_000_000_000,
        maturity: MATURITY,
        term_days: 181,
        weighted_outstanding: 25_000_000_000_000 * 181 * 86_400,
        max_payout: 29_400_000_000_000,
    };
    assert_eq!(bullet().summary(), Ok(expected));
}

#[test]
fn four_quarters_on_a_falling_principal() {
    let summary = amortizing().summary().unwrap();
    assert_eq!((summary.principal, summary.interest), (40 * MILLION, 3_200_000_000_000));
    assert_eq!(summary.term_days, 365);
    assert_eq!(summary.maturity, START + 365 * DAY);
    assert_eq!(summary.weighted_outstanding, 25_000_000_000_000 * 365 * 86_400, "25M on average");
}

#[test]
fn a_started_day_counts() {
    for (seconds, days) in [(1, 1), (DAY - 1, 1), (DAY, 1), (DAY + 1, 2)] {
        assert_eq!(with(&[(seconds, 1, 0)]).summary().unwrap().term_days, days, "{seconds} seconds");
    }
}

#[test]
fn what_is_not_valid() {
    let cases = [
        (with(&[]), TermsError::PaymentCount { count: 0 }),
        (with(&[(0, 1, 0)]), TermsError::DueNotAscending { index: 0, due: 0, previous: 0 }),
        (with(&[(9, 1, 0), (9, 1, 0)]), TermsError::DueNotAscending { index: 1, due: 9, previous: 9 }),
        (with(&[(9, 1, 0), (8, 1, 0)]), TermsError::DueNotAscending { index: 1, due: 8, previous: 9 }),
        (with(&[(8, 0, 0), (9, 1, 0)]), TermsError::EmptyPayment { index: 0 }),
        (with(&[(8, 1, 0), (9, 0, 1)]), TermsError::LastPaymentWithoutPrincipal { index: 1 }),
        (with(&[(8, 0, 5)]), TermsError::LastPaymentWithoutPrincipal { index: 0 }),
        (DealTerms { risk_tier: 32, ..bullet() }, TermsError::RiskTier { tier: 32 }),
        (DealTerms { risk_tier: 255, ..bullet() }, TermsError::RiskTier { tier: 255 }),
        (
            with(&[(8, u64::MAX, 0), (9, 1, 0)]),
            TermsError::TotalOverflow { what: "principal", subtotal: u64::MAX, amount: 1 },
        ),
        (
            with(&[(8, 1, 7), (9, 1, u64::MAX)]),
            TermsError::TotalOverflow { what: "interest", subtotal: 7, amount: u64::MAX },
        ),
        (
            with(&[(8, u64::MAX, 1)]),
            TermsError::TotalOverflow { what: "payout", subtotal: u64::MAX, amount: 1 },
        ),
        (
            DealTerms { penalty_cap: u64::MAX, ..with(&[(8, 1, 1)]) },
            TermsError::TotalOverflow { what: "payout", subtotal: 2, amount: u64::MAX },
        ),
        (
            DealTerms { start: i64::MIN, ..with(&[(i64::MAX, 1, 0)]) },
            TermsError::TermTooLong { days: u64::MAX / 86_400 + 1 },
        ),
    ];
    for (terms, expected) in cases {
        assert_eq!(terms.summary(), Err(expected), "{terms:?}");
    }
}

#[test]
fn thirty_two_payments_and_no_more() {
    let payments = |count: i64| with(&(1..=count).map(|n| (n * DAY, 1, 1)).collect::<Vec<_>>());
    assert_eq!(payments(32).summary().unwrap().principal, 32);
    let error = payments(33).summary().unwrap_err();
    assert_eq!(error, TermsError::PaymentCount { count: MAX_PAYMENTS + 1 });
    assert_eq!(error.to_string(), "expected 1 to 32 payments, got 33");
}

#[test]
fn the_largest_deal_does_not_wrap() {
    let seconds = i64::from(u32::MAX) * DAY;
    let summary = DealTerms { start: -seconds, ..with(&[(0, u64::MAX, 0)]) }.summary().unwrap();
    assert_eq!(summary.term_days, u32::MAX);
    assert_eq!(summary.weighted_outstanding, u128::from(u64::MAX) * u128::from(u32::MAX) * 86_400);
}

#[test]
fn the_highest_risk_tier_is_31() {
    DealTerms { risk_tier: 31, ..bullet() }.summary().unwrap();
    assert_eq!(TermsError::RiskTier { tier: 32 }.to_string(), "expected a risk tier below 32, got 32");
}
