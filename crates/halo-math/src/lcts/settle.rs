//! Settlement: what is converted of a locked generation, and how its members share what comes of it.

use super::credit::add;
use super::generation::REWARD_SCALE;
use super::wide::{u256_of, wide_words_of};
use super::{Generation, GenerationState, LctsError};
use ethnum::U256;

/// A settlement converts everything or leaves at least this many base units, so that conversions of nearly
/// everything do not dilute a generation out of use: no later member pays for the leftovers of earlier ones.
pub const MIN_RESIDUAL: u64 = 1_000_000;

/// What a settlement did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Underlying that left the generation, base units.
    pub converted: u64,
    /// Rewards that came for it, base units.
    pub minted: u64,
    /// Whether nothing is left to convert: the generation is over.
    pub finalized: bool,
}

impl Generation {
    /// Settles a locked generation: converts up to `capacity` base units and unlocks, or finalizes what is drained.
    ///
    /// `converted` is [`Generation::convertible`] of `capacity` and `minted` what `minted_for` says it brings. A
    /// conversion so small that it brings nothing is left out, so that nobody gives something for nothing and no
    /// dust holds up the settlement. Then `reward_per_share += floor((minted * 10^36 + carry) / shares)`, and `carry`
    /// becomes the rest: rounds down and loses nothing.
    pub fn settle(
        &mut self,
        capacity: u64,
        minted_for: impl FnOnce(u64) -> Result<u64, LctsError>,
    ) -> Result<Settlement, LctsError> {
        self.check_locked()?;
        let converted = self.convertible(capacity);
        let minted = if converted == 0 { 0 } else { minted_for(converted)? };
        if minted == 0 {
            self.unlock()?;
            return Ok(Settlement::default());
        }
        let mut next = self.rewarded(minted)?;
        // At most what there is.
        next.underlying = self.underlying.saturating_sub(converted);
        let finalized = next.underlying == 0;
        next.state = if finalized { GenerationState::Finalized } else { GenerationState::Active }.number();
        *self = next;
        Ok(Settlement { converted, minted, finalized })
    }

    /// What a settlement with `capacity` takes, base units: everything, or as much as leaves [`MIN_RESIDUAL`].
    pub fn convertible(&self, capacity: u64) -> u64 {
        if capacity >= self.underlying {
            self.underlying
        } else {
            capacity.min(self.underlying.saturating_sub(MIN_RESIDUAL))
        }
    }

    /// The generation with `minted` shared among its shares.
    fn rewarded(&self, minted: u64) -> Result<Self, LctsError> {
        let shares = self.shares();
        let overflow = LctsError::IndexOverflow { minted, shares };
        // A product of 64 and 120 bits is below 2^184.
        let scaled = U256::from(minted).wrapping_mul(U256::new(REWARD_SCALE));
        let scaled = scaled.checked_add(u256_of(self.carry)).ok_or(overflow)?;
        let step = scaled.checked_div(U256::new(shares)).ok_or(overflow)?;
        let index = u256_of(self.reward_per_share).checked_add(step).ok_or(overflow)?;
        // step * shares <= scaled, so neither operation wraps; cheaper than a second division.
        let carry = scaled.wrapping_sub(step.wrapping_mul(U256::new(shares)));
        Ok(Self {
            reward_per_share: wide_words_of(index),
            carry: wide_words_of(carry),
            rewards_owed: add(self.rewards_owed, minted)?,
            ..*self
        })
    }
}
