//! The deals of the scenarios.

use super::{million, DEAL_START, MATURITY, SALT};
use halo_sdk::{
    commitment::terms_hash,
    halo_math::{Buybox, DealTerms},
    nfat::state::Payment,
};

/// The seed's example: 6 to 24 months, 5M to 100M, 8 to 15 %.
pub fn buybox() -> Buybox {
    let mut asset_types = [[0; 32]; 4];
    asset_types[0] = [1; 32];
    let mut jurisdictions = [[0; 32]; 4];
    jurisdictions[0] = [2; 32];
    Buybox {
        size_min: million(5),
        size_max: million(100),
        asset_types,
        jurisdictions,
        risk_tiers: 0b110,
        duration_min_days: 180,
        duration_max_days: 730,
        apy_min_bps: 800,
        apy_max_bps: 1_500,
        penalty_max_bps: 2_000,
        grace_days: 10,
    }
}

/// A bullet loan from [`DEAL_START`] to [`MATURITY`] that pays `interest`.
pub fn bullet(principal: u64, interest: u64) -> DealTerms {
    DealTerms {
        start: DEAL_START,
        payments: vec![halo_sdk::halo_math::Payment { due: MATURITY, principal, interest }],
        risk_tier: 1,
        asset_type: [1; 32],
        jurisdiction: [2; 32],
        penalty_bps_per_day: 10,
        penalty_cap: principal / 10,
        conditions: [3; 32],
    }
}

/// A bullet loan at 10 % a year for half a year, as Scenario 1 has it: 25M pays 1.25M.
pub fn half_year(principal: u64) -> DealTerms {
    bullet(principal, principal / 20)
}

/// The same with a penalty of 0.1 % an hour on what is overdue, up to 20 % of the principal.
pub fn strict(principal: u64) -> DealTerms {
    DealTerms { penalty_bps_per_day: 240, penalty_cap: principal / 5, ..half_year(principal) }
}

/// Commitment of terms with the suites' salt.
pub fn commitment(terms: &DealTerms) -> [u8; 32] {
    terms_hash(terms, &SALT).expect("encodable terms")
}

/// A payment of a penalty alone.
pub fn penalty(amount: u64) -> Payment {
    Payment { principal: 0, interest: 0, penalty: amount }
}

/// A payment of principal and interest.
pub fn payment(principal: u64, interest: u64) -> Payment {
    Payment { principal, interest, penalty: 0 }
}
