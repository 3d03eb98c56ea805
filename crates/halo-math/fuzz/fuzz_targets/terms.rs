//! Terms built from numbers and terms decoded from bytes: totals, encoding and commitment.
#![no_main]

use borsh::BorshDeserialize;
use halo_math::{DealTerms, Salt, MAX_PAYMENTS};
use halo_math_fuzz::model::deal::{build, expected_summary, RawDeal};
use halo_math_fuzz::model::hash::sha256;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (RawDeal, Salt, Vec<u8>)| {
    let (raw, salt, bytes) = input;
    assert_terms(&build(raw), &salt);
    if let Ok(decoded) = DealTerms::try_from_slice(&bytes) {
        assert_eq!(
            borsh::to_vec(&decoded).expect("memory suffices"),
            bytes,
            "one encoding for one deal"
        );
        assert_terms(&decoded, &salt);
    }
});

fn assert_terms(terms: &DealTerms, salt: &Salt) {
    assert_eq!(terms.summary().ok(), expected_summary(terms));
    let encoded = borsh::to_vec(terms).expect("memory suffices");
    assert_eq!(&DealTerms::try_from_slice(&encoded).expect("just encoded"), terms);
    let expected = (1..=MAX_PAYMENTS)
        .contains(&terms.payments.len())
        .then(|| sha256(&[&encoded, salt]));
    assert_eq!(terms.commitment(salt, sha256).ok(), expected);
}
