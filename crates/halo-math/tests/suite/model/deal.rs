//! Terms and buyboxes on rationals. The average outstanding principal is summed by payment here, by interval
//! in the crate: two ways to the same number.

use super::ratio::int;
use halo_math::{Buybox, BuyboxError, DealTerms, Payment, TermsSummary, DAY_SECONDS};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

/// What random bytes say: start, payments as (gap to the one before, principal, interest), risk tier, asset
/// type and jurisdiction as small numbers, penalty cap.
pub type RawDeal = (i64, Vec<(i64, u64, u64)>, u8, u8, u8, u64);

/// How far each bound of a buybox is from what the deal has: size, days and basis points, from below and
/// above; then the asset type, jurisdiction and tier that it allows.
pub type RawBuybox = ([i8; 2], [i8; 2], [i8; 2], u8, u8, u32);

pub fn build((start, payments, risk_tier, asset_type, jurisdiction, penalty_cap): RawDeal) -> DealTerms {
    let mut due = start;
    let payments = payments
        .into_iter()
        .map(|(gap, principal, interest)| {
            due = due.saturating_add(gap);
            Payment { due, principal, interest }
        })
        .collect();
    DealTerms {
        start,
        payments,
        risk_tier,
        asset_type: [asset_type; 32],
        jurisdiction: [jurisdiction; 32],
        penalty_bps_per_day: 10,
        penalty_cap,
        conditions: [7; 32],
    }
}

/// What `terms.summary()` must answer; `None` for an error.
pub fn expected_summary(terms: &DealTerms) -> Option<TermsSummary> {
    let payments = &terms.payments;
    let last = payments.last()?;
    let mut dues = vec![terms.start];
    dues.extend(payments.iter().map(|payment| payment.due));
    let valid = payments.len() <= 32
        && dues.windows(2).all(|pair| pair[0] < pair[1])
        && payments.iter().all(|payment| payment.principal > 0 || payment.interest > 0)
        && last.principal > 0
        && terms.risk_tier < 32;
    if !valid {
        return None;
    }
    let seconds_to = |due: i64| BigInt::from(due) - BigInt::from(terms.start);
    let principal: BigInt = payments.iter().map(|payment| BigInt::from(payment.principal)).sum();
    let interest: BigInt = payments.iter().map(|payment| BigInt::from(payment.interest)).sum();
    let weighted: BigInt = payments.iter().map(|payment| seconds_to(payment.due) * payment.principal).sum();
    let days = BigRational::new(seconds_to(last.due), DAY_SECONDS.into()).ceil().to_integer();
    Some(TermsSummary {
        principal: principal.to_u64()?,
        interest: interest.to_u64()?,
        maturity: last.due,
        term_days: days.to_u32()?,
        weighted_outstanding: weighted.to_u128()?,
        max_payout: (principal + interest + terms.penalty_cap).to_u64()?,
    })
}

/// The annual rate on the average outstanding principal, in basis points.
pub fn apy_bps(summary: &TermsSummary) -> BigRational {
    let year = BigInt::from(365 * 24 * 60 * 60);
    BigRational::new(year * summary.interest * 10_000, summary.weighted_outstanding.into())
}

