//! Income for fractions: one index says what a fraction has earned since the beginning.

use crate::long_division::div_rem;
use thiserror::Error;

/// The index counts base units in parts of this many.
pub const INDEX_SCALE: u128 = 1_000_000_000_000_000_000;

/// What one fraction has earned, summed over all distributions so far.
///
/// A holder stores the index up to which it was paid; its number of fractions must not change without paying it
/// first. The index only grows.
#[cfg_attr(feature = "idl-build", derive(anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize))]
#[cfg_attr(not(feature = "idl-build"), derive(borsh::BorshSerialize, borsh::BorshDeserialize))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RewardIndex {
    /// Base units a fraction, times [`INDEX_SCALE`].
    pub index: u128,
    /// Base units times [`INDEX_SCALE`] that the last distribution could not divide; the next one does. Keeps
    /// its unit when the number of fractions changes.
    pub carry: u128,
}

/// Why an amount cannot be distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RewardError {
    #[error("expected fractions to distribute {amount} among, there are none")]
    NoFractions { amount: u64 },
    #[error("expected an index that fits 128 bits after distributing {amount} among {fractions} fractions")]
    IndexOverflow { amount: u64, fractions: u64 },
}

impl RewardIndex {
    /// Distributes `amount` base units among `fractions`: `index += floor((amount * 10^18 + carry) / fractions)`,
    /// and `carry` becomes the rest. Rounds down; nothing is lost, the rest waits for the next distribution.
    pub fn distribute(&mut self, amount: u64, fractions: u64) -> Result<(), RewardError> {
        let overflow = RewardError::IndexOverflow { amount, fractions };
        // A product of 64 and 60 bits is below 2^124.
        let scaled = u128::from(amount).wrapping_mul(INDEX_SCALE).checked_add(self.carry).ok_or(overflow)?;
        let none = RewardError::NoFractions { amount };
        let (step, rest) = div_rem(scaled, fractions).ok_or(none)?;
        let index = self.index.checked_add(step).ok_or(overflow)?;
        *self = Self { index, carry: rest.into() };
        Ok(())
    }

    /// What `fractions` have earned since the index was `since`, base units:
    /// `floor(fractions * (index - since) / 10^18)`.
    ///
    /// Rounds down: what the holders of all fractions are owed never exceeds what was distributed. Nothing is
    /// owed for a `since` ahead of the index, and never more than 64 bits hold.
    pub fn owed(&self, fractions: u64, since: u128) -> u64 {
        let earned = self.index.saturating_sub(since);
        // A product that leaves 128 bits has a quotient above 2^68.
        let owed =
            u128::from(fractions).checked_mul(earned).and_then(|scaled| scaled.checked_div(INDEX_SCALE));
        owed.and_then(|owed| u64::try_from(owed).ok()).unwrap_or(u64::MAX)
    }
}
