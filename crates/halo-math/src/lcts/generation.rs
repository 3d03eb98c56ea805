//! A generation: those who wait together and share every conversion in proportion.

use super::credit::add;
use super::wide::{u128_of, u256_of, words_of};
use super::{GenerationState, LctsError, Position};
use crate::mul_div::{mul_div_u128, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};
use ethnum::U256;

/// Rewards a share count base units in parts of this many.
pub const REWARD_SCALE: u128 = 1_000_000_000_000_000_000_000_000_000_000_000_000;

/// Of the scale of rewards a share, the part that the standard does not show: it shows 10^18.
const SHOWN_PER_SCALE: u128 = 1_000_000_000_000_000_000;

/// A generation with more shares than this for each base unit of underlying takes no entries. Its shares then never
/// exceed `2^32 * 2^64`, which the arithmetic relies on.
pub const MAX_DILUTION: u128 = 1 << 32;

/// One generation of a queue. Stored totals only: a donation to a vault changes no field.
///
/// Invariants kept by every method. Before it is finalized, `shares == 0` exactly when `underlying == 0`. Always, and
/// exactly: the sum over its positions of `shares * (reward_per_share - debt)`, plus `carry` and `fractions`, is
/// `rewards_owed * 10^36`. So no reward is lost, whoever claims when, and none is promised twice.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Generation {
    /// Which generation of its queue it is; 0 is none.
    pub number: u64,
    /// Shares of all its positions together: 128 bits, lower word first. Falls as members of a finalized generation
    /// are credited; at 0 nobody is left to credit.
    pub shares: [u64; 2],
    /// Base units that are not converted yet.
    pub underlying: u64,
    /// Rewards a share since the beginning, times [`REWARD_SCALE`]: 256 bits, lowest word first.
    pub reward_per_share: [u64; 4],
    /// Rewards times [`REWARD_SCALE`] that the last settlement could not divide; the next one does. Keeps its unit when
    /// the number of shares changes. 256 bits, lowest word first.
    pub carry: [u64; 4],
    /// Rewards times [`REWARD_SCALE`] that those who left had beyond whole base units; paid to later ones who leave.
    /// 128 bits, lower word first.
    pub fractions: [u64; 2],
    /// Rewards, in base units, that are converted and in no position's `accrued` yet.
    pub rewards_owed: u64,
    /// [`GenerationState`] as its number.
    pub state: u64,
}

/// What a member that leaves is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exit {
    /// Its part of what is not converted, base units.
    pub underlying: u64,
    /// Its rewards and what it had accrued before, base units.
    pub rewards: u64,
}

impl Generation {
    /// A dormant generation.
    pub fn new(number: u64) -> Self {
        Self { number, ..Self::default() }
    }

    /// Adds `amount` base units of a member, who then waits with all its shares here; returns the new shares.
    ///
    /// `floor(amount * shares / underlying)`, or `amount` if dormant. Rounds down: favours the others. What the
    /// position has earned so far is credited to `accrued`, never forfeited, and its fraction of a base unit goes
    /// on. Members of another generation settle that first: [`Position::settle_finalized`].
    pub fn enter(&mut self, position: &mut Position, amount: u64) -> Result<u128, LctsError> {
        match self.state()? {
            GenerationState::Dormant | GenerationState::Active => {}
            state => return Err(self.refusal(state)),
        }
        if position.shares() > 0 {
            self.check_member(position)?;
        }
        let minted = self.shares_for(amount)?;
        // Shares stay below 2^97 (see `MAX_DILUTION`), so neither sum saturates.
        let total = self.shares().saturating_add(minted);
        let (mut generation, mut member) =
            self.credited(position, position.shares().saturating_add(minted))?;
        generation.shares = words_of(total);
        generation.underlying = add(self.underlying, amount)?;
        generation.state = GenerationState::Active.number();
        member.generation = self.number;
        (*self, *position) = (generation, member);
        Ok(minted)
    }

    /// Takes the whole position out of an active generation; returns what to pay.
    ///
    /// Underlying as [`Generation::underlying_of`]: rounds down, and the last to exit takes everything and leaves
    /// the generation dormant. Rewards as [`Position::settle_finalized`] rounds them, and what had accrued.
    pub fn exit(&mut self, position: &mut Position) -> Result<Exit, LctsError> {
        self.check_member(position)?;
        match self.state()? {
            GenerationState::Active => {}
            state => return Err(self.refusal(state)),
        }
        let underlying = self.underlying_of(position.shares())?;
        let (mut generation, mut left) = self.without(position)?;
        // At most what there is.
        generation.underlying = self.underlying.saturating_sub(underlying);
        if generation.shares() == 0 {
            // Nobody refers to the old rewards a share any more.
            generation.reward_per_share = [0; 4];
            generation.state = GenerationState::Dormant.number();
        }
        let rewards = left.take_accrued();
        (*self, *position) = (generation, left);
        Ok(Exit { underlying, rewards })
    }

