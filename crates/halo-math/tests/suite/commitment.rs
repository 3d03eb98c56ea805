//! The commitment binds every byte of the terms and the salt.

use crate::example::{amortizing, bullet};
use crate::model::hash::sha256;
use halo_math::{DealTerms, Payment, Salt, TermsError};

const SALT: Salt = [5; 32];

fn commit(terms: &DealTerms, salt: &Salt) -> [u8; 32] {
    terms.commitment(salt, sha256).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Computed outside this repository from the field list alone: a client in any language must reach the same
/// bytes.
#[test]
fn known_answer() {
    let encoded = borsh::to_vec(&bullet()).unwrap();
    let expected = [
        "80fa866700000000", // start
        "01000000",         // one payment:
        "009a756800000000", //   due
        "00901ec4bc160000", //   principal
        "0054ce0923010000", //   interest
        "03",               // risk tier
        &"aa".repeat(32),   // asset type
        &"bb".repeat(32),   // jurisdiction
        "0a00",             // penalty, bps a day
        "008ca16add020000", // penalty cap
        &"cc".repeat(32),   // conditions
    ];
    assert_eq!(hex(&encoded), expected.concat());
    assert_eq!(
        hex(&commit(&bullet(), &SALT)),
        "7df8895bfca3a814b0278452bebd2537b68079d05e8ce7ed1d32d635204b5da1"
    );
}

#[test]
fn every_field_and_the_salt_matter() {
    let changed: [fn(&mut DealTerms); 12] = [
        |t| t.start += 1,
        |t| t.payments[0].due += 1,
        |t| t.payments[0].principal += 1,
        |t| t.payments[3].interest += 1,
        |t| t.payments.swap(0, 1),
        |t| t.payments.truncate(3),
        |t| t.risk_tier += 1,
        |t| t.asset_type[31] ^= 1,
        |t| t.jurisdiction[0] ^= 1,
        |t| t.penalty_bps_per_day += 1,
        |t| t.penalty_cap += 1,
        |t| t.conditions[16] ^= 1,
    ];
    let mut seen = vec![commit(&amortizing(), &SALT), commit(&amortizing(), &[6; 32])];
    for change in changed {
        let mut terms = amortizing();
        change(&mut terms);
        seen.push(commit(&terms, &SALT));
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), count, "two different deals have the same commitment");
}

#[test]
fn the_longest_terms_are_887_bytes() {
    let payments = vec![Payment { due: 1, principal: 1, interest: 1 }; 32];
    let terms = DealTerms { payments, ..bullet() };
    let mut length = 0;
    terms
        .commitment(&SALT, |parts| {
            length = parts[0].len();
            assert_eq!(parts[1], SALT);
            sha256(parts)
        })
        .unwrap();
    assert_eq!(length, 887);
    let too_long = DealTerms { payments: vec![terms.payments[0].clone(); 33], ..bullet() };
    assert_eq!(too_long.commitment(&SALT, sha256), Err(TermsError::PaymentCount { count: 33 }));
    let empty = DealTerms { payments: vec![], ..bullet() };
    assert_eq!(empty.commitment(&SALT, sha256), Err(TermsError::PaymentCount { count: 0 }));
}
