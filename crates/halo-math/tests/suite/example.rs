//! The two deals of the specification and the buybox they fit.

use crate::MILLION;
use halo_math::{Buybox, DealTerms, Payment, YEAR_SECONDS};

/// 2025-01-15.
pub const START: i64 = 1_736_899_200;
/// 2025-07-15, 181 days later.
pub const MATURITY: i64 = 1_752_537_600;
pub const ASSET: [u8; 32] = [0xaa; 32];
pub const JURISDICTION: [u8; 32] = [0xbb; 32];

/// 25M, repaid at once with 1.25M of interest after half a year.
pub fn bullet() -> DealTerms {
    DealTerms {
        start: START,
        payments: vec![Payment { due: MATURITY, principal: 25 * MILLION, interest: MILLION + MILLION / 4 }],
        risk_tier: 3,
        asset_type: ASSET,
        jurisdiction: JURISDICTION,
        penalty_bps_per_day: 10,
        penalty_cap: 3 * MILLION + MILLION * 15 / 100,
        conditions: [0xcc; 32],
    }
}

/// 40M, repaid in four quarters of 10M with 0.8M of interest each: 3.2M on an average of 25M.
pub fn amortizing() -> DealTerms {
    let quarter = i64::try_from(YEAR_SECONDS / 4).unwrap();
    let payments = (1..=4)
        .map(|n| Payment { due: START + n * quarter, principal: 10 * MILLION, interest: MILLION * 8 / 10 })
        .collect();
    DealTerms { payments, ..bullet() }
}

/// 5M to 100M, 30 to 730 days, 8 % to 15 %.
pub fn buybox() -> Buybox {
    Buybox {
        size_min: 5 * MILLION,
        size_max: 100 * MILLION,
        asset_types: [[0; 32], [1; 32], ASSET, [0; 32]],
        jurisdictions: [[2; 32], [0; 32], [0; 32], JURISDICTION],
        risk_tiers: 1 << 1 | 1 << 3,
        duration_min_days: 30,
        duration_max_days: 730,
        apy_min_bps: 800,
        apy_max_bps: 1_500,
        penalty_max_bps: 2_000,
        grace_days: 10,
    }
}
