//! Accounts read and written in place with one check each: in what is called most, a loader's three and the rewriting of
//! the type at the end are a tenth of the cost.

use anchor_lang::{error::Error, prelude::*, Owner, ZeroCopy};
use core::cell::{Ref, RefMut};

/// Content of an account of type `T` for writing; whatever else it is gives `refusal`.
pub fn write<'a, T>(account: &'a AccountInfo, refusal: impl Into<Error>) -> Result<RefMut<'a, T>>
where
    T: ZeroCopy + Owner,
{
    if *account.owner != T::owner() {
        return Err(foreign::<T>(account, refusal.into()));
    }
    // An account that is passed twice is held already.
    let Ok(data) = account.try_borrow_mut_data() else {
        return Err(refusal.into());
    };
    if !is_typed::<T>(&data) {
        return Err(refusal.into());
    }
    let (from, to) = range::<T>();
    Ok(RefMut::map(data, |data| bytemuck::from_bytes_mut(&mut data[from..to])))
}

/// The same for reading.
pub fn read<'a, T>(account: &'a AccountInfo, refusal: impl Into<Error>) -> Result<Ref<'a, T>>
where
    T: ZeroCopy + Owner,
{
    if *account.owner != T::owner() {
        return Err(foreign::<T>(account, refusal.into()));
    }
    let Ok(data) = account.try_borrow_data() else {
        return Err(refusal.into());
    };
    if !is_typed::<T>(&data) {
        return Err(refusal.into());
    }
    let (from, to) = range::<T>();
    Ok(Ref::map(data, |data| bytemuck::from_bytes(&data[from..to])))
}

/// Names the program that owns the account, and the one that should.
#[cold]
fn foreign<T: Owner>(account: &AccountInfo, refusal: Error) -> Error {
    refusal.with_pubkeys((*account.owner, T::owner()))
}

fn is_typed<T: Discriminator>(data: &[u8]) -> bool {
    data.len() >= range::<T>().1 && data.starts_with(T::DISCRIMINATOR)
}

/// Where the content is, after the type.
const fn range<T: Discriminator>() -> (usize, usize) {
    let from = T::DISCRIMINATOR.len();
    (from, from.saturating_add(core::mem::size_of::<T>()))
}
