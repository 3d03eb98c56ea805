//! Deals: good ones, and ones that violate a single bound.

use crate::act::Refusals;
use halo_sdk::{
    commitment::terms_hash,
    facility::error::FacilityError,
    halo_math::{Buybox, DealTerms, Payment},
};
use halo_tests::world::{DAY, SALT};
use std::fmt::{self, Debug};

/// What is wrong with a deal on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    None,
    TooShort,
    TooLong,
    YieldLow,
    YieldHigh,
    PenaltyHigh,
    Tier,
    AssetType,
    Jurisdiction,
    StartsFarOff,
    Matured,
}

/// One deal in thirteen has a flaw.
const FLAWS: [Flaw; 10] = [
    Flaw::TooShort,
    Flaw::TooLong,
    Flaw::YieldLow,
    Flaw::YieldHigh,
    Flaw::PenaltyHigh,
    Flaw::Tier,
    Flaw::AssetType,
    Flaw::Jurisdiction,
    Flaw::StartsFarOff,
    Flaw::Matured,
];

#[derive(Clone)]
pub struct Deal {
    pub terms: DealTerms,
    pub hash: [u8; 32],
    pub flaw: Flaw,
}

/// Short: nobody wants to read hashes.
impl Debug for Deal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (principal, interest, maturity) = (self.principal(), self.interest(), self.maturity());
        let (parts, penalty) = (self.terms.payments.len(), self.terms.penalty_cap);
        write!(out, "[{principal} + {interest} + {penalty} in {parts} until {maturity}")?;
        write!(out, ", flaw {:?}]", self.flaw)
    }
}

impl Deal {
    /// A deal over `principal` that starts about now; `dice` decides the rest.
    pub fn new(buybox: &Buybox, principal: u64, now: i64, dice: u16) -> Self {
        let flaw = match dice % 128 {
            choice if usize::from(choice) < FLAWS.len() => FLAWS[usize::from(choice)],
            _ => Flaw::None,
        };
        let (min, max) = (i64::from(buybox.duration_min_days), i64::from(buybox.duration_max_days));
        let days = match flaw {
            Flaw::TooShort => min - 1,
            Flaw::TooLong => max + 1,
            _ => min + i64::from(dice / 128) * 3 % (max - min + 1),
        };
        let rate = match flaw {
            Flaw::YieldLow => u64::from(buybox.apy_min_bps) - 100,
            Flaw::YieldHigh => u64::from(buybox.apy_max_bps) + 100,
            _ => u64::from(buybox.apy_min_bps) + 50 + u64::from(dice % 7) * 90,
        };
        let start = match flaw {
            Flaw::StartsFarOff => now + 32 * DAY,
            Flaw::Matured => now - days * DAY,
            _ => now + (i64::from(dice % 5) - 2) * DAY / 3,
        };
        let payments = schedule(principal, start, days, rate, usize::from(dice % 3) + 1);
        let penalty_bps = u64::from(buybox.penalty_max_bps) + u64::from(flaw == Flaw::PenaltyHigh);
        let terms = DealTerms {
            start,
            payments,
            risk_tier: if flaw == Flaw::Tier { 5 } else { 1 },
            asset_type: if flaw == Flaw::AssetType { [8; 32] } else { buybox.asset_types[0] },
            jurisdiction: if flaw == Flaw::Jurisdiction { [8; 32] } else { buybox.jurisdictions[0] },
            penalty_bps_per_day: 10 + dice % 90,
            penalty_cap: share(principal, penalty_bps, 10_000).max(u64::from(flaw == Flaw::PenaltyHigh)),
            conditions: [3; 32],
        };
        let hash = terms_hash(&terms, &SALT).expect("few payments");
        Self { terms, hash, flaw }
    }

    pub fn principal(&self) -> u64 {
        self.terms.payments.iter().map(|payment| payment.principal).sum()
    }

    pub fn interest(&self) -> u64 {
        self.terms.payments.iter().map(|payment| payment.interest).sum()
    }

    pub fn maturity(&self) -> i64 {
        self.terms.payments.last().expect("a payment").due
    }

    /// Most that the Book pays.
    pub fn cap(&self) -> u64 {
        self.principal() + self.interest() + self.terms.penalty_cap
    }

    /// What a facility that reads the terms has against them at `now`.
    pub fn object(&self, now: i64, refusals: &mut Refusals) {
        let error = match self.flaw {
            Flaw::None => None,
            Flaw::TooShort => Some(FacilityError::DurationBelowBuybox),
            Flaw::TooLong => Some(FacilityError::DurationAboveBuybox),
            Flaw::YieldLow => Some(FacilityError::YieldBelowBuybox),
            Flaw::YieldHigh => Some(FacilityError::YieldAboveBuybox),
            Flaw::PenaltyHigh => Some(FacilityError::PenaltyAboveBuybox),
            Flaw::Tier => Some(FacilityError::TierOutsideBuybox),
            Flaw::AssetType => Some(FacilityError::AssetTypeOutsideBuybox),
            Flaw::Jurisdiction => Some(FacilityError::JurisdictionOutsideBuybox),
            Flaw::StartsFarOff | Flaw::Matured => Some(FacilityError::TermsNotCurrent),
        };
        refusals.extend(error);
        let far = (self.terms.start - now).abs() > 31 * DAY;
        refusals.when(far || self.maturity() <= now, FacilityError::TermsNotCurrent);
    }
}

/// `parts` payments at even distances; the principal in equal parts, interest on what is outstanding.
fn schedule(principal: u64, start: i64, days: i64, rate_bps: u64, parts: usize) -> Vec<Payment> {
    let count = i64::try_from(parts).expect("few");
    let (mut left, mut from) = (principal, start);
    (1..=count)
        .map(|part| {
            let due = start + days * DAY * part / count;
            let seconds = u64::try_from(due - from).expect("in order");
            let interest = share(left, rate_bps * seconds, 10_000 * 365 * 86_400).max(1);
            let back = if part == count { left } else { principal / u64::try_from(count).expect("few") };
            (left, from) = (left - back, due);
            Payment { due, principal: back, interest }
        })
        .collect()
}

/// `amount * part / whole`, rounded down.
pub fn share(amount: u64, part: u64, whole: u64) -> u64 {
    u64::try_from(u128::from(amount) * u128::from(part) / u128::from(whole)).expect("a part")
}
