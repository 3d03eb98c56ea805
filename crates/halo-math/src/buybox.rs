//! The buybox: which deals a facility may take. What it does not name, it refuses.

use crate::rate_limit::DAY_SECONDS;
use crate::terms::{DealTerms, TermsSummary};
use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// Asset types, and jurisdictions, that one buybox can name.
pub const BUYBOX_SLOTS: usize = 4;

/// The year of an annual rate: 365 days, in seconds.
pub const YEAR_SECONDS: u64 = 365 * DAY_SECONDS;

/// Basis points in 100 %.
pub const BPS_PER_UNIT: u64 = 10_000;

/// [`BPS_PER_UNIT`] for products.
const BPS_PER_UNIT_U128: u128 = BPS_PER_UNIT as u128;
/// `interest * ANNUAL_BPS / weighted_outstanding` is the annual rate in basis points.
const ANNUAL_BPS: u128 = (YEAR_SECONDS * BPS_PER_UNIT) as u128;

const EMPTY_SLOT: [u8; 32] = [0; 32];

/// Bounds on a deal; every bound is inclusive.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Buybox {
    /// Least principal, base units; above 0.
    pub size_min: u64,
    /// Most principal, base units.
    pub size_max: u64,
    /// Hashes of the asset types allowed; all-zero is an unused slot.
    pub asset_types: [[u8; 32]; 4],
    /// Hashes of the jurisdictions allowed; all-zero is an unused slot.
    pub jurisdictions: [[u8; 32]; 4],
    /// Bit n set: risk tier n is allowed.
    pub risk_tiers: u32,
    /// Shortest term, days of 86 400 seconds.
    pub duration_min_days: u16,
    /// Longest term, days of 86 400 seconds.
    pub duration_max_days: u16,
    /// Least annual rate, basis points.
    pub apy_min_bps: u16,
    /// Most annual rate, basis points.
    pub apy_max_bps: u16,
    /// Most that penalties may come to, basis points of the principal.
    pub penalty_max_bps: u16,
    /// Days after a maturity before anybody may declare a default; 0 for at once.
    pub grace_days: u16,
}

/// Why a buybox is not valid, or which of its bounds a deal violates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BuyboxError {
    #[error("buybox: expected a minimum size above 0, got 0")]
    ZeroMinimumSize,
    #[error("buybox: expected the minimum size {min} to be at most the maximum {max}")]
    SizeRange { min: u64, max: u64 },
    #[error("buybox: expected the minimum term of {min_days} days to be at most the maximum of {max_days}")]
    DurationRange { min_days: u16, max_days: u16 },
    #[error("buybox: expected the minimum rate of {min_bps} bps to be at most the maximum of {max_bps}")]
    ApyRange { min_bps: u16, max_bps: u16 },
    #[error("buybox: expected at least one risk tier, none is set")]
    NoRiskTier,
    #[error("buybox: expected at least one asset type, none is set")]
    NoAssetType,
    #[error("buybox: expected at least one jurisdiction, none is set")]
    NoJurisdiction,
    #[error("expected a principal of at least {min}, got {amount}")]
    SizeBelowMinimum { min: u64, amount: u64 },
    #[error("expected a principal of at most {max}, got {amount}")]
    SizeAboveMaximum { max: u64, amount: u64 },
    #[error("expected an asset type that the buybox names, got {asset_type:02x?}")]
    AssetTypeNotAllowed { asset_type: [u8; 32] },
    #[error("expected a jurisdiction that the buybox names, got {jurisdiction:02x?}")]
    JurisdictionNotAllowed { jurisdiction: [u8; 32] },
    #[error("expected a risk tier within the set {allowed:#034b} (bit n is tier n), got tier {tier}")]
    RiskTierNotAllowed { allowed: u32, tier: u8 },
    #[error("expected a term of at least {min_days} days of 86400 seconds, got {seconds} seconds")]
    TermBelowMinimum { min_days: u16, seconds: u64 },
    #[error("expected a term of at most {max_days} days of 86400 seconds, got {seconds} seconds")]
    TermAboveMaximum { max_days: u16, seconds: u64 },
    #[error("expected an annual rate of at least {min_bps} bps, got {apy_bps} (rounded down)")]
    ApyBelowMinimum { min_bps: u16, apy_bps: u128 },
    #[error("expected an annual rate of at most {max_bps} bps, got {apy_bps} (rounded up)")]
    ApyAboveMaximum { max_bps: u16, apy_bps: u128 },
    #[error("expected penalties of at most {max_bps} bps of the principal {principal}, got a cap of {cap}")]
    PenaltyAboveMaximum { max_bps: u16, principal: u64, cap: u64 },
    #[error("expected principal to be outstanding for some time, an annual rate is undefined without")]
    ApyUndefined,
}

impl Buybox {
    /// Whether the bounds make sense: each minimum at most its maximum, and something of every kind allowed.
    pub fn validate(&self) -> Result<(), BuyboxError> {
        if self.size_min == 0 {
            return Err(BuyboxError::ZeroMinimumSize);
        }
        if self.size_min > self.size_max {
            return Err(BuyboxError::SizeRange { min: self.size_min, max: self.size_max });
        }
        if self.duration_min_days > self.duration_max_days {
            return Err(BuyboxError::DurationRange {
                min_days: self.duration_min_days,
                max_days: self.duration_max_days,
            });
        }
        if self.apy_min_bps > self.apy_max_bps {
            return Err(BuyboxError::ApyRange { min_bps: self.apy_min_bps, max_bps: self.apy_max_bps });
        }
        if self.risk_tiers == 0 {
            return Err(BuyboxError::NoRiskTier);
        }
        if self.asset_types == [EMPTY_SLOT; BUYBOX_SLOTS] {
            return Err(BuyboxError::NoAssetType);
        }
        if self.jurisdictions == [EMPTY_SLOT; BUYBOX_SLOTS] {
            return Err(BuyboxError::NoJurisdiction);
        }
        Ok(())
    }

