//! What the issuer is redeeming.

use super::breaker::POOL_BUYS;
use super::limits::exceeds;
use super::pricing::Pricing;
use super::quote::add;
use super::{AmmError, Capital, Price};
use crate::mul_div::{mul_div, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// One request to the issuer, and what came of it.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Redemption {
    /// The asset that was sent, base units.
    pub amount: u64,
    /// USDS that should come for it, base units.
    pub expected: u64,
    /// The part of `amount` that nothing has come for yet.
    pub outstanding: u64,
    /// When it was requested.
    pub requested_at: i64,
    /// From then on it is overdue.
    pub due: i64,
    /// USDS that came, base units.
    pub returned: u64,
    /// 1 when nothing more is expected.
    pub closed: u64,
}

/// What a payment of the issuer did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// What it brought beyond what was expected, base units of USDS. It stays in the pool.
    pub gain: u64,
    /// Whether nothing more is expected.
    pub closed: bool,
}

/// What giving up on the rest did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// USDS that did not come, base units.
    pub shortfall: u64,
    /// Sides of the pool to latch, as [`super::Breaker`] counts them.
    pub latches: u64,
}

impl Redemption {
    /// Sends `amount` of the inventory to the issuer, who owes `expected` base units of USDS until `due`.
    ///
    /// What is expected is at most what the asset is worth at NAV, rounded up, for it counts in what the pool is worth; and
    /// at least [`Pricing::least_expected`]: whoever expected less of it could have a friend buy shares without it.
    pub fn start(
        capital: &mut Capital,
        pricing: &Pricing,
        price: Price,
        [amount, expected]: [u64; 2],
        now: i64,
        due: i64,
    ) -> Result<Self, AmmError> {
        if amount == 0 || expected == 0 {
            return Err(AmmError::ZeroAmount);
        }
        if due <= now {
            return Err(AmmError::DueInThePast { due, now });
        }
        let most = pricing.pair.value(amount, price, Rounding::Up)?;
        if expected > most {
            return Err(AmmError::ExpectedTooHigh { expected, most, amount });
        }
        let least = pricing.least_expected(amount, price)?;
        if expected < least {
            return Err(AmmError::ExpectedTooLow { expected, least, amount });
        }
        let short = AmmError::NotEnoughInventory { amount, inventory: capital.inventory };
        let next = Capital {
            inventory: capital.inventory.checked_sub(amount).ok_or(short)?,
            pending: add(capital.pending, amount)?,
            expected: add(capital.expected, expected)?,
            ..*capital
        };
        *capital = next;
        Ok(Self { amount, expected, outstanding: amount, requested_at: now, due, returned: 0, closed: 0 })
    }

    /// Books `brought` base units of USDS, from whoever brings them. What is expected falls by as much, and the
    /// asset that counts as outstanding in proportion, rounded up: of a token without decimals, a payment of a base unit
    /// must not take a whole one off. A surplus is a gain of the pool.
    pub fn receive(&mut self, capital: &mut Capital, brought: u64) -> Result<Received, AmmError> {
        self.check_open()?;
        if brought == 0 {
            return Err(AmmError::ZeroAmount);
        }
        let owed = self.expected.saturating_sub(self.returned);
        let credited = brought.min(owed);
        let gain = brought.saturating_sub(credited);
        let left = owed.saturating_sub(credited);
        let outstanding = mul_div(self.amount, left, self.expected, Rounding::Up)?;
        let next = Self { returned: add(self.returned, brought)?, outstanding, ..*self };
        let usds = add(capital.usds, brought)?;
        *capital = self.settled(capital, next.outstanding, credited)?;
        capital.usds = usds;
        capital.gains = capital.gains.saturating_add(gain);
        *self = Self { closed: u64::from(left == 0), ..next };
        Ok(Received { gain, closed: left == 0 })
    }

    /// Gives up on what has not come: a loss of the pool. More than `tolerance_bps` of what was expected halts the
    /// pool's purchases: an issuer who pays less than the NAV is not one to buy more of.
    pub fn close(&mut self, capital: &mut Capital, tolerance_bps: u64) -> Result<Closed, AmmError> {
        self.check_open()?;
        let shortfall = self.expected.saturating_sub(self.returned);
        let mut next = self.settled(capital, 0, shortfall)?;
        next.losses = capital.losses.saturating_add(shortfall);
        *capital = next;
        (self.outstanding, self.closed) = (0, 1);
        let above = exceeds(shortfall, tolerance_bps, self.expected);
        Ok(Closed { shortfall, latches: if above { POOL_BUYS } else { 0 } })
    }

    /// Takes the asset back that the issuer did not redeem; returns how much that must be. Halts nothing by itself.
    pub fn take_back(&mut self, capital: &mut Capital) -> Result<u64, AmmError> {
        self.check_open()?;
        let amount = self.outstanding;
        if amount == 0 {
            return Err(AmmError::ZeroAmount);
        }
        let inventory = add(capital.inventory, amount)?;
        let mut next = self.settled(capital, 0, self.expected.saturating_sub(self.returned))?;
        next.inventory = inventory;
        *capital = next;
        (self.outstanding, self.closed) = (0, 1);
        Ok(amount)
    }

    /// Whether more is expected that should have come by `now`. From `due` on, that second included.
    pub fn is_overdue(&self, now: i64) -> bool {
        self.closed == 0 && now >= self.due
    }

    /// What came beyond what was expected, base units of USDS; negative if less came so far.
    pub fn profit(&self) -> i128 {
        i128::from(self.returned).saturating_sub(self.expected.into())
    }

    fn check_open(&self) -> Result<(), AmmError> {
        match self.closed {
            0 => Ok(()),
            _ => Err(AmmError::RedemptionClosed),
        }
    }

    /// The capital when `left` of the asset stays outstanding and `credited` USDS are no longer expected.
    fn settled(&self, capital: &Capital, left: u64, credited: u64) -> Result<Capital, AmmError> {
        let gone = self.outstanding.saturating_sub(left);
        let short = |amount, recorded| AmmError::RecordsFallShort { amount, recorded };
        Ok(Capital {
            pending: capital.pending.checked_sub(gone).ok_or(short(gone, capital.pending))?,
            expected: capital.expected.checked_sub(credited).ok_or(short(credited, capital.expected))?,
            ..*capital
        })
    }
}
