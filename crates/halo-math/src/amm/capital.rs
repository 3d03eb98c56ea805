//! What a pool has, and whose it is.

use super::pricing::Pricing;
use super::quote::add;
use super::{AmmError, Price};
use crate::buybox::BPS_PER_UNIT;
use crate::mul_div::{mul_div, mul_div_u128, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};

/// Shares that nobody has, over [`VIRTUAL_USDS`] that nobody brought. They stand for a first depositor who never
/// leaves, so that nobody can make a share so dear that a deposit rounds to none of them. A new pool so has this many
/// shares a base unit of USDS; with nine decimals 64 bits still hold 184 million.
pub const VIRTUAL_SHARES: u64 = 100;

/// USDS that nobody brought, base units.
pub const VIRTUAL_USDS: u64 = 1;

/// Stored totals only: what is sent to a vault by anybody changes no field.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Capital {
    /// USDS that belong to the shares, base units.
    pub usds: u64,
    /// USDS that are paid for shares and not collected yet, base units. They belong to those who withdrew.
    pub reserved: u64,
    /// The asset in the vault, base units.
    pub inventory: u64,
    /// The asset that the issuer is redeeming, base units.
    pub pending: u64,
    /// USDS that the issuer still owes for it, base units.
    pub expected: u64,
    /// All shares.
    pub shares: u64,
    /// Those of them that wait to be withdrawn.
    pub queued: u64,
    /// All fees ever earned, base units of USDS; stops at its end.
    pub fees: u64,
    /// All that redemptions ever brought beyond what was expected, base units of USDS; stops at its end.
    pub gains: u64,
    /// All that redemptions ever fell short by, and USDS written down, base units; stops at its end.
    pub losses: u64,
}

/// What a pool is worth, base units of USDS. Who comes in pays the higher value and who goes out gets the lower one, so
/// nobody can come in before a price rises or a redemption is paid, and leave after it, at the cost of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Valuation {
    /// The inventory at NAV, redemptions too, or at what is expected if that is more.
    pub entry: u64,
    /// The inventory at the bid, redemptions too, or at what is expected if that is less.
    pub exit: u64,
}

impl Capital {
    /// USDS that the vault must hold.
    pub fn usds_in_vault(&self) -> Result<u64, AmmError> {
        add(self.usds, self.reserved)
    }

    /// What the pool is worth with the NAV at `price`.
    ///
    /// `entry = usds + max(ceil(inventory) + expected, ceil(inventory + pending))` and
    /// `exit = usds + min(bid(inventory) + expected, bid(inventory + pending))`, where the bid of an amount is its
    /// value at NAV less `bid_min` basis points, rounded down. The bid is the governance's narrowest, not the one of
    /// the day: no trade then lowers `exit`, and a beacon that moves its spread does not move what shares are worth.
    pub fn valuation(&self, pricing: &Pricing, price: Price) -> Result<Valuation, AmmError> {
        let up = pricing.pair.value(self.inventory, price, Rounding::Up)?;
        let held = pricing.bid_value(self.inventory, price)?;
        let (mut most, mut least) = (up, held);
        if self.pending != 0 {
            // NOTE: an issuer pays the NAV of the day, which may be more than was expected when it was asked. Whoever
            // came in at the latter would share what the others have earned.
            let stock = self.stock()?;
            most = add(up, self.expected)?.max(pricing.pair.value(stock, price, Rounding::Up)?);
            least = add(held, self.expected)?.min(pricing.bid_value(stock, price)?);
        }
        Ok(Valuation { entry: add(self.usds, most)?, exit: add(self.usds, least)? })
    }

    /// What the pool is worth when it has nothing but USDS, whatever the price; none while it has, or waits for, more.
    pub fn cash_alone(&self) -> Option<Valuation> {
        let alone = self.inventory == 0 && self.pending == 0 && self.expected == 0;
        alone.then_some(Valuation { entry: self.usds, exit: self.usds })
    }

    /// Takes `amount` base units of USDS for new shares: `floor(amount * (shares + 100) / (entry + 1))`.
    pub fn deposit(&mut self, amount: u64, valuation: &Valuation) -> Result<u64, AmmError> {
        if amount == 0 {
            return Err(AmmError::ZeroAmount);
        }
        let (all, worth) =
            (self.all_shares(), u128::from(valuation.entry).saturating_add(VIRTUAL_USDS.into()));
        let minted = fits(mul_div_u128(amount.into(), all, worth, Rounding::Down)?, amount, all, worth)?;
        if minted == 0 {
            return Err(AmmError::DepositTooSmall { amount });
        }
        let next = Self { usds: add(self.usds, amount)?, shares: add(self.shares, minted)?, ..*self };
        *self = next;
        Ok(minted)
    }

