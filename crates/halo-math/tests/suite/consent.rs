//! Consent at each of its bounds.

use crate::MILLION;
use halo_math::{Consent, ConsentError, RANKS};

const NOW: i64 = 1_736_899_200;
const HASH: [u8; 32] = [9; 32];

fn consent() -> Consent {
    Consent {
        accord_hash: HASH,
        min_amount: 5 * MILLION,
        max_amount: 25 * MILLION,
        expires_at: NOW + 60,
        max_rank: 1,
        shared: 0,
        reserved: [0; 6],
    }
}

#[test]
fn none_passes_everything_of_the_most_senior_rank() {
    let none = Consent::default();
    assert!(none.is_none());
    none.validate(i64::MAX).unwrap();
    none.check(&[0; 32], u64::MAX, 0, i64::MAX).unwrap();
    none.check(&HASH, 0, 0, i64::MIN).unwrap();
    for rank in [1, 3, u8::MAX] {
        let refused = none.check(&HASH, MILLION, rank, NOW);
        assert_eq!(refused, Err(ConsentError::RankWithoutConsent { rank }));
    }
}

#[test]
fn one_field_set_is_not_none() {
    let fields = [
        Consent { accord_hash: HASH, ..Consent::default() },
        Consent { min_amount: 1, ..Consent::default() },
        Consent { max_amount: 1, ..Consent::default() },
        Consent { expires_at: 1, ..Consent::default() },
        Consent { max_rank: 1, ..Consent::default() },
        Consent { shared: 1, ..Consent::default() },
        Consent { reserved: [0, 0, 0, 0, 0, 1], ..Consent::default() },
    ];
    for consent in fields {
        assert!(!consent.is_none(), "{consent:?}");
        consent.check(&[1; 32], 1, 0, NOW).expect_err("a consent half set does not let a claim pass");
    }
}

#[test]
fn a_claim_inside_passes() {
    for amount in [5 * MILLION, 12 * MILLION, 25 * MILLION] {
        for now in [i64::MIN, NOW, NOW + 59] {
            for rank in [0, 1] {
                consent().check(&HASH, amount, rank, now).unwrap();
            }
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
        assert_eq!(consent().check(&hash, amount, 0, now), Err(expected));
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
        (Consent { max_rank: 4, ..consent() }, ConsentError::UnknownRank { max_rank: 4 }),
        (Consent { max_rank: u8::MAX, ..consent() }, ConsentError::UnknownRank { max_rank: u8::MAX }),
        (Consent { shared: 2, ..consent() }, ConsentError::UnknownSharing { shared: 2 }),
        (
            Consent { reserved: [0, 0, 0, 0, 0, 1], ..consent() },
            ConsentError::ReservedNotZero { reserved: [0, 0, 0, 0, 0, 1] },
        ),
        (Consent { expires_at: NOW, ..consent() }, ConsentError::Expired { expires_at: NOW, now: NOW }),
    ];
    for (consent, expected) in cases {
        assert_eq!(consent.validate(NOW), Err(expected));
    }
    let expired = ConsentError::Expired { expires_at: 5, now: 6 };
    assert_eq!(expired.to_string(), "the consent expired at 5, it is 6");
}

#[test]
fn a_book_is_shared_only_by_who_said_so() {
    let refused = Err(ConsentError::SharingWithoutConsent);
    assert_eq!(Consent::default().check_sharing(true), refused);
    assert_eq!(consent().check_sharing(true), refused, "terms agreed to are not a Book shared");
    assert_eq!(Consent { shared: 1, ..consent() }.check_sharing(true), Ok(()));
    for consent in [Consent::default(), consent(), Consent { shared: 1, ..consent() }] {
        assert_eq!(consent.check_sharing(false), Ok(()), "a Book of its own suits everybody");
    }
}

#[test]
fn one_rank_decides() {
    for max_rank in 0..4 {
        let consent = Consent { max_rank, ..consent() };
        consent.validate(NOW).unwrap();
        for rank in 0..=u8::MAX {
            let refused = Err(ConsentError::RankAboveMaximum { max: max_rank, rank });
            let expected = if rank <= max_rank { Ok(()) } else { refused };
            assert_eq!(consent.check(&HASH, 5 * MILLION, rank, NOW), expected);
        }
    }
    assert_eq!(RANKS, 4);
}

#[test]
fn a_rank_refused_says_what_was_agreed_to() {
    let refused = consent().check(&HASH, 5 * MILLION, 2, NOW).unwrap_err();
    assert_eq!(refused.to_string(), "expected a rank of at most 1, as consented to, got 2");
    let unasked = Consent::default().check(&HASH, 5 * MILLION, 2, NOW).unwrap_err();
    assert_eq!(
        unasked.to_string(),
        "expected the most senior rank 0 from a Prime that attached no consent, got rank 2"
    );
    let unknown = Consent { max_rank: 4, ..consent() }.validate(NOW).unwrap_err();
    assert_eq!(unknown.to_string(), "consent: expected a most junior rank below 4, got 4");
}
