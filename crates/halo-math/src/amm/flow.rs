//! How much was traded lately, so that a large trade in small pieces costs what it costs at once.

use super::AmmError;
use crate::mul_div::{mul_div, Rounding};
use crate::rate_limit::DAY_SECONDS;
use borsh::{BorshDeserialize, BorshSerialize};

/// What was traded in one direction and is not forgotten yet, base units of USDS at NAV.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Flow {
    /// As of `updated_at`.
    pub amount: u64,
    /// Never moves backwards.
    pub updated_at: i64,
}

/// The two directions of a pool. A trade in one does not make up for those in the other: that would make a trade there
/// and back cheaper than its way there.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Flows {
    /// What traders sold to the pool.
    pub sells: Flow,
    /// What traders bought from the pool.
    pub buys: Flow,
}

impl Flow {
    /// What is not forgotten at `now` if `recovery` a day is: `amount - floor(recovery * seconds / 86 400)`, at
    /// least 0.
    pub fn at(&self, recovery: u64, now: i64) -> u64 {
        let seconds = u64::try_from(now.saturating_sub(self.updated_at)).unwrap_or(0);
        if self.amount == 0 || seconds == 0 {
            return self.amount;
        }
        // What does not fit is more than there is to forget.
        let forgotten = mul_div(recovery, seconds, DAY_SECONDS, Rounding::Down).unwrap_or(u64::MAX);
        self.amount.saturating_sub(forgotten)
    }

    /// Adds a trade of `value` at `now`.
    pub(super) fn add(&mut self, value: u64, recovery: u64, now: i64) -> Result<(), AmmError> {
        let total = self.at(recovery, now);
        let amount = total.checked_add(value).ok_or(AmmError::TotalOverflow { amount: value, total })?;
        *self = Self { amount, updated_at: self.updated_at.max(now) };
        Ok(())
    }
}
