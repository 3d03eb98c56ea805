//! Reading Metaplex Core assets. Only the fixed head of the account is read: key, owner, collection.

use crate::error::NfatError;
use anchor_lang::prelude::*;

/// `Key::Uninitialized` of Metaplex Core: all that a burn leaves.
const KEY_UNINITIALIZED: u8 = 0;
/// `Key::AssetV1` of Metaplex Core.
const KEY_ASSET: u8 = 1;
/// `UpdateAuthority::Collection` of Metaplex Core.
const AUTHORITY_COLLECTION: u8 = 2;

/// Owner of the asset now. Refuses a burnt asset, another program's account and another collection's asset.
///
/// Layout: `key (1) | owner (32) | update authority kind (1) | update authority (32) | ...`
pub fn owner_of(asset: &AccountInfo, collection: &Pubkey) -> core::result::Result<Pubkey, NfatError> {
    if *asset.owner != mpl_core::ID {
        return Err(NfatError::AssetUnreadable);
    }
    let data = asset.try_borrow_data().map_err(|_| NfatError::AssetUnreadable)?;
    let head = data.first_chunk::<66>().ok_or(NfatError::AssetUnreadable)?;
    let [key, rest @ ..] = head;
    let (owner, rest) = rest.split_at(32);
    let (kind, parent) = rest.split_at(1);
    if *key != KEY_ASSET {
        return Err(NfatError::AssetUnreadable);
    }
    if kind != [AUTHORITY_COLLECTION] || parent != collection.as_ref() {
        return Err(NfatError::WrongCollection);
    }
    Pubkey::try_from(owner).map_err(|_| NfatError::AssetUnreadable)
}

/// Whether there was an asset here that is burnt: Metaplex Core leaves one zero byte, and may take the lamports
/// under it later, which closes the account. Nobody else can create anything at an address of this program.
pub fn is_burnt(asset: &AccountInfo) -> core::result::Result<bool, NfatError> {
    let data = asset.try_borrow_data().map_err(|_| NfatError::AssetUnreadable)?;
    let tombstone = *asset.owner == mpl_core::ID && data.first().is_none_or(|key| *key == KEY_UNINITIALIZED);
    let gone = *asset.owner == anchor_lang::system_program::ID && data.is_empty();
    Ok(tombstone || gone)
}
