//! Who gets what of the proceeds. Pure rules: `supply` is the number of fractions in existence, staked and free.
//!
//! A fraction is worth the same however it is kept. What it has earned since the NFAT was wrapped is counted by one
//! index over all fractions:
//! * a free fraction carries it along: the free fractions together own the [pot](Wrapped::pot), and burning some
//!   takes their part of it;
//! * a staked one is paid it at any time: `taken` is what a stake has taken out already;
//! * who takes fractions out of a stake puts back what the stake took out for them, because free they carry it again.
//!
//! So staking and unstaking change nobody's claim, not even around a payment, and no fraction has to be staked to get
//! its part.

use crate::{
    error::WrapperError,
    state::{Stake, Wrapped, WrapperState},
};
use halo_math::{mul_div, mul_div_u128, RewardIndex, Rounding, INDEX_SCALE};

type Outcome<T> = core::result::Result<T, WrapperError>;

fn add(a: u64, b: u64) -> Outcome<u64> {
    a.checked_add(b).ok_or(WrapperError::Overflow)
}

fn subtract(a: u64, b: u64) -> Outcome<u64> {
    a.checked_sub(b).ok_or(WrapperError::Overflow)
}

impl Wrapped {
    /// Base units that the vault must hold: `collected + returned - paid`.
    pub fn cash(&self) -> Outcome<u64> {
        subtract(add(self.collected, self.returned)?, self.paid)
    }

    /// What `fractions` have earned since the NFAT was wrapped, base units; rounded down.
    pub fn earned(&self, fractions: u64) -> u64 {
        self.index().owed(fractions, 0)
    }

    /// Of the cash, what is kept for staked fractions: what they have earned and not taken out, **rounded up**. Rounded down
    /// it would cover all stakes as they are, and a base unit less once the next payment fills what was cut off.
    pub fn owed_to_stakers(&self) -> Outcome<u64> {
        let earned = mul_div_u128(self.staked.into(), self.index, INDEX_SCALE, Rounding::Up)?;
        subtract(u64::try_from(earned).map_err(|_| WrapperError::Overflow)?, self.taken)
    }

    /// Of the cash, what the free fractions own together: everything that is not the stakers'.
    pub fn pot(&self) -> Outcome<u64> {
        subtract(self.cash()?, self.owed_to_stakers()?)
    }

    /// Fractions that are nobody's stake.
    pub fn free(&self, supply: u64) -> Outcome<u64> {
        subtract(supply, self.staked)
    }

    /// What a stake could take out now, base units.
    pub fn due(&self, stake: &Stake) -> u64 {
        self.earned(stake.amount).saturating_sub(stake.taken)
    }

    /// Takes in `amount`: every fraction earns the same. With no fraction left it is in the cash and nobody's.
    pub fn receive(&mut self, amount: u64, supply: u64) -> Outcome<()> {
        let collected = add(self.collected, amount)?;
        if supply > 0 {
            let mut index = self.index();
            index.distribute(amount, supply)?;
            self.set_index(index);
        }
        self.collected = collected;
        Ok(())
    }

    /// Begins with all fractions free and nothing earned.
    pub fn begin(&mut self, supply: u64) {
        self.set_index(RewardIndex::default());
        self.original_supply = supply;
        self.state = WrapperState::Wrapped;
    }

    /// Adds free fractions to a stake. They bring what they carry: the stake may take it out.
    pub fn stake(&mut self, stake: &mut Stake, amount: u64) -> Outcome<()> {
        let (staked, total) = (add(stake.amount, amount)?, add(self.staked, amount)?);
        (stake.amount, self.staked) = (staked, total);
        Ok(())
    }

    /// What must be put back to take `amount` fractions out of a stake: what the stake has taken out beyond what the
    /// fractions left in it have earned. Nothing when they are all that there are, since nobody else has a claim.
    pub fn payback(&self, stake: &Stake, amount: u64, supply: u64) -> Outcome<u64> {
        let left = stake.amount.checked_sub(amount).ok_or(WrapperError::TooFewFractions)?;
        if amount == supply {
            return Ok(0);
        }
        Ok(stake.taken.saturating_sub(self.earned(left)))
    }