/// A buybox whose bounds are within 127 of what the deal has.
pub fn buybox_around(summary: &TermsSummary, raw: RawBuybox) -> Buybox {
    let (size, days, bps, asset_type, jurisdiction, risk_tiers) = raw;
    let apy = apy_bps(summary).floor().to_integer();
    let near = |value: BigInt, delta: i8| value + i32::from(delta);
    let clamp_u16 = |value: BigInt| value.max(BigInt::zero()).to_u16().unwrap_or(u16::MAX);
    let clamp_u64 = |value: BigInt| value.max(BigInt::zero()).to_u64().unwrap_or(u64::MAX);
    let mut asset_types = [[0; 32]; 4];
    asset_types[usize::from(asset_type) % 4] = [asset_type; 32];
    let mut jurisdictions = [[0; 32]; 4];
    jurisdictions[usize::from(jurisdiction) % 4] = [jurisdiction; 32];
    Buybox {
        size_min: clamp_u64(near(summary.principal.into(), size[0])),
        size_max: clamp_u64(near(summary.principal.into(), size[1])),
        asset_types,
        jurisdictions,
        risk_tiers,
        duration_min_days: clamp_u16(near(summary.term_days.into(), days[0])),
        duration_max_days: clamp_u16(near(summary.term_days.into(), days[1])),
        apy_min_bps: clamp_u16(near(apy.clone(), bps[0])),
        apy_max_bps: clamp_u16(near(apy, bps[1])),
        penalty_max_bps: u16::from(asset_type) << 8,
        grace_days: 0,
    }
}

/// The crate's answer about a valid deal agrees with the model's, and an error names a bound that is indeed
/// violated.
pub fn assert_check(buybox: &Buybox, terms: &DealTerms, summary: &TermsSummary) {
    let principal = summary.principal;
    let term = BigInt::from(summary.maturity) - BigInt::from(terms.start);
    let seconds = |days: u16| BigInt::from(u64::from(days) * DAY_SECONDS);
    let apy = apy_bps(summary);
    let below_size = principal < buybox.size_min;
    let above_size = principal > buybox.size_max;
    let named =
        |slots: &[[u8; 32]; 4], hash: &[u8; 32]| slots.iter().any(|slot| slot == hash) && hash != &[0; 32];
    let other_asset = !named(&buybox.asset_types, &terms.asset_type);
    let other_jurisdiction = !named(&buybox.jurisdictions, &terms.jurisdiction);
    let other_tier = (u64::from(buybox.risk_tiers) >> terms.risk_tier) & 1 == 0;
    let below_term = term < seconds(buybox.duration_min_days);
    let above_term = term > seconds(buybox.duration_max_days);
    let below_apy = apy < int(buybox.apy_min_bps);
    let above_apy = apy > int(buybox.apy_max_bps);
    let above_penalty =
        BigInt::from(terms.penalty_cap) * 10_000 > BigInt::from(principal) * buybox.penalty_max_bps;
    let (confirmed, claim) = match buybox.check(terms, summary) {
        Ok(()) => {
            let any = [
                below_size,
                above_size,
                other_asset,
                other_jurisdiction,
                other_tier,
                below_term,
                above_term,
                below_apy,
                above_apy,
                above_penalty,
            ]
            .contains(&true);
            (!any, "every bound holds")
        }
        Err(BuyboxError::PenaltyAboveMaximum { .. }) => (above_penalty, "penalty too large"),
        Err(BuyboxError::SizeBelowMinimum { .. }) => (below_size, "too small"),
        Err(BuyboxError::SizeAboveMaximum { .. }) => (above_size, "too large"),
        Err(BuyboxError::AssetTypeNotAllowed { .. }) => (other_asset, "asset type not named"),
        Err(BuyboxError::JurisdictionNotAllowed { .. }) => (other_jurisdiction, "jurisdiction not named"),
        Err(BuyboxError::RiskTierNotAllowed { .. }) => (other_tier, "tier not allowed"),
        Err(BuyboxError::TermBelowMinimum { .. }) => (below_term, "too short"),
        Err(BuyboxError::TermAboveMaximum { .. }) => (above_term, "too long"),
        Err(BuyboxError::ApyBelowMinimum { apy_bps, .. }) => {
            (below_apy && int(apy_bps) == apy.floor(), "rate too low")
        }
        Err(BuyboxError::ApyAboveMaximum { apy_bps, .. }) => {
            (above_apy && int(apy_bps) == apy.ceil(), "rate too high")
        }
        Err(other) => panic!("check of valid terms answered {other:?}"),
    };
    assert!(confirmed, "{claim} does not hold: {buybox:?} {summary:?}");
}
