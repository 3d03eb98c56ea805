//! The buybox at each side of each bound.

use crate::example::{amortizing, bullet, buybox, START};
use crate::MILLION;
use halo_math::{Buybox, BuyboxError, DealTerms};

const DAY: i64 = 86_400;

pub fn check(buybox: &Buybox, terms: &DealTerms) -> Result<(), BuyboxError> {
    buybox.check(terms, &terms.summary().unwrap())
}

/// The bullet with another principal, and interest that keeps its rate.
fn sized(principal: u64) -> DealTerms {
    let mut terms = bullet();
    terms.payments[0].principal = principal;
    terms.payments[0].interest = principal / 20;
    terms.penalty_cap = principal / 10;
    terms
}

/// The bullet with another term, and interest that keeps it near 10 %.
fn lasting(seconds: i64) -> DealTerms {
    let mut terms = bullet();
    terms.payments[0].due = START + seconds;
    terms.payments[0].interest =
        u64::try_from(25_i128 * i128::from(MILLION) * i128::from(seconds) / (3_650 * i128::from(DAY)))
            .unwrap();
    terms
}

#[test]
fn the_deals_of_the_specification_are_inside() {
    buybox().validate().unwrap();
    check(&buybox(), &bullet()).unwrap();
    check(&buybox(), &amortizing()).unwrap();
}

#[test]
fn one_unit_of_principal_decides() {
    let (min, max) = (5 * MILLION, 100 * MILLION);
    let cases = [
        (min - 1, Err(BuyboxError::SizeBelowMinimum { min, amount: min - 1 })),
        (min, Ok(())),
        (max, Ok(())),
        (max + 1, Err(BuyboxError::SizeAboveMaximum { max, amount: max + 1 })),
    ];
    for (principal, expected) in cases {
        assert_eq!(buybox().check_size(principal), expected);
        assert_eq!(check(&buybox(), &sized(principal)), expected);
    }
}

#[test]
fn one_second_of_term_decides() {
    let (min, max) = (30 * DAY, 730 * DAY);
    let too_short = BuyboxError::TermBelowMinimum { min_days: 30, seconds: 30 * 86_400 - 1 };
    let too_long = BuyboxError::TermAboveMaximum { max_days: 730, seconds: 730 * 86_400 + 1 };
    let cases = [(min - 1, Err(too_short)), (min, Ok(())), (max, Ok(())), (max + 1, Err(too_long))];
    for (seconds, expected) in cases {
        assert_eq!(check(&buybox(), &lasting(seconds)), expected, "{seconds} seconds");
    }
    assert_eq!(lasting(min - 1).summary().unwrap().term_days, 30, "rounded days would have let it pass");
}

#[test]
fn only_named_tiers_pass() {
    for tier in 0..32 {
        let terms = DealTerms { risk_tier: tier, ..bullet() };
        let refused = Err(BuyboxError::RiskTierNotAllowed { allowed: 0b1010, tier });
        let expected = if [1, 3].contains(&tier) { Ok(()) } else { refused };
        assert_eq!(check(&buybox(), &terms), expected, "tier {tier}");
    }
    let all = Buybox { risk_tiers: u32::MAX, ..buybox() };
    check(&all, &DealTerms { risk_tier: 31, ..bullet() }).unwrap();
    let summary = bullet().summary().unwrap();
    let beyond = DealTerms { risk_tier: 32, ..bullet() };
    assert_eq!(
        all.check(&beyond, &summary),
        Err(BuyboxError::RiskTierNotAllowed { allowed: u32::MAX, tier: 32 }),
        "bit 32 is not bit 0"
    );
}

#[test]
fn an_empty_slot_allows_nothing() {
    let unnamed = DealTerms { asset_type: [0; 32], ..bullet() };
    assert_eq!(check(&buybox(), &unnamed), Err(BuyboxError::AssetTypeNotAllowed { asset_type: [0; 32] }));
    let nowhere = DealTerms { jurisdiction: [0; 32], ..bullet() };
    assert_eq!(
        check(&buybox(), &nowhere),
        Err(BuyboxError::JurisdictionNotAllowed { jurisdiction: [0; 32] })
    );
    let other = DealTerms { asset_type: [9; 32], ..bullet() };
    assert_eq!(check(&buybox(), &other), Err(BuyboxError::AssetTypeNotAllowed { asset_type: [9; 32] }));
    let elsewhere = DealTerms { jurisdiction: [9; 32], ..bullet() };
    assert_eq!(
        check(&buybox(), &elsewhere),
        Err(BuyboxError::JurisdictionNotAllowed { jurisdiction: [9; 32] })
    );
}

