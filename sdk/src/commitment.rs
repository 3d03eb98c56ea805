//! Binding private terms: the hash that the chain keeps of them.

use halo_math::{DealTerms, Salt, TermsError};
use sha2::{Digest, Sha256};

/// `sha256(borsh(terms) || salt)`, the value that a claim stores in the NFAT.
pub fn terms_hash(terms: &DealTerms, salt: &Salt) -> Result<[u8; 32], TermsError> {
    terms.commitment(salt, |parts| {
        let mut hasher = Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().into()
    })
}
