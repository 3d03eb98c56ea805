//! Accounts that come into being with their first use: a generation with its first member, a position with its first
//! entry. Their handlers work on a copy, since an attribute cannot say what is in an account that is not there yet.

use anchor_lang::{prelude::*, Owner, ZeroCopy};
use halo_common::account::Create;

/// What is in the account; `fresh` when there is none, and then it is created.
pub fn read_or_create<T: ZeroCopy + Owner + AccountDeserialize>(
    create: &Create,
    fresh: impl FnOnce() -> T,
) -> Result<T> {
    let account = create.account;
    if *account.owner == crate::ID {
        return T::try_deserialize(&mut &account.try_borrow_data()?[..]);
    }
    create.zeroed(space::<T>())?;
    account.try_borrow_mut_data()?[..T::DISCRIMINATOR.len()].copy_from_slice(T::DISCRIMINATOR);
    Ok(fresh())
}

/// Writes the record into its account.
pub fn write<T: ZeroCopy>(account: &AccountInfo, record: &T) -> Result<()> {
    let mut data = account.try_borrow_mut_data()?;
    let body = data.get_mut(T::DISCRIMINATOR.len()..).ok_or(ErrorCode::AccountDidNotSerialize)?;
    body.copy_from_slice(bytemuck::bytes_of(record));
    Ok(())
}

/// Bytes of the account, discriminator included.
const fn space<T: Discriminator>() -> usize {
    T::DISCRIMINATOR.len().saturating_add(core::mem::size_of::<T>())
}
