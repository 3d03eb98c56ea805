//! Accounts read and written in place with one check each: in what is called most, a loader's three and the rewriting of
//! the type at the end are a tenth of the cost.

use crate::error::AmmError;
use anchor_lang::prelude::*;
use bytemuck::Pod;
use core::cell::{Ref, RefMut};

/// Content of an account of this program, of type `T`, for writing; whatever else it is gives `refusal`.
pub fn write<'a, T: Pod + Discriminator>(
    account: &'a AccountInfo,
    refusal: AmmError,
) -> Result<RefMut<'a, T>> {
    require_keys_eq!(*account.owner, crate::ID, refusal);
    let data = account.try_borrow_mut_data()?;
    check::<T>(&data, refusal)?;
    let (from, to) = range::<T>();
    Ok(RefMut::map(data, |data| bytemuck::from_bytes_mut(&mut data[from..to])))
}

/// The same for reading.
pub fn read<'a, T: Pod + Discriminator>(account: &'a AccountInfo, refusal: AmmError) -> Result<Ref<'a, T>> {
    require_keys_eq!(*account.owner, crate::ID, refusal);
    let data = account.try_borrow_data()?;
    check::<T>(&data, refusal)?;
    let (from, to) = range::<T>();
    Ok(Ref::map(data, |data| bytemuck::from_bytes(&data[from..to])))
}

fn check<T: Pod + Discriminator>(data: &[u8], refusal: AmmError) -> Result<()> {
    let typed = data.len() >= range::<T>().1 && data.starts_with(T::DISCRIMINATOR);
    if !typed {
        return Err(refusal.into());
    }
    Ok(())
}

/// Where the content is, after the type.
const fn range<T: Discriminator>() -> (usize, usize) {
    let from = T::DISCRIMINATOR.len();
    (from, from.saturating_add(core::mem::size_of::<T>()))
}