    /// Whether a principal of `amount` base units is within the size bounds.
    pub fn check_size(&self, amount: u64) -> Result<(), BuyboxError> {
        if amount < self.size_min {
            return Err(BuyboxError::SizeBelowMinimum { min: self.size_min, amount });
        }
        if amount > self.size_max {
            return Err(BuyboxError::SizeAboveMaximum { max: self.size_max, amount });
        }
        Ok(())
    }

    /// Whether a deal is inside every bound. `summary` must come from `terms`.
    pub fn check(&self, terms: &DealTerms, summary: &TermsSummary) -> Result<(), BuyboxError> {
        self.check_size(summary.principal)?;
        if !names(&self.asset_types, &terms.asset_type) {
            return Err(BuyboxError::AssetTypeNotAllowed { asset_type: terms.asset_type });
        }
        if !names(&self.jurisdictions, &terms.jurisdiction) {
            return Err(BuyboxError::JurisdictionNotAllowed { jurisdiction: terms.jurisdiction });
        }
        self.check_risk_tier(terms.risk_tier)?;
        self.check_duration(terms.start, summary.maturity)?;
        self.check_penalty(summary.principal, terms.penalty_cap)?;
        self.check_apy(summary)
    }

    /// The most that a deal inside the buybox could ever pay on `principal` base units: principal, the highest rate
    /// for the longest term, and the largest penalty. The payout cap of terms that nobody sees. Rounds each part
    /// down; a sum beyond 64 bits is `u64::MAX`.
    pub fn max_payout(&self, principal: u64) -> u64 {
        let part = |amount: u64, factor: u128, divisor: u128| {
            u128::from(amount).saturating_mul(factor).checked_div(divisor).unwrap_or(0)
        };
        let rate_days = u128::from(self.apy_max_bps).saturating_mul(u128::from(self.duration_max_days));
        let interest = part(principal, rate_days, BPS_PER_UNIT_U128.saturating_mul(365));
        let penalty = part(principal, u128::from(self.penalty_max_bps), BPS_PER_UNIT_U128);
        let max = u128::from(principal).saturating_add(interest).saturating_add(penalty);
        u64::try_from(max).unwrap_or(u64::MAX)
    }

    /// `cap * 10 000 <= principal * penalty_max_bps`, exact.
    fn check_penalty(&self, principal: u64, cap: u64) -> Result<(), BuyboxError> {
        let max_bps = self.penalty_max_bps;
        let scaled = u128::from(cap).saturating_mul(BPS_PER_UNIT_U128);
        if scaled > u128::from(principal).saturating_mul(u128::from(max_bps)) {
            return Err(BuyboxError::PenaltyAboveMaximum { max_bps, principal, cap });
        }
        Ok(())
    }

    fn check_risk_tier(&self, tier: u8) -> Result<(), BuyboxError> {
        let bit = 1_u32.checked_shl(tier.into()).unwrap_or(0);
        if self.risk_tiers & bit == 0 {
            return Err(BuyboxError::RiskTierNotAllowed { allowed: self.risk_tiers, tier });
        }
        Ok(())
    }

    /// Compares seconds, not rounded days: a term one second short of the minimum is too short.
    fn check_duration(&self, start: i64, maturity: i64) -> Result<(), BuyboxError> {
        let seconds = if maturity > start { maturity.abs_diff(start) } else { 0 };
        if seconds < days(self.duration_min_days) {
            return Err(BuyboxError::TermBelowMinimum { min_days: self.duration_min_days, seconds });
        }
        if seconds > days(self.duration_max_days) {
            return Err(BuyboxError::TermAboveMaximum { max_days: self.duration_max_days, seconds });
        }
        Ok(())
    }

    /// `apy_bps = interest * 365 * 86 400 * 10 000 / weighted_outstanding`: on the average outstanding.
    ///
    /// Exact: compares `interest * 365 * 86 400 * 10 000` with `bound * weighted_outstanding` and never
    /// divides, so no rounding can move a deal over a bound. Only the rate shown in an error is rounded, away
    /// from the bound.
    fn check_apy(&self, summary: &TermsSummary) -> Result<(), BuyboxError> {
        if summary.weighted_outstanding == 0 {
            return Err(BuyboxError::ApyUndefined);
        }
        // Below 2^64 * 2^39. A bound's product that saturates is larger than that, like the exact one.
        let scaled = u128::from(summary.interest).wrapping_mul(ANNUAL_BPS);
        let bound = |bps: u16| summary.weighted_outstanding.saturating_mul(u128::from(bps));
        if scaled < bound(self.apy_min_bps) {
            let apy_bps = scaled.checked_div(summary.weighted_outstanding).unwrap_or(0);
            return Err(BuyboxError::ApyBelowMinimum { min_bps: self.apy_min_bps, apy_bps });
        }
        if scaled > bound(self.apy_max_bps) {
            let apy_bps = scaled.div_ceil(summary.weighted_outstanding);
            return Err(BuyboxError::ApyAboveMaximum { max_bps: self.apy_max_bps, apy_bps });
        }
        Ok(())
    }
}

/// Whether `hash` is in a used slot. An all-zero hash never is: it must not match the unused slots.
fn names(slots: &[[u8; 32]; BUYBOX_SLOTS], hash: &[u8; 32]) -> bool {
    *hash != EMPTY_SLOT && slots.contains(hash)
}

/// Seconds of `days` days; at most 65 535 * 86 400, exact.
fn days(days: u16) -> u64 {
    u64::from(days).saturating_mul(DAY_SECONDS)
}
