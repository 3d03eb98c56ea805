//! People that have an account of an NFAT's fractions, and letting them hold restricted ones.

use super::{pick, Act, Refusals};
use crate::{
    model::{wrapper::Wrapper, Model},
    operation::Operation,
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    instructions::wrapper::{self as ix, Owner},
    wrapper::error::WrapperError,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The token programs' code for an account that is in the state asked for.
const INVALID_STATE: u32 = 13;

/// Every wrapper with everybody who has an account of its fractions.
pub fn members(model: &Model) -> Vec<(usize, usize)> {
    let open = model.wrappers.iter().enumerate().filter(|(_, wrapper)| !wrapper.closed);
    open.flat_map(|(number, wrapper)| wrapper.members.iter().map(move |person| (number, *person))).collect()
}

/// One person at one wrapper.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    pub wrapper: usize,
    pub person: usize,
}

impl Seat {
    pub fn wrapper<'a>(&self, model: &'a Model) -> &'a Wrapper {
        &model.wrappers[self.wrapper]
    }

    pub fn key(&self, model: &Model) -> Pubkey {
        model.cast.people[self.person]
    }

    /// Its account of the fractions, and what is in it.
    pub fn fractions(&self, model: &Model) -> (Pubkey, u64) {
        let account = self.wrapper(model).at.fractions(&self.key(model));
        (account, model.held(&account))
    }

    pub fn cash(&self, model: &Model) -> Pubkey {
        model.site_of(model.units[self.wrapper(model).unit].book).seats[self.person].wallet
    }

    pub fn owner(&self, model: &Model) -> Owner {
        let (fractions, cash) = (self.fractions(model).0, self.cash(model));
        Owner { owner: self.key(model), fractions, cash }
    }

    pub fn is_frozen(&self, model: &Model) -> bool {
        self.wrapper(model).frozen.contains(&self.person)
    }
}

/// Anybody lets an owner whom the facility admits hold restricted fractions.
#[derive(Debug)]
pub struct Thaw {
    seat: Seat,
}

impl Thaw {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            Some(Self { seat: Seat { wrapper, person } })
        })
    }
}

impl Act for Thaw {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (seat, wrapper) = (&self.seat, self.seat.wrapper(model));
        let halo = &model.halos[model.books[model.units[wrapper.unit].book].site];
        refusals.when(!wrapper.restricted, WrapperError::NotRestricted);
        match halo.admitted.get(&seat.key(model)) {
            None => {
                refusals.when(true, ErrorCode::AccountNotInitialized);
                refusals.when(true, ErrorCode::AccountOwnedByWrongProgram);
            }
            Some(entry) => refusals.when(entry.valid_until <= model.now, WrapperError::NotAdmitted),
        }
        refusals.when(!seat.is_frozen(model), INVALID_STATE);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (seat, wrapper) = (&self.seat, self.seat.wrapper(model));
        let facility = &model.site_of(model.units[wrapper.unit].book).at;
        ix::thaw_holder(facility, &wrapper.at, &seat.key(model), &seat.fractions(model).0)
    }

    fn apply(&self, model: &mut Model) {
        let wrapper = &mut model.wrappers[self.seat.wrapper];
        wrapper.frozen.remove(&self.seat.person);
        wrapper.sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}
