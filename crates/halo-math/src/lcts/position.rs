//! A position: one member's part of one generation, and what it was credited and not paid.

use super::wide::u128_of;
use super::{Generation, GenerationState, LctsError};
use borsh::{BorshDeserialize, BorshSerialize};

/// The one position of a user in a queue. All-zero: in no generation and owed nothing.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Position {
    /// Number of the generation that its shares belong to; 0 while it has none.
    pub generation: u64,
    /// Shares of that generation: 128 bits, lower word first.
    pub shares: [u64; 2],
    /// The generation's rewards a share that are credited already: 256 bits, lowest word first.
    pub debt: [u64; 4],
    /// Rewards credited and not paid, base units, of this generation and of earlier ones.
    pub accrued: u64,
}

impl Position {
    /// Credits what a finalized generation owes to `accrued` and leaves it; returns the credit. Nothing is
    /// transferred, so no missing or frozen token account can be in the way.
    ///
    /// Rounds to one of the two neighbours of the exact part: what earlier members left as fractions of a base unit
    /// is paid once it makes up a whole one, so the last member leaves nothing behind.
    pub fn settle_finalized(&mut self, finalized: &mut Generation) -> Result<u64, LctsError> {
        finalized.check_member(self)?;
        match finalized.state()? {
            GenerationState::Finalized => {}
            state => return Err(LctsError::NotFinalized { number: finalized.number, state }),
        }
        let (generation, free) = finalized.without(self)?;
        let credit = free.accrued.saturating_sub(self.accrued);
        (*self, *finalized) = (free, generation);
        Ok(credit)
    }

    /// Takes out what was credited; returns it, to be paid. Settled rewards are never held up: it works while the
    /// generation is locked as at any other time.
    pub fn take_accrued(&mut self) -> u64 {
        std::mem::take(&mut self.accrued)
    }

    /// Its shares.
    pub fn shares(&self) -> u128 {
        u128_of(self.shares)
    }

    /// Whether nothing is owed to it, so that its account can be closed.
    pub fn is_empty(&self) -> bool {
        self.shares() == 0 && self.accrued == 0
    }
}
