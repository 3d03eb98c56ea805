//! How rewards move from a generation to a position, to the last part of a base unit.

use super::generation::REWARD_SCALE;
use super::wide::{u128_of, u256_of, wide_words_of, words_of};
use super::{Generation, LctsError, Position};
use ethnum::U256;

impl Generation {
    /// Generation and position after the position is credited what it has earned and goes on with `shares`, which
    /// are above 0 and no fewer than it has.
    ///
    /// Rounds down. The fraction of a base unit stays with the position, as rewards a share that its new debt leaves
    /// out, so it does not matter how often somebody claims. What does not divide by the shares, below
    /// `shares / 10^36` of a base unit, goes to the fractions of those who left.
    pub(super) fn credited(&self, position: &Position, shares: u128) -> Result<(Self, Position), LctsError> {
        let (whole, fraction) = split(self.earned(position)?, self.rewards_owed)?;
        let kept = fraction.checked_div(shares).ok_or(LctsError::NoShares)?;
        // kept * shares <= fraction, so neither operation wraps.
        let crumbs = fraction.wrapping_sub(kept.wrapping_mul(shares));
        // kept <= earned / shares, by which the index is ahead of the old debt: the new one is no lower.
        let debt = u256_of(self.reward_per_share).wrapping_sub(U256::new(kept));
        let next = Position { shares: words_of(shares), debt: wide_words_of(debt), ..*position };
        let (mut generation, position) = self.handed_over(whole, next)?;
        generation.fractions = words_of(u128_of(self.fractions).saturating_add(crumbs));
        Ok((generation, position))
    }

    /// Generation and position after the position is credited what it has earned and leaves with all its shares.
    ///
    /// Its fraction of a base unit joins those of all who left before; whole units of them are credited and the rest
    /// waits for the next one. So each part is rounded to a neighbour: who has earned nothing is paid nothing. The
    /// last one to leave has the carry too: then the generation owes nothing.
    pub(super) fn without(&self, position: &Position) -> Result<(Self, Position), LctsError> {
        let free = Position { accrued: position.accrued, ..Position::default() };
        let earned = self.earned(position)?;
        // `earned` refuses more shares than there are.
        let shares = self.shares().wrapping_sub(position.shares());
        if earned == U256::ZERO && shares > 0 {
            return Ok((Self { shares: words_of(shares), ..*self }, free));
        }
        let mut pot = earned.saturating_add(U256::new(u128_of(self.fractions)));
        let mut carry = self.carry;
        if shares == 0 {
            pot = pot.saturating_add(u256_of(std::mem::take(&mut carry)));
        }
        let (whole, fraction) = split(pot, self.rewards_owed)?;
        let (generation, free) = self.handed_over(whole, free)?;
        let (shares, fractions) = (words_of(shares), words_of(fraction));
        Ok((Self { shares, carry, fractions, ..generation }, free))
    }

    /// What the position has earned since its last credit, times [`REWARD_SCALE`]:
    /// `shares * (reward_per_share - debt)`, exact.
    fn earned(&self, position: &Position) -> Result<U256, LctsError> {
        let (shares, total) = (position.shares(), self.shares());
        if shares == 0 {
            return Ok(U256::ZERO);
        }
        if shares > total {
            return Err(LctsError::ExceedsTotalShares { shares, total });
        }
        let since = u256_of(self.reward_per_share).checked_sub(u256_of(position.debt));
        let earned = since.ok_or(LctsError::DebtAhead)?.checked_mul(U256::new(shares));
        // Below 2^184, so the product cannot wrap.
        let most = U256::from(self.rewards_owed).wrapping_mul(U256::new(REWARD_SCALE));
        earned.filter(|earned| *earned <= most).ok_or(LctsError::ExceedsOwed { owed: self.rewards_owed })
    }

    /// Moves `credit` from what the generation owes to what the position has accrued.
    fn handed_over(&self, credit: u64, to: Position) -> Result<(Self, Position), LctsError> {
        let owed = self.rewards_owed;
        let rewards_owed = owed.checked_sub(credit).ok_or(LctsError::ExceedsOwed { owed })?;
        Ok((Self { rewards_owed, ..*self }, Position { accrued: add(to.accrued, credit)?, ..to }))
    }
}

/// `total + amount`, exact.
pub(super) fn add(total: u64, amount: u64) -> Result<u64, LctsError> {
    total.checked_add(amount).ok_or(LctsError::TotalOverflow { amount, total })
}

/// Whole base units of `scaled`, and the fraction times [`REWARD_SCALE`]. Refuses more than the `owed` that a
/// generation owes.
fn split(scaled: U256, owed: u64) -> Result<(u64, u128), LctsError> {
    let refused = LctsError::ExceedsOwed { owed };
    if scaled < U256::new(REWARD_SCALE) {
        return Ok((0, u128::try_from(scaled).map_err(|_| refused)?));
    }
    let whole = scaled.checked_div(U256::new(REWARD_SCALE)).ok_or(refused)?;
    let fraction = scaled.wrapping_sub(whole.wrapping_mul(U256::new(REWARD_SCALE)));
    match (u64::try_from(whole), u128::try_from(fraction)) {
        (Ok(whole), Ok(fraction)) if whole <= owed => Ok((whole, fraction)),
        _ => Err(refused),
    }
}
