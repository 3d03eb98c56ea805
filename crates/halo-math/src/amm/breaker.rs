//! What halts a pool until somebody lifts it.

use super::{AmmError, Trade};
use borsh::{BorshDeserialize, BorshSerialize};

/// The pool takes no more of the asset: nobody sells to it.
pub const POOL_BUYS: u64 = 1;

/// The pool gives no more of the asset: nobody buys from it.
pub const POOL_SELLS: u64 = 2;

/// Both of them.
pub const BOTH_SIDES: u64 = POOL_BUYS | POOL_SELLS;

/// A redemption that is overdue: the pool goes on selling what it has, and collects no more.
pub const OVERDUE_LATCHES: u64 = POOL_BUYS;

/// A vault that holds less than is recorded.
pub const CUSTODY_LATCHES: u64 = BOTH_SIDES;

/// The latch of a pool. A transaction that fails cannot write it, so tripping it is an operation of its own, open to
/// anybody; what trips it says which sides. Deposits, withdrawals and redemptions do not ask it.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Breaker {
    /// [`POOL_BUYS`], [`POOL_SELLS`], both or neither.
    pub latched: u64,
}

impl Breaker {
    /// Latches `sides`; returns those that were not latched yet.
    pub fn trip(&mut self, sides: u64) -> u64 {
        let fresh = sides & BOTH_SIDES & !self.latched;
        self.latched |= fresh;
        fresh
    }

    /// Lifts `sides`; returns those that were latched.
    pub fn lift(&mut self, sides: u64) -> u64 {
        let lifted = sides & self.latched;
        self.latched &= !sides;
        lifted
    }

    /// Refuses a trade on a side that is latched.
    pub fn check(&self, trade: &Trade) -> Result<(), AmmError> {
        match trade.is_sell() {
            true if self.latched & POOL_BUYS != 0 => Err(AmmError::BuysHalted),
            false if self.latched & POOL_SELLS != 0 => Err(AmmError::SalesHalted),
            _ => Ok(()),
        }
    }
}
