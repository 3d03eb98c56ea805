//! What shares may be worth at most, against what is on record for them.

use super::LctsError;
use crate::buybox::BPS_PER_UNIT;
use crate::mul_div::{mul_div, Rounding};

/// Days of a unit's yield cap by which its shares may be worth more than what is on record.
pub const UNPAID_YIELD_DAYS: u64 = 365;

/// What the shares over one holding are backed by, as far as the chain can tell. Base units of the underlying.
///
/// Yield is made off chain and comes home later, so shares are worth more than this from the first raise on. How much
/// more is bounded: a rate that only ever rises and never brings money home is not believed for longer than a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backing {
    /// In the holding, on record.
    pub holding: u64,
    /// Sent to endpoints and not come back, at what was sent; never below 0, so that a surplus that came home is not
    /// taken for what is sent out next.
    pub out: u64,
}

impl Backing {
    /// All that is on record; saturates.
    pub fn recorded(&self) -> u64 {
        self.holding.saturating_add(self.out)
    }

    /// Most that all shares may be worth after a raise, where the rate may rise by `cap_bps` a day:
    /// `floor(recorded * (10 000 + cap_bps * 365) / 10 000)`. Rounds down, against the raise; saturates.
    pub fn ceiling(&self, cap_bps: u16) -> u64 {
        let unpaid = u64::from(cap_bps).saturating_mul(UNPAID_YIELD_DAYS);
        let factor = BPS_PER_UNIT.saturating_add(unpaid);
        // The divisor is a constant above 0, so the one error is a result that does not fit.
        mul_div(self.recorded(), factor, BPS_PER_UNIT, Rounding::Down).unwrap_or(u64::MAX)
    }

    /// Refuses a raise after which all shares were worth `worth`.
    pub fn check_raise(&self, worth: u64, cap_bps: u16) -> Result<(), LctsError> {
        let ceiling = self.ceiling(cap_bps);
        if worth > ceiling {
            return Err(LctsError::Unbacked { worth, recorded: self.recorded(), ceiling });
        }
        Ok(())
    }

    /// After a loss that leaves all shares `worth` as much: what is out counts for no more than that asks for, so the
    /// loss cannot be raised away again. Cash is cash and stays.
    #[must_use]
    pub fn written_down(&self, worth: u64) -> Self {
        Self { out: self.out.min(worth.saturating_sub(self.holding)), ..*self }
    }
}