    /// Takes `amount` fractions out of a stake; returns what must be put back. When one owner has all fractions and frees
    /// them, they carry the cash that is left, in equal parts.
    pub fn unstake(&mut self, stake: &mut Stake, amount: u64, supply: u64) -> Outcome<u64> {
        let payback = self.payback(stake, amount, supply)?;
        let returned = add(self.returned, payback)?;
        let staked = subtract(self.staked, amount)?;
        let (left, all) = (subtract(stake.amount, amount)?, amount == supply);
        let given_back = if all { stake.taken } else { payback };
        let (own, taken) = (subtract(stake.taken, given_back)?, subtract(self.taken, given_back)?);
        if all {
            let mut index = RewardIndex::default();
            index.distribute(self.cash()?, supply)?;
            self.set_index(index);
        }
        (stake.amount, stake.taken) = (left, own);
        (self.returned, self.staked, self.taken) = (returned, staked, taken);
        Ok(payback)
    }

    /// Takes out what a stake has earned; returns it.
    pub fn claim(&mut self, stake: &mut Stake) -> Outcome<u64> {
        let due = self.due(stake);
        if due == 0 {
            return Err(WrapperError::NothingEarned);
        }
        let (paid, taken) = (add(self.paid, due)?, add(self.taken, due)?);
        stake.taken = add(stake.taken, due)?;
        (self.paid, self.taken) = (paid, taken);
        Ok(due)
    }

    /// Ends a stake after the last payment, its fractions being burnt; returns what it gets. Who has all fractions that
    /// are left gets all cash that is left.
    pub fn settle(&mut self, stake: &mut Stake, supply: u64) -> Outcome<u64> {
        let due = if stake.amount == supply { self.cash()? } else { self.due(stake) };
        let paid = add(self.paid, due)?;
        let (staked, taken) = (subtract(self.staked, stake.amount)?, subtract(self.taken, stake.taken)?);
        (stake.amount, stake.taken) = (0, 0);
        (self.paid, self.staked, self.taken) = (paid, staked, taken);
        Ok(due)
    }

    /// What burning `amount` free fractions pays: `floor(amount * pot / free fractions)`. The last of them get all
    /// of the pot.
    pub fn worth(&self, amount: u64, supply: u64) -> Outcome<u64> {
        let free = self.free(supply)?;
        if amount > free {
            return Err(WrapperError::TooFewFractions);
        }
        Ok(mul_div(amount, self.pot()?, free, Rounding::Down)?)
    }

    /// Burns `amount` free fractions; returns what they get. Before the end what arrives later is given up, and the
    /// last fractions are for [`Self::end`] alone, which gives the NFAT back.
    pub fn burn(&mut self, amount: u64, supply: u64, accept_forfeit: bool) -> Outcome<u64> {
        if amount == 0 {
            return Err(WrapperError::ZeroAmount);
        }
        if self.state == WrapperState::Wrapped {
            if !accept_forfeit {
                return Err(WrapperError::ForfeitNotAccepted);
            }
            if amount == supply {
                return Err(WrapperError::LastFractions);
            }
        }
        let payout = self.worth(amount, supply)?;
        self.paid = add(self.paid, payout)?;
        // What the index could not divide is in the pot, and a part of it is paid with it: it is not divided again.
        self.carry = 0;
        Ok(payout)
    }

    /// Ends the wrapping with all fractions burnt; returns the pot, which is all the cash there is.
    pub fn end(&mut self, supply: u64) -> Outcome<u64> {
        if supply == 0 {
            return Err(WrapperError::ZeroAmount);
        }
        if self.staked != 0 {
            return Err(WrapperError::StillStaked);
        }
        let payout = self.cash()?;
        self.paid = add(self.paid, payout)?;
        self.state = WrapperState::Open;
        Ok(payout)
    }
}
