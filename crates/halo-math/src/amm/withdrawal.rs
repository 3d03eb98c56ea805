//! Withdrawals that wait for USDS.
//!
//! Shares that wait stay in the pool until they are paid, and are paid what they are worth then. They gain and lose
//! with all others: were their value fixed when they ask, whoever asks first would leave a loss to those who stay, and
//! everybody would have to ask first. They are paid one after the other in the order of their numbers, each operation
//! touching one of them, and into a reserve from which each collects: whose account is frozen keeps nobody waiting.

use super::capital::{Valuation, VIRTUAL_USDS};
use super::quote::add;
use super::{AmmError, Capital};
use crate::mul_div::{mul_div_u128, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// The numbers of a pool's withdrawals.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct WithdrawalQueue {
    /// The last number given out; the first one is 1.
    pub issued: u64,
    /// The last number that nothing is missing of. The next one is paid first.
    pub served: u64,
}

/// One withdrawal that waits, or whose USDS do.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Withdrawal {
    /// Its place.
    pub number: u64,
    /// Shares that still wait.
    pub shares: u64,
    /// USDS to collect, base units.
    pub payable: u64,
    /// When it was requested.
    pub requested_at: i64,
}

/// What was paid for shares that waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Shares that are gone.
    pub shares: u64,
    /// USDS that can be collected for them, base units.
    pub usds: u64,
    /// Whether nothing is missing and the next one has its turn.
    pub done: bool,
}

impl WithdrawalQueue {
    /// Puts `shares` at the end of the queue.
    pub fn request(&mut self, capital: &mut Capital, shares: u64, now: i64) -> Result<Withdrawal, AmmError> {
        if shares == 0 {
            return Err(AmmError::ZeroAmount);
        }
        // Those that wait are among all shares, so there are that many left.
        let free = capital.shares.saturating_sub(capital.queued);
        if shares > free {
            return Err(AmmError::NotEnoughShares { asked: shares, shares: free });
        }
        let number = add(self.issued, 1)?;
        (capital.queued, self.issued) = (capital.queued.saturating_add(shares), number);
        Ok(Withdrawal { number, shares, payable: 0, requested_at: now })
    }

    /// Pays the first withdrawal as much as there are free USDS for and `most` lets pass, at what its shares are worth now.
    ///
    /// More than passes at once is paid in parts: refused, it would keep all behind it waiting for ever.
    ///
    /// Shares that are worth less than a base unit together are paid nothing and are gone: they must not keep others
    /// waiting.
    pub fn fill(
        &mut self,
        capital: &mut Capital,
        withdrawal: &mut Withdrawal,
        valuation: &Valuation,
        most: u64,
    ) -> Result<Filled, AmmError> {
        let next = add(self.served, 1)?;
        if withdrawal.number != next {
            return Err(AmmError::NotNext { number: withdrawal.number, next });
        }
        let wanted = capital.worth(withdrawal.shares, valuation)?;
        let free = capital.usds.min(most);
        let (shares, usds) = match wanted <= free {
            true => (withdrawal.shares, wanted),
            false => capital.affordable(withdrawal.shares, free, valuation)?,
        };
        let left = withdrawal.shares.saturating_sub(shares);
        if left != 0 && usds == 0 {
            return Err(AmmError::NothingFree { free, wanted });
        }
        let reserved = add(capital.reserved, usds)?;
        let payable = add(withdrawal.payable, usds)?;
        // All three are at least what is taken off.
        capital.usds = capital.usds.saturating_sub(usds);
        capital.shares = capital.shares.saturating_sub(shares);
        capital.queued = capital.queued.saturating_sub(shares);
        capital.reserved = reserved;
        (withdrawal.shares, withdrawal.payable) = (left, payable);
        if left == 0 {
            self.served = next;
        }
        Ok(Filled { shares, usds, done: left == 0 })
    }

    /// Gives back the shares that wait. The number keeps its place, and is passed when its turn comes.
    pub fn cancel(&self, capital: &mut Capital, withdrawal: &mut Withdrawal) -> Result<u64, AmmError> {
        let shares = withdrawal.shares;
        if shares == 0 {
            return Err(AmmError::NothingWaits { number: withdrawal.number });
        }
        capital.queued = capital.queued.saturating_sub(shares);
        withdrawal.shares = 0;
        Ok(shares)
    }
}

impl Withdrawal {
    /// Collects what was paid; returns the USDS.
    pub fn claim(&mut self, capital: &mut Capital) -> Result<u64, AmmError> {
        let amount = self.payable;
        if amount == 0 {
            return Err(AmmError::ZeroAmount);
        }
        let short = AmmError::RecordsFallShort { amount, recorded: capital.reserved };
        capital.reserved = capital.reserved.checked_sub(amount).ok_or(short)?;
        self.payable = 0;
        Ok(amount)
    }

    /// Whether the queue has passed it and it can be forgotten.
    pub fn is_over(&self, queue: &WithdrawalQueue) -> bool {
        self.number <= queue.served && self.payable == 0
    }
}

impl Capital {
    /// As many of `shares` as `free` USDS pay for, and what they are worth: `floor(free * (all shares + 100) / (exit + 1))`
    /// shares. Rounds down twice: favours those who stay.
    fn affordable(&self, shares: u64, free: u64, valuation: &Valuation) -> Result<(u64, u64), AmmError> {
        let worth = u128::from(valuation.exit).saturating_add(VIRTUAL_USDS.into());
        let most = mul_div_u128(free.into(), self.all_shares(), worth, Rounding::Down)?;
        let some = u64::try_from(most).unwrap_or(shares).min(shares);
        Ok((some, self.worth(some, valuation)?))
    }
}
