//! Accounts that come into being with their first use: a generation with its first member, a position with its first
//! entry. Their handlers work on a copy, since an attribute cannot say what is in an account that is not there yet.

use anchor_lang::{prelude::*, Owner, ZeroCopy};
use halo_common::account::Create;

/// What is in the account; nothing while it is not one of this program's. The caller checks what it names: that costs a
/// comparison, where searching for its address costs 1 500 units a try.
pub fn read<T: ZeroCopy + Owner + AccountDeserialize>(account: &AccountInfo) -> Result<Option<T>> {
    if *account.owner != crate::ID {
        return Ok(None);
    }
    T::try_deserialize(&mut &account.try_borrow_data()?[..]).map(Some)
}

/// An account to create, at the address that its seeds give.
pub struct Fresh<'a, 'info> {
    pub payer: &'a AccountInfo<'info>,
    pub account: &'a AccountInfo<'info>,
    pub system_program: &'a AccountInfo<'info>,
    pub seeds: [&'a [u8]; 3],
}

impl Fresh<'_, '_> {
    /// Creates it for a `T`, empty; returns its canonical bump. Refuses every other address.
    pub fn create<T: Discriminator>(&self) -> Result<u8> {
        let (address, bump) = Pubkey::find_program_address(&self.seeds, &crate::ID);
        require_keys_eq!(*self.account.key, address, ErrorCode::ConstraintSeeds);
        let [kind, queue, key] = self.seeds;
        Create {
            payer: self.payer,
            account: self.account,
            system_program: self.system_program,
            owner: &crate::ID,
            seeds: &[kind, queue, key, &[bump]],
        }
        .zeroed(space::<T>())?;
        self.account.try_borrow_mut_data()?[..T::DISCRIMINATOR.len()].copy_from_slice(T::DISCRIMINATOR);
        Ok(bump)
    }
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
