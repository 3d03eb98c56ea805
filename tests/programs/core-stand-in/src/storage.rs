//! Typed reading and writing of account data.

use borsh::{BorshDeserialize, BorshSerialize};
use mpl_core::{accounts::BaseAssetV1, errors::MplCoreError, types::Key, SolanaAccount};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult, program_error::ProgramError};

/// The discriminator at `offset`. Core indexes here without asking for the length, so an empty account (a burnt
/// address that lost its lamports, an address never used) aborts the program instead of giving an error code.
fn byte_at(account: &AccountInfo, offset: usize) -> Result<u8, ProgramError> {
    Ok(account.try_borrow_data()?[offset])
}

/// What kind of account this claims to be.
pub fn key_of(account: &AccountInfo) -> Result<Key, ProgramError> {
    Key::try_from_slice(&[byte_at(account, 0)?]).map_err(|_| MplCoreError::DeserializationError.into())
}

/// Loads a `T` that starts at `offset` of an account of Core's.
pub fn load<T: SolanaAccount>(account: &AccountInfo, offset: usize) -> Result<T, ProgramError> {
    if byte_at(account, offset)? != T::key() as u8 {
        return Err(MplCoreError::DeserializationError.into());
    }
    if account.owner != &crate::ID {
        return Err(ProgramError::InvalidAccountOwner);
    }
    decode(account, offset)
}

/// Decodes whatever `T` lies at `offset`; bytes after it are not looked at.
pub fn decode<T: BorshDeserialize>(account: &AccountInfo, offset: usize) -> Result<T, ProgramError> {
    let data = account.try_borrow_data()?;
    T::deserialize(&mut &data[offset..]).map_err(|_| MplCoreError::DeserializationError.into())
}

/// Writes `value` at `offset`; bytes after it are left as they were.
pub fn save<T: BorshSerialize>(account: &AccountInfo, offset: usize, value: &T) -> ProgramResult {
    let mut data = account.try_borrow_mut_data()?;
    borsh::to_writer(&mut data[offset..], value).map_err(|_| MplCoreError::SerializationError.into())
}

/// Counts a change of an asset that was once compressed; others carry no sequence number.
pub fn bump_sequence(account: &AccountInfo, asset: &mut BaseAssetV1) -> ProgramResult {
    let Some(sequence) = asset.seq else {
        return Ok(());
    };
    asset.seq = Some(sequence.saturating_add(1));
    save(account, 0, asset)
}
