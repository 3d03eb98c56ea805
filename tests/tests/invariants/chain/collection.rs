//! Collections of Metaplex Core: how many assets they count, and whether they are frozen.

use crate::model::queue::Halo;
use mpl_core::{
    accounts::{BaseCollectionV1, PluginHeaderV1, PluginRegistryV1},
    types::PluginType,
};

/// Bytes of a collection's own part: key, update authority, two strings with their lengths, two counters.
fn head(collection: &BaseCollectionV1) -> usize {
    1 + 32 + 4 + collection.name.len() + 4 + collection.uri.len() + 8
}

/// `base` with the counters and the freeze of `halo`.
pub fn stamped(base: &[u8], halo: &Halo) -> Option<Vec<u8>> {
    let head = head(&BaseCollectionV1::from_bytes(base).ok()?);
    let mut data = base.to_vec();
    data.get_mut(head - 8..head - 4)?.copy_from_slice(&halo.minted.to_le_bytes());
    data.get_mut(head - 4..head)?.copy_from_slice(&(halo.minted - halo.burnt).to_le_bytes());
    *data.get_mut(freeze(base)?)? = u8::from(halo.whitelist);
    Some(data)
}

/// Whether no asset of the collection with this data can be moved by its owner.
pub fn is_frozen(data: &[u8]) -> Option<bool> {
    data.get(freeze(data)?).map(|frozen| *frozen != 0)
}

/// Where the collection says whether it is frozen: behind the kind of the plugin.
fn freeze(data: &[u8]) -> Option<usize> {
    let head = head(&BaseCollectionV1::from_bytes(data).ok()?);
    let header = PluginHeaderV1::from_bytes(data.get(head..)?).ok()?;
    let registry = usize::try_from(header.plugin_registry_offset).ok()?;
    let registry = PluginRegistryV1::from_bytes(data.get(registry..)?).ok()?;
    let mut plugins = registry.registry.iter();
    let plugin = plugins.find(|plugin| plugin.plugin_type == PluginType::PermanentFreezeDelegate)?;
    usize::try_from(plugin.offset).ok()?.checked_add(1)
}
