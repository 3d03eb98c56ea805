//! How views are written in JSON: addresses in base 58, hashes in hexadecimal, phases and classes by their names.

use halo_math::{CrrClass, Phase};
use serde::Serializer;
use solana_pubkey::Pubkey;

pub(super) fn address<S: Serializer>(address: &Pubkey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(address)
}

pub(super) fn address_if_any<S: Serializer>(
    address: &Option<Pubkey>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match address {
        Some(address) => serializer.collect_str(address),
        None => serializer.serialize_none(),
    }
}

pub(super) fn hash<S: Serializer>(hash: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    serializer.serialize_str(&digits)
}

pub(super) fn phase<S: Serializer>(phase: &Phase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(phase.name())
}

pub(super) fn class<S: Serializer>(class: &CrrClass, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(class.name())
}
