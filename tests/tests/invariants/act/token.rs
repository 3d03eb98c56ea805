//! What the owner of an NFAT and a buyer do with the asset itself.

use super::{
    around,
    payment::living,
    pick,
    whitelist::{object_to_receiver, receivers},
    Act, Refusals,
};
use crate::{
    model::{unit::sum, Model},
    operation::Operation,
};
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{error::NfatError, instructions::AssertUnitArgs},
};
use mpl_core::errors::MplCoreError;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// How an asset goes to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As any wallet does it.
    Wallet,
    /// With the NFAT program.
    Program,
}

#[derive(Debug)]
pub struct Transfer {
    unit: usize,
    way: Way,
    from: usize,
    to: Pubkey,
}

impl Transfer {
    pub fn by_wallet(operation: &Operation, model: &Model) -> Option<Self> {
        Self::pick(operation, model, Way::Wallet)
    }

    pub fn by_program(operation: &Operation, model: &Model) -> Option<Self> {
        Self::pick(operation, model, Way::Program)
    }

    fn pick(operation: &Operation, model: &Model, way: Way) -> Option<Self> {
        let everybody = receivers(model);
        let people = &everybody[..model.cast.people.len()];
        // Half of the time a Book that could hold it, if there is one.
        let to = match operation.way % 2 {
            0 => everybody[usize::from(operation.other) % everybody.len()],
            _ => *around(people, operation.other),
        };
        pick(operation, model, &living(model), |unit| {
            let somebody = usize::from(operation.way / 16) % people.len();
            let from = model.holder(unit).filter(|_| operation.way % 16 > 1).unwrap_or(somebody);
            (!model.is_stuck(unit, &to)).then_some(Self { unit, way, from, to })
        })
    }
}

impl Act for Transfer {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        let owns = unit.owner == Some(model.cast.people[self.from]);
        match self.way {
            Way::Program => {
                refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
                refusals.when(!owns, NfatError::NotHolder);
                refusals.when(unit.owner == Some(self.to), NfatError::ReceiverIsHolder);
                object_to_receiver(model, model.books[unit.book].site, &self.to, &mut refusals);
            }
            Way::Wallet => {
                let frozen = model.halos[model.books[unit.book].site].whitelist;
                refusals.when(unit.owner.is_none(), MplCoreError::IncorrectAccount as u32);
                refusals.when(!owns, MplCoreError::NoApprovals as u32);
                refusals.when(frozen, MplCoreError::InvalidAuthority as u32);
            }
        }
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (at, from) = (&model.site_of(unit.book).at, &model.cast.people[self.from]);
        match self.way {
            Way::Wallet => ix::wallet_transfer(from, at, &unit.at.asset, &self.to),
            Way::Program => ix::transfer(from, at, &unit.at, &self.to),
        }
    }

    fn apply(&self, model: &mut Model) {
        let unit = &mut model.units[self.unit];
        unit.owner = Some(self.to);
        if self.way == Way::Program {
            unit.clear_request();
            unit.sequence += 1;
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.from])
    }
}

/// The owner burns the asset in a wallet. The record stays, with all that is credited to it.
#[derive(Debug)]
pub struct Burn {
    unit: usize,
    from: usize,
}

impl Burn {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |unit| {
            let somebody = usize::from(operation.other) % model.cast.people.len();
            let from = model.holder(unit).filter(|_| !operation.way.is_multiple_of(8)).unwrap_or(somebody);
            Some(Self { unit, from })
        })
    }
}

impl Act for Burn {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        let owns = unit.owner == Some(model.cast.people[self.from]);
        refusals.when(unit.owner.is_none(), MplCoreError::IncorrectAccount as u32);
        refusals.when(!owns, MplCoreError::NoApprovals as u32);
        let frozen = model.halos[model.books[unit.book].site].whitelist;
        refusals.when(frozen, MplCoreError::InvalidAuthority as u32);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (unit, owner) = (&model.units[self.unit], model.cast.people[self.from]);
        mpl_core::instructions::BurnV1Builder::new()
            .asset(unit.at.asset)
            .collection(Some(model.site_of(unit.book).at.collection()))
            .payer(owner)
            .authority(Some(owner))
            .instruction()
    }

    fn apply(&self, model: &mut Model) {
        let unit = &mut model.units[self.unit];
        unit.owner = None;
        let site = model.books[unit.book].site;
        model.halos[site].burnt += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.from])
    }
}

/// What a buyer puts before a purchase.
#[derive(Debug)]
pub struct AssertUnit {
    unit: usize,
    /// What the buyer has wrong: principal, money, sequence.
    off: [u64; 3],
}

impl AssertUnit {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |unit| {
            let mut off = [0; 3];
            if operation.way.is_multiple_of(3) {
                off[usize::from(operation.other % 3)] = 1;
            }
            Some(Self { unit, off })
        })
    }
}

impl Act for AssertUnit {
    fn refusals(&self, _: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.when(self.off != [0; 3], NfatError::StateChanged);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let args = AssertUnitArgs {
            principal: unit.outstanding + self.off[0],
            funded: sum(&unit.funded) + self.off[1],
            sequence: unit.sequence + self.off[2],
        };
        ix::assert_unit(&unit.at.nfat, args)
    }

    fn apply(&self, _: &mut Model) {}

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}
