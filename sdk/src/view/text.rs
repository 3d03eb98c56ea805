//! How views are written in JSON: addresses in base 58, hashes in hexadecimal, phases, classes and directions by their
//! names, and numbers beyond 64 bits as text.

use super::not_now::queue_name;
use halo_math::{CrrClass, GenerationState, Phase};
use lcts::state::Direction;
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

pub(super) fn direction<S: Serializer>(direction: &Direction, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(queue_name(*direction))
}

pub(super) fn generation_state<S: Serializer>(
    state: &GenerationState,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.name())
}

/// In digits: 128 bits are more than a number in JSON holds.
pub(super) fn number<S: Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}
