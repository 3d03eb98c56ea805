//! What of a position may leave, and when.

use super::{AmmError, TradeLimits, VIRTUAL_SHARES};

/// Seconds for which all of a position stays after each deposit into it: an hour.
///
/// Capital that could come and go at once would come for one price and leave at the next, or borrow itself for the time
/// of one transaction. An hour is longer than prices take to follow each other where a trader chooses among them, and
/// short for whoever brings capital to earn a spread.
pub const MIN_STAY_SECONDS: u64 = 3_600;

/// Shares of one owner that wait for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stake {
    pub shares: u64,
    /// When the last of them were bought.
    pub deposited_at: i64,
}

impl Stake {
    /// From when on it may leave.
    pub fn free_from(&self) -> i64 {
        self.deposited_at.saturating_add_unsigned(MIN_STAY_SECONDS)
    }

    /// Refuses to let `shares` leave: more than there are, before they have stayed, or fewer than one withdrawal takes.
    /// All that is left always goes.
    pub fn check_leaves(&self, shares: u64, trade: &TradeLimits, now: i64) -> Result<(), AmmError> {
        if shares == 0 {
            return Err(AmmError::ZeroAmount);
        }
        if shares > self.shares {
            return Err(AmmError::NotEnoughShares { asked: shares, shares: self.shares });
        }
        let free_from = self.free_from();
        if now < free_from {
            return Err(AmmError::StaysYet { until: free_from, now });
        }
        let least = trade.least_withdrawn();
        if shares < least && shares != self.shares {
            return Err(AmmError::WithdrawalTooSmall { shares, least });
        }
        Ok(())
    }
}

impl TradeLimits {
    /// Fewest shares of one withdrawal: what the smallest trade bought when the pool was new. Everybody behind waits for
    /// each withdrawal, so none is for dust; and none needs a price to be asked for.
    pub fn least_withdrawn(&self) -> u64 {
        self.min.saturating_mul(VIRTUAL_SHARES)
    }
}