    /// What `shares` are paid, base units of USDS: `floor(shares * (exit + 1) / (all shares + 100))`.
    pub fn worth(&self, shares: u64, valuation: &Valuation) -> Result<u64, AmmError> {
        if shares > self.shares {
            return Err(AmmError::NotEnoughShares { asked: shares, shares: self.shares });
        }
        let (all, worth) =
            (self.all_shares(), u128::from(valuation.exit).saturating_add(VIRTUAL_USDS.into()));
        fits(mul_div_u128(shares.into(), worth, all, Rounding::Down)?, shares, worth, all)
    }

    /// Pays `shares` at once, if nobody waits and there are USDS enough; returns the USDS to pay.
    pub fn withdraw(&mut self, shares: u64, valuation: &Valuation) -> Result<u64, AmmError> {
        if shares == 0 {
            return Err(AmmError::ZeroAmount);
        }
        if self.queued != 0 {
            return Err(AmmError::OthersWait { queued: self.queued });
        }
        let amount = self.worth(shares, valuation)?;
        let usds =
            self.usds.checked_sub(amount).ok_or(AmmError::NotEnoughUsds { amount, free: self.usds })?;
        if amount == 0 {
            return Err(AmmError::TradeTooSmall { amount: shares });
        }
        // At most all of them: `worth` has checked it.
        (self.usds, self.shares) = (usds, self.shares.saturating_sub(shares));
        Ok(amount)
    }

    /// Takes `amount` of the asset out of the records: it was seized or lost.
    pub fn write_down(&mut self, amount: u64) -> Result<(), AmmError> {
        let short = AmmError::RecordsFallShort { amount, recorded: self.inventory };
        self.inventory = self.inventory.checked_sub(amount).ok_or(short)?;
        Ok(())
    }

    /// USDS and inventory that are on record and not in vaults which hold these, base units.
    pub fn missing(&self, usds: u64, inventory: u64) -> [u64; 2] {
        [self.usds.saturating_sub(usds), self.inventory.saturating_sub(inventory)]
    }

    /// Takes `amount` of USDS out of the records: it was seized or lost. What others have withdrawn stays theirs.
    pub fn write_down_usds(&mut self, amount: u64) -> Result<(), AmmError> {
        let short = AmmError::RecordsFallShort { amount, recorded: self.usds };
        self.usds = self.usds.checked_sub(amount).ok_or(short)?;
        self.losses = self.losses.saturating_add(amount);
        Ok(())
    }

    /// The asset in the vault and with the issuer.
    pub(super) fn stock(&self) -> Result<u64, AmmError> {
        add(self.inventory, self.pending)
    }

    /// All shares, and those that nobody has.
    pub(super) fn all_shares(&self) -> u128 {
        u128::from(self.shares).saturating_add(VIRTUAL_SHARES.into())
    }
}

impl Pricing {
    /// What `amount` of the asset is worth less the narrowest spread.
    pub(super) fn bid_value(&self, amount: u64, price: Price) -> Result<u64, AmmError> {
        self.discounted(amount, price, self.bounds.bid_min)
    }

    /// The least that may be expected of the issuer for `amount` of the asset, base units of USDS: what it is worth less
    /// `bounds.total_max`, as far as governance lets the pool itself go below NAV. Rounded down.
    pub fn least_expected(&self, amount: u64, price: Price) -> Result<u64, AmmError> {
        self.discounted(amount, price, self.bounds.total_max)
    }

    /// `v - ceil(v * bps / 10 000)` with `v = floor(amount at NAV)`.
    fn discounted(&self, amount: u64, price: Price, bps: u64) -> Result<u64, AmmError> {
        let value = self.pair.value(amount, price, Rounding::Down)?;
        let discount = mul_div(value, bps, BPS_PER_UNIT, Rounding::Up)?;
        Ok(value.saturating_sub(discount))
    }
}

/// The quotient of `a * b / d`, if it fits 64 bits.
fn fits(quotient: u128, a: u64, b: u128, d: u128) -> Result<u64, AmmError> {
    let max = u128::from(u64::MAX);
    u64::try_from(quotient).map_err(|_| MathError::Overflow { a: a.into(), b, denominator: d, max }.into())
}