#[test]
fn every_slot_counts() {
    for slot in 0..4 {
        let mut named = Buybox { asset_types: [[0; 32]; 4], jurisdictions: [[0; 32]; 4], ..buybox() };
        named.asset_types[slot] = bullet().asset_type;
        named.jurisdictions[3 - slot] = bullet().jurisdiction;
        named.validate().unwrap();
        check(&named, &bullet()).unwrap();
    }
}

#[test]
fn an_empty_buybox_allows_nothing() {
    let empty = Buybox::default();
    empty.validate().unwrap_err();
    check(&empty, &bullet()).unwrap_err();
}

#[test]
fn what_is_not_a_buybox() {
    let cases = [
        (Buybox { size_min: 0, ..buybox() }, BuyboxError::ZeroMinimumSize),
        (Buybox { size_min: 9, size_max: 8, ..buybox() }, BuyboxError::SizeRange { min: 9, max: 8 }),
        (
            Buybox { duration_min_days: 731, ..buybox() },
            BuyboxError::DurationRange { min_days: 731, max_days: 730 },
        ),
        (Buybox { apy_max_bps: 799, ..buybox() }, BuyboxError::ApyRange { min_bps: 800, max_bps: 799 }),
        (Buybox { risk_tiers: 0, ..buybox() }, BuyboxError::NoRiskTier),
        (Buybox { asset_types: [[0; 32]; 4], ..buybox() }, BuyboxError::NoAssetType),
        (Buybox { jurisdictions: [[0; 32]; 4], ..buybox() }, BuyboxError::NoJurisdiction),
    ];
    for (buybox, expected) in cases {
        assert_eq!(buybox.validate(), Err(expected));
    }
    let single = Buybox {
        size_min: 1,
        size_max: 1,
        duration_min_days: 1,
        duration_max_days: 1,
        apy_min_bps: 0,
        apy_max_bps: 0,
        ..buybox()
    };
    single.validate().unwrap();
}

#[test]
fn every_grace_is_valid_and_none_bounds_a_deal() {
    for grace_days in [0, 1, 10, u16::MAX] {
        let lenient = Buybox { grace_days, ..buybox() };
        lenient.validate().unwrap();
        check(&lenient, &bullet()).unwrap();
    }
}

#[test]
fn a_refusal_shows_the_bound_and_the_value() {
    let error = check(&buybox(), &sized(MILLION)).unwrap_err();
    assert_eq!(error.to_string(), "expected a principal of at least 5000000000000, got 1000000000000");
    let tier = BuyboxError::RiskTierNotAllowed { allowed: 0b1010, tier: 2 };
    assert_eq!(
        tier.to_string(),
        "expected a risk tier within the set 0b00000000000000000000000000001010 (bit n is tier n), got tier 2"
    );
    let apy = BuyboxError::ApyAboveMaximum { max_bps: 1_500, apy_bps: 1_501 };
    assert_eq!(apy.to_string(), "expected an annual rate of at most 1500 bps, got 1501 (rounded up)");
}

#[test]
fn one_unit_of_penalty_cap_decides() {
    let box_of_20_percent = Buybox { penalty_max_bps: 2_000, ..buybox() };
    let cap = |penalty_cap| DealTerms { penalty_cap, ..bullet() };
    let most = bullet().payments[0].principal / 5;
    check(&box_of_20_percent, &cap(most)).unwrap();
    let (max_bps, principal) = (2_000, bullet().payments[0].principal);
    assert_eq!(
        check(&box_of_20_percent, &cap(most + 1)),
        Err(BuyboxError::PenaltyAboveMaximum { max_bps, principal, cap: most + 1 })
    );
    let none = Buybox { penalty_max_bps: 0, ..buybox() };
    check(&none, &cap(0)).unwrap();
    assert!(check(&none, &cap(1)).is_err());
}

#[test]
fn the_cap_of_hidden_terms_is_what_the_widest_deal_could_have() {
    // 25M at 15 % for 730 days is 7.5M, and 20 % of penalties are 5M.
    let wide = Buybox { apy_max_bps: 1_500, duration_max_days: 730, penalty_max_bps: 2_000, ..buybox() };
    let (principal, max) = (25_000_000_000_000, 37_500_000_000_000);
    assert_eq!(wide.max_payout(principal), max);
    assert_eq!(wide.max_payout(1), 1, "each part is rounded down");
    let widest =
        Buybox { apy_max_bps: u16::MAX, duration_max_days: u16::MAX, penalty_max_bps: u16::MAX, ..buybox() };
    assert_eq!(widest.max_payout(u64::MAX), u64::MAX);
}
