use {
    crate::{
        error::Error,
        transport::{AccountHead, Transport},
    },
    solana_loader_v3_interface::state::UpgradeableLoaderState,
    solana_message::{AddressLookupTableAccount, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_sdk_ids::bpf_loader_upgradeable,
    std::collections::BTreeSet,
};

/// The runtime charges loaded account data by this many bytes.
pub const PAGE_BYTES: u64 = 32 * 1024;

/// What an account weighs above its data.
const ACCOUNT_BASE_BYTES: u64 = 64;

/// What a lookup table weighs, whatever its length.
const LOOKUP_TABLE_BYTES: u64 = 8_248;

/// Room for what another transaction may add to the accounts before this one lands: one instruction's largest growth.
const GROWTH_BYTES: u64 = 10_240;

/// The loaded-data limit to declare for `message`: its present [`loaded_bytes`] with some room, in whole pages.
///
/// # Errors
/// Whatever the engine answers when asked for the sizes.
pub async fn loaded_bytes_limit<T: Transport>(
    transport: &T,
    message: &VersionedMessage,
    tables: &[AddressLookupTableAccount],
) -> Result<u32, Error> {
    Ok(in_pages(loaded_bytes(transport, message, tables).await?))
}

/// How many bytes the runtime would load for `message` now (SIMD-0186): each account with its overhead, the code of each
/// upgradeable program among them, and each lookup table.
///
/// # Errors
/// Whatever the engine answers when asked for the sizes.
pub async fn loaded_bytes<T: Transport>(
    transport: &T,
    message: &VersionedMessage,
    tables: &[AddressLookupTableAccount],
) -> Result<u64, Error> {
    let addresses = account_keys(message, tables);
    let heads = transport.account_heads(&addresses).await?;
    let code: BTreeSet<Pubkey> = heads
        .iter()
        .flatten()
        .filter_map(programdata)
        .filter(|programdata| !addresses.contains(programdata))
        .collect();
    let code: Vec<Pubkey> = code.into_iter().collect();
    let code_heads = if code.is_empty() { Vec::new() } else { transport.account_heads(&code).await? };

    let lookups = message.address_table_lookups().map_or(0, <[_]>::len) as u64;
    let accounts = heads.iter().chain(&code_heads).map(|head| {
        // An account that does not exist yet may do so when the transaction runs.
        head.as_ref().map_or(0, |head| head.len).saturating_add(ACCOUNT_BASE_BYTES)
    });
    Ok(accounts.fold(lookups.saturating_mul(LOOKUP_TABLE_BYTES), u64::saturating_add))
}

fn in_pages(bytes: u64) -> u32 {
    let pages = bytes.saturating_add(GROWTH_BYTES).div_ceil(PAGE_BYTES);
    u32::try_from(pages.saturating_mul(PAGE_BYTES)).unwrap_or(u32::MAX)
}

/// Every account that `message` names, directly or through `tables`, in the order of the runtime's indices.
pub fn account_keys(message: &VersionedMessage, tables: &[AddressLookupTableAccount]) -> Vec<Pubkey> {
    let lookups = message.address_table_lookups().unwrap_or_default();
    let resolve = |table: &Pubkey, indexes: &[u8]| -> Vec<Pubkey> {
        let table = tables.iter().find(|known| known.key == *table);
        indexes.iter().filter_map(|index| table?.addresses.get(usize::from(*index)).copied()).collect()
    };
    let mut keys = message.static_account_keys().to_vec();
    keys.extend(lookups.iter().flat_map(|lookup| resolve(&lookup.account_key, &lookup.writable_indexes)));
    keys.extend(lookups.iter().flat_map(|lookup| resolve(&lookup.account_key, &lookup.readonly_indexes)));
    keys
}

/// Where an upgradeable program keeps its code; `None` for any other account.
fn programdata(head: &AccountHead) -> Option<Pubkey> {
    if head.owner != bpf_loader_upgradeable::ID {
        return None;
    }
    match wincode::deserialize(&head.bytes) {
        Ok(UpgradeableLoaderState::Program { programdata_address }) => Some(programdata_address),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_whole_pages_with_room_to_grow() {
        assert_eq!(in_pages(0), 32_768);
        assert_eq!(in_pages(22_528), 32_768, "exactly one page with the room");
        assert_eq!(in_pages(22_529), 65_536);
        assert_eq!(in_pages(u64::MAX), u32::MAX);
    }
}