    /// Rewards to pay now: what the position has earned and what it had accrued before, rounded down; the fraction
    /// of a base unit stays with the position.
    ///
    /// While the generation is active the position goes on. A finalized one lets it go: it is then free for another
    /// generation. A position without shares is paid what it has accrued, whatever the generation does.
    pub fn claim(&mut self, position: &mut Position) -> Result<u64, LctsError> {
        if position.shares() == 0 {
            return Ok(position.take_accrued());
        }
        self.check_member(position)?;
        let (generation, mut member) = match self.state()? {
            GenerationState::Active => self.credited(position, position.shares())?,
            GenerationState::Finalized => self.without(position)?,
            state => return Err(self.refusal(state)),
        };
        let paid = member.take_accrued();
        (*self, *position) = (generation, member);
        Ok(paid)
    }

    /// Locks an active generation for settlement; whether there was one. A dormant generation stays as it is.
    pub fn lock(&mut self) -> Result<bool, LctsError> {
        match self.state()? {
            GenerationState::Dormant => Ok(false),
            GenerationState::Active => {
                self.state = GenerationState::Locked.number();
                Ok(true)
            }
            state => Err(self.refusal(state)),
        }
    }

    /// Unlocks a locked generation as it is, as a settlement without capacity does.
    pub fn unlock(&mut self) -> Result<(), LctsError> {
        self.check_locked()?;
        self.state = GenerationState::Active.number();
        Ok(())
    }

    /// Rewards that [`Generation::claim`] would add to what has accrued, base units, rounded down. Also while locked.
    pub fn pending(&self, position: &Position) -> Result<u64, LctsError> {
        if position.shares() == 0 {
            return Ok(0);
        }
        self.check_member(position)?;
        Ok(self.credited(position, position.shares())?.1.accrued.saturating_sub(position.accrued))
    }

    /// Base units not yet converted that `shares` own: `floor(shares * underlying / total shares)`, everything for
    /// all shares. Rounds down.
    pub fn underlying_of(&self, shares: u128) -> Result<u64, LctsError> {
        let total = self.shares();
        if shares > total {
            return Err(LctsError::ExceedsTotalShares { shares, total });
        }
        if shares == total {
            return Ok(self.underlying);
        }
        let part = mul_div_u128(shares, self.underlying.into(), total, Rounding::Down)?;
        // shares < total, so the part is below `underlying` and fits.
        Ok(u64::try_from(part).unwrap_or(self.underlying))
    }

    /// Whether everybody was credited and the generation can be forgotten.
    pub fn is_spent(&self) -> bool {
        self.state == GenerationState::Finalized.number() && self.shares() == 0 && self.rewards_owed == 0
    }

    /// The stored state.
    pub fn state(&self) -> Result<GenerationState, LctsError> {
        GenerationState::from_u64(self.state)
    }

    /// Shares of all positions.
    pub fn shares(&self) -> u128 {
        u128_of(self.shares)
    }

    /// Rewards a share times 10^18, as the standard shows them, rounded down; at most what 128 bits hold.
    pub fn reward_per_share_1e18(&self) -> u128 {
        let shown =
            u256_of(self.reward_per_share).checked_div(U256::new(SHOWN_PER_SCALE)).unwrap_or(U256::MAX);
        u128::try_from(shown).unwrap_or(u128::MAX)
    }

    /// Refuses a position without shares of this very generation.
    pub(super) fn check_member(&self, position: &Position) -> Result<(), LctsError> {
        if position.shares() == 0 {
            return Err(LctsError::NoShares);
        }
        if position.generation != self.number {
            return Err(LctsError::OtherGeneration { expected: self.number, got: position.generation });
        }
        Ok(())
    }

    /// Why `state` refuses what another one allows.
    fn refusal(&self, state: GenerationState) -> LctsError {
        let number = self.number;
        match state {
            GenerationState::Locked => LctsError::Locked { number },
            GenerationState::Finalized => LctsError::Finalized { number },
            GenerationState::Dormant | GenerationState::Active => LctsError::NotActive { number, state },
        }
    }

    pub(super) fn check_locked(&self) -> Result<(), LctsError> {
        match self.state()? {
            GenerationState::Locked => Ok(()),
            state => Err(LctsError::NotLocked { number: self.number, state }),
        }
    }

    /// Shares that `amount` buys; rounds down and never to 0.
    fn shares_for(&self, amount: u64) -> Result<u128, LctsError> {
        if amount == 0 {
            return Err(LctsError::ZeroAmount);
        }
        let (shares, underlying) = (self.shares(), self.underlying);
        if shares == 0 {
            return match underlying {
                0 => Ok(amount.into()),
                _ => Err(LctsError::UnderlyingWithoutShares { underlying }),
            };
        }
        // A product of 64 and 32 bits is below 2^96. Shares without underlying are refused as well.
        if shares > u128::from(underlying).wrapping_mul(MAX_DILUTION) {
            return Err(LctsError::GenerationTooDiluted { number: self.number, shares, underlying });
        }
        match mul_div_u128(amount.into(), shares, underlying.into(), Rounding::Down)? {
            0 => Err(LctsError::EntryTooSmall { amount, shares, underlying }),
            minted => Ok(minted),
        }
    }
}
