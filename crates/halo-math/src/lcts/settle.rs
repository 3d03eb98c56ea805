//! Settlement: what is converted of a locked generation, and how its members share what comes of it.

use super::credit::add;
use super::generation::REWARD_SCALE;
use super::wide::{u256_of, wide_words_of};
use super::{Generation, GenerationState, LctsError};
use crate::long_division::div_rem;
use ethnum::U256;

/// A settlement converts everything or leaves at least this many base units, so that conversions of nearly
/// everything do not dilute a generation out of use: no later member pays for the leftovers of earlier ones.
pub const MIN_RESIDUAL: u64 = 1_000_000;

/// Half of the digits of [`REWARD_SCALE`], which is its square.
const HALF_SCALE: u128 = 1_000_000_000_000_000_000;

const _: () = assert!(matches!(HALF_SCALE.checked_mul(HALF_SCALE), Some(REWARD_SCALE)));

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
        let (shares, carry) = (self.shares(), u256_of(self.carry));
        let overflow = LctsError::IndexOverflow { minted, shares };
        let narrow = u64::try_from(shares).ok().zip(u128::try_from(carry).ok());
        let part = narrow.and_then(|(shares, carry)| part_of_few(minted, carry, shares));
        let (step, carry) = part.or_else(|| part_of_any(minted, carry, shares)).ok_or(overflow)?;
        let index = u256_of(self.reward_per_share).checked_add(step).ok_or(overflow)?;
        Ok(Self {
            reward_per_share: wide_words_of(index),
            carry: wide_words_of(carry),
            rewards_owed: add(self.rewards_owed, minted)?,
            ..*self
        })
    }
}

/// `minted * 10^36 + carry` divided by `shares`, and what is left.
fn part_of_any(minted: u64, carry: U256, shares: u128) -> Option<(U256, U256)> {
    let divisor = U256::new(shares);
    // A product of 64 and 120 bits is below 2^184.
    let scaled = U256::from(minted).wrapping_mul(U256::new(REWARD_SCALE)).checked_add(carry)?;
    let step = scaled.checked_div(divisor)?;
    // step * shares <= scaled, so neither operation wraps; cheaper than a second division.
    Some((step, scaled.wrapping_sub(step.wrapping_mul(divisor))))
}

/// The same where narrow numbers are enough, the usual case: on chain a division of 256 bits is the dearest part of a
/// settlement. Scales in two halves: with `a = minted * 10^18`, it is `a div s * 10^18` and what
/// `(a mod s) * 10^18 + carry` comes to.
fn part_of_few(minted: u64, carry: u128, shares: u64) -> Option<(U256, U256)> {
    // Products of 64 and 60 bits are below 2^128.
    let (high, rest) = div_rem(u128::from(minted).wrapping_mul(HALF_SCALE), shares)?;
    let scaled = u128::from(rest).wrapping_mul(HALF_SCALE).checked_add(carry)?;
    let (low, rest) = div_rem(scaled, shares)?;
    let step = high.checked_mul(HALF_SCALE)?.checked_add(low)?;
    Some((U256::new(step), U256::from(rest)))
}
