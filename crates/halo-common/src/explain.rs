//! Program errors are codes; the sentence with the figures goes to the log before the code is returned.

use anchor_lang::prelude::*;

/// Turns a rule's refusal (`halo-math`, this crate) into the program's own error.
pub trait Explain<T, E> {
    /// On refusal logs what was expected and what came, then returns the program's error for it.
    fn explain<P>(self) -> Result<T>
    where
        P: From<E>,
        anchor_lang::error::Error: From<P>;
}

impl<T, E: core::fmt::Display> Explain<T, E> for core::result::Result<T, E> {
    fn explain<P>(self) -> Result<T>
    where
        P: From<E>,
        anchor_lang::error::Error: From<P>,
    {
        self.map_err(|refusal| {
            msg!("{}", refusal);
            anchor_lang::error::Error::from(P::from(refusal))
        })
    }
}
