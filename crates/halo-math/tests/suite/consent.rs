//! Consent at each of its bounds.

use crate::MILLION;
use halo_math::{Consent, ConsentError};

const NOW: i64 = 1_736_899_200;
const HASH: [u8; 32] = [9; 32];

fn consent() -> Consent {
    Consent { accord_hash: HASH, min_amount: 5 * MILLION, max_amount: 25 * MILLION, expires_at: NOW + 60 }
}

#[test]
fn none_passes_everything() {
    let none = Consent::default();
    assert!(none.is_none());
    none.validate(i64::MAX).unwrap();
    none.check(&[0; 32], u64::MAX, i64::MAX).unwrap();
    none.check(&HASH, 0, i64::MIN).unwrap();
}

#[test]
fn one_field_set_is_not_none() {
    let fields = [
        Consent { accord_hash: HASH, ..Consent::default() },
        Consent { min_amount: 1, ..Consent::default() },
        Consent { max_amount: 1, ..Consent::default() },
        Consent { expires_at: 1, ..Consent::default() },
    ];
    for consent in fields {
        assert!(!consent.is_none(), "{consent:?}");
        consent.check(&[1; 32], 1, NOW).expect_err("a consent half set does not let a claim pass");
    }
}

#[test]
fn a_claim_inside_passes() {
    for amount in [5 * MILLION, 12 * MILLION, 25 * MILLION] {
        for now in [i64::MIN, NOW, NOW + 59] {
            consent().check(&HASH, amount, now).unwrap();
        }
    }
}

#[test]
fn a_claim_outside_fails() {
    let mut other = HASH;
    other[31] ^= 1;
    let cases = [
        (
            HASH,
            5 * MILLION - 1,
            NOW,
            ConsentError::AmountBelowMinimum { min: 5 * MILLION, amount: 5 * MILLION - 1 },
        ),
        (
            HASH,
            25 * MILLION + 1,
            NOW,
            ConsentError::AmountAboveMaximum { max: 25 * MILLION, amount: 25 * MILLION + 1 },
        ),
        (other, 5 * MILLION, NOW, ConsentError::OtherTerms { expected: HASH, got: other }),
        ([0; 32], 5 * MILLION, NOW, ConsentError::OtherTerms { expected: HASH, got: [0; 32] }),
        (HASH, 5 * MILLION, NOW + 60, ConsentError::Expired { expires_at: NOW + 60, now: NOW + 60 }),
        (HASH, 5 * MILLION, i64::MAX, ConsentError::Expired { expires_at: NOW + 60, now: i64::MAX }),
    ];
    for (hash, amount, now, expected) in cases {
        assert_eq!(consent().check(&hash, amount, now), Err(expected));
    }
}

#[test]
fn only_a_consent_that_can_be_met_is_valid() {
    consent().validate(NOW).unwrap();
    consent().validate(NOW + 59).unwrap();
    Consent { min_amount: 0, ..consent() }.validate(NOW).unwrap();
    Consent { min_amount: 25 * MILLION, ..consent() }.validate(NOW).unwrap();
    let cases = [
        (Consent { accord_hash: [0; 32], ..consent() }, ConsentError::AccordMissing),
        (Consent { min_amount: 0, max_amount: 0, ..consent() }, ConsentError::ZeroMaximum),
        (
            Consent { min_amount: 25 * MILLION + 1, ..consent() },
            ConsentError::AmountRange { min: 25 * MILLION + 1, max: 25 * MILLION },
        ),
        (Consent { expires_at: NOW, ..consent() }, ConsentError::Expired { expires_at: NOW, now: NOW }),
    ];
    for (consent, expected) in cases {
        assert_eq!(consent.validate(NOW), Err(expected));
    }
    let expired = ConsentError::Expired { expires_at: 5, now: 6 };
    assert_eq!(expired.to_string(), "the consent expired at 5, it is 6");
}
