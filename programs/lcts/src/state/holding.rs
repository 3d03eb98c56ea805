//! The holding of a unit: what its shares, and those of a junior over it, stand for.

use crate::{
    error::LctsError,
    state::{shifted, Unit, JUNIOR},
};
use anchor_lang::prelude::*;
use halo_math::Backing;

impl Unit {
    /// Whether it stands over another unit's holding.
    pub fn is_junior(&self) -> bool {
        self.rank == JUNIOR
    }

    /// Whether another unit stands over the same holding.
    pub fn has_partner(&self) -> bool {
        self.partner != Pubkey::default()
    }

    /// What backs all shares over this holding.
    pub fn backing(&self) -> Backing {
        Backing { holding: self.holding, out: self.out }
    }

    /// Books what a settlement brought to the holding and paid out of it, base units.
    pub fn settled(&mut self, brought: u64, paid: u64) -> core::result::Result<(), LctsError> {
        self.holding = shifted(self.holding, brought, paid).ok_or(LctsError::InsufficientHolding)?;
        Ok(())
    }

    /// Books what leaves for an endpoint, base units.
    ///
    /// The totals of a unit's life saturate, here and in [`Self::take_back`]: they are for readers and bound nothing, and
    /// money that goes out and comes home for ever must not find its way barred by them.
    pub fn deploy(&mut self, amount: u64) -> core::result::Result<(), LctsError> {
        self.holding = self.holding.checked_sub(amount).ok_or(LctsError::InsufficientHolding)?;
        self.deployed = self.deployed.saturating_add(amount);
        self.out = self.out.checked_add(amount).ok_or(LctsError::Overflow)?;
        Ok(())
    }

    /// Books what came home, base units: first off what is out, and then it is yield.
    pub fn take_back(&mut self, amount: u64) -> core::result::Result<(), LctsError> {
        self.holding = self.holding.checked_add(amount).ok_or(LctsError::Overflow)?;
        self.returned = self.returned.saturating_add(amount);
        self.out = self.out.saturating_sub(amount);
        Ok(())
    }

    /// After a loss that leaves all shares over this holding `worth` as much.
    pub fn write_down(&mut self, worth: u64) {
        self.out = self.backing().written_down(worth).out;
    }
}

/// The unit that has the holding of `unit`: itself, or of a junior `senior`, which must be the one it names.
pub fn holder<'a, 'info>(
    unit: &'a AccountLoader<'info, Unit>,
    senior: Option<&'a AccountLoader<'info, Unit>>,
) -> Result<&'a AccountLoader<'info, Unit>> {
    let record = unit.load()?;
    match senior {
        None if !record.is_junior() => Ok(unit),
        Some(senior) if record.is_junior() && senior.key() == record.partner => Ok(senior),
        _ => err!(LctsError::WrongHolding),
    }
}

/// The other unit over the holding of `unit`, where there is one: it must be the one named.
pub fn partner<'a, 'info>(
    unit: &AccountLoader<'info, Unit>,
    named: Option<&'a AccountLoader<'info, Unit>>,
) -> Result<Option<&'a AccountLoader<'info, Unit>>> {
    let record = unit.load()?;
    match named {
        None if !record.has_partner() => Ok(None),
        Some(partner) if record.has_partner() && partner.key() == record.partner => Ok(Some(partner)),
        _ => err!(LctsError::WrongPartner),
    }
}
