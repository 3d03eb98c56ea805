//! In which capacities a signer stands towards an asset or a collection.

use mpl_core::{
    accounts::{BaseAssetV1, BaseCollectionV1},
    types::{PluginAuthority, UpdateAuthority},
};
use solana_program::pubkey::Pubkey;

pub struct Standing<'a> {
    key: &'a Pubkey,
    pub is_owner: bool,
    /// Update authority of the asset itself, or of the collection it belongs to.
    pub is_update_authority: bool,
}

impl<'a> Standing<'a> {
    /// An asset in a collection answers to the update authority of `collection`.
    pub fn towards_asset(
        key: &'a Pubkey,
        asset: &BaseAssetV1,
        collection: Option<&BaseCollectionV1>,
    ) -> Self {
        let is_update_authority = match collection {
            Some(collection) => key == &collection.update_authority,
            None => asset.update_authority == UpdateAuthority::Address(*key),
        };
        Self { key, is_owner: key == &asset.owner, is_update_authority }
    }

    /// A collection has no owner of its own: its update authority is both.
    pub fn towards_collection(key: &'a Pubkey, collection: &BaseCollectionV1) -> Self {
        let is_update_authority = key == &collection.update_authority;
        Self { key, is_owner: is_update_authority, is_update_authority }
    }

    pub fn holds(&self, authority: &PluginAuthority) -> bool {
        match authority {
            PluginAuthority::None => false,
            PluginAuthority::Owner => self.is_owner,
            PluginAuthority::UpdateAuthority => self.is_update_authority,
            PluginAuthority::Address { address } => self.key == address,
        }
    }
}
