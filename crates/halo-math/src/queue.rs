//! The share queue: how deposits, withdrawals and claims convert between underlying and shares.

use crate::mul_div::{mul_div, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// Totals of one queue. Stored, never read from a token account, so a donation changes neither field.
///
/// Invariant kept by every method: `shares == 0` exactly when `underlying == 0`. In a queue where nothing is
/// earned or lost, `shares == underlying` holds too (see [`QueueTotals::check_one_to_one`]).
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct QueueTotals {
    /// Shares held by all depositors together.
    pub shares: u64,
    /// Base units owed to all depositors together.
    pub underlying: u64,
}

/// Why a queue refuses an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QueueError {
    #[error("expected an amount above 0, got 0")]
    ZeroAmount,
    #[error("expected a number of shares above 0, got 0")]
    ZeroShares,
    #[error("a deposit of {amount} buys 0 of {shares} shares over {underlying} underlying; expected at least one share")]
    DepositTooSmall { amount: u64, shares: u64, underlying: u64 },
    #[error("expected an empty queue to hold no underlying, it records {underlying}")]
    UnderlyingWithoutShares { underlying: u64 },
    #[error("deposits are blocked: {shares} shares have no underlying left, so a share has no price")]
    SharesWithoutUnderlying { shares: u64 },
    #[error("expected at most the queue's {total} shares, got {shares}")]
    ExceedsTotalShares { shares: u64, total: u64 },
    #[error("expected at most the queue's {total} underlying, got {amount}")]
    ExceedsTotalUnderlying { amount: u64, total: u64 },
    #[error("a claim of {amount} burns {needed} shares, the depositor owns {owned}")]
    InsufficientShares { amount: u64, needed: u64, owned: u64 },
    #[error("a claim of {amount} burns the last share and would strand {stranded}; expected a claim of everything")]
    StrandsUnderlying { amount: u64, stranded: u64 },
    #[error("expected as many shares as underlying, got {shares} shares over {underlying} underlying")]
    NotOneToOne { shares: u64, underlying: u64 },
    #[error("expected totals that fit 64 bits after adding {amount} to {total}")]
    TotalOverflow { amount: u64, total: u64 },
    #[error(transparent)]
    Math(#[from] MathError),
}

impl QueueTotals {
    /// Adds `amount` base units; returns the shares to mint.
    ///
    /// `floor(amount * shares / underlying)`, or `amount` if empty. Rounds down: favours the others.
    pub fn deposit(&mut self, amount: u64) -> Result<u64, QueueError> {
        let minted = self.shares_for_deposit(amount)?;
        let shares = add(self.shares, minted)?;
        let underlying = add(self.underlying, amount)?;
        *self = Self { shares, underlying };
        Ok(minted)
    }

    /// Removes `shares`; returns the base units to pay.
    ///
    /// [`QueueTotals::underlying_of`] of `shares`. Rounds down: favours those who stay; the last to leave
    /// takes everything. A fraction worth less than one base unit pays 0: leaving is never refused.
    pub fn withdraw(&mut self, shares: u64) -> Result<u64, QueueError> {
        if shares == 0 {
            return Err(QueueError::ZeroShares);
        }
        let paid = self.underlying_of(shares)?;
        *self = Self {
            shares: self.shares.saturating_sub(shares),
            underlying: self.underlying.saturating_sub(paid),
        };
        Ok(paid)
    }

    /// Takes `amount` base units from a depositor who owns `owned_shares`; returns the shares to burn.
    ///
    /// `ceil(amount * shares / underlying)`. Rounds up: favours the other depositors. The most that can be
    /// claimed from a depositor is therefore `underlying_of(owned_shares)`. A claim that burns the last share
    /// takes everything or fails: underlying without an owner must not exist.
    pub fn claim(&mut self, amount: u64, owned_shares: u64) -> Result<u64, QueueError> {
        if amount == 0 {
            return Err(QueueError::ZeroAmount);
        }
        if owned_shares > self.shares {
            return Err(QueueError::ExceedsTotalShares { shares: owned_shares, total: self.shares });
        }
        if amount > self.underlying {
            return Err(QueueError::ExceedsTotalUnderlying { amount, total: self.underlying });
        }
        if self.shares == 0 {
            return Err(QueueError::UnderlyingWithoutShares { underlying: self.underlying });
        }
        // amount <= underlying, so burned <= self.shares and the subtractions below cannot saturate.
        let burned = mul_div(amount, self.shares, self.underlying, Rounding::Up)?;
        if burned > owned_shares {
            return Err(QueueError::InsufficientShares { amount, needed: burned, owned: owned_shares });
        }
        let shares = self.shares.saturating_sub(burned);
        let underlying = self.underlying.saturating_sub(amount);
        if shares == 0 && underlying > 0 {
            return Err(QueueError::StrandsUnderlying { amount, stranded: underlying });
        }
        *self = Self { shares, underlying };
        Ok(burned)
    }

    /// Base units that `shares` are worth now: `floor(shares * underlying / total shares)`, everything for
    /// all shares. Rounds down.
    pub fn underlying_of(&self, shares: u64) -> Result<u64, QueueError> {
        if shares > self.shares {
            return Err(QueueError::ExceedsTotalShares { shares, total: self.shares });
        }
        if shares == self.shares {
            return Ok(self.underlying);
        }
        // shares < self.shares here, so the divisor is above 0.
        Ok(mul_div(shares, self.underlying, self.shares, Rounding::Down)?)
    }

    /// The invariant of a queue in which nothing is earned or lost: one share is one base unit, always.
    pub fn check_one_to_one(&self) -> Result<(), QueueError> {
        if self.shares == self.underlying {
            Ok(())
        } else {
            Err(QueueError::NotOneToOne { shares: self.shares, underlying: self.underlying })
        }
    }

    /// Shares that a deposit of `amount` buys; rounds down and never to 0.
    fn shares_for_deposit(&self, amount: u64) -> Result<u64, QueueError> {
        if amount == 0 {
            return Err(QueueError::ZeroAmount);
        }
        match (self.shares, self.underlying) {
            (0, 0) => Ok(amount),
            (0, underlying) => Err(QueueError::UnderlyingWithoutShares { underlying }),
            (shares, 0) => Err(QueueError::SharesWithoutUnderlying { shares }),
            (shares, underlying) => match mul_div(amount, shares, underlying, Rounding::Down)? {
                0 => Err(QueueError::DepositTooSmall { amount, shares, underlying }),
                minted => Ok(minted),
            },
        }
    }
}

/// `total + amount`, exact.
fn add(total: u64, amount: u64) -> Result<u64, QueueError> {
    total.checked_add(amount).ok_or(QueueError::TotalOverflow { amount, total })
}
