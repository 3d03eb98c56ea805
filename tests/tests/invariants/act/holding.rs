//! Books that hold NFATs of other Books.

use super::{
    book::{beacon_of, open_books},
    payment::living,
    payout::Form,
    pick, Act, Refusals,
};
use crate::{
    model::{Model, Subject},
    operation::Operation,
};
use halo_sdk::{
    addresses,
    facility::{error::FacilityError, instructions::CollectKind},
    halo_math::Phase,
    instructions::facility::{self as ix, HeldUnit, HeldUnitRent},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The unit as the instructions name it.
fn named<'a>(model: &'a Model, book: usize, unit: usize) -> HeldUnit<'a> {
    let state = &model.units[unit];
    HeldUnit {
        facility: &model.site_of(book).at,
        book: &model.books[book].at,
        child_facility: &model.site_of(state.book).at,
        child_book: &model.books[state.book].at,
        asset: state.at.asset,
    }
}

#[derive(Debug)]
pub struct Hold {
    book: usize,
    unit: usize,
}

impl Hold {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let owner = |unit: usize| {
            let owner = model.units[unit].owner?;
            model.books.iter().position(|book| book.at.book == owner)
        };
        let books = open_books(model);
        let somewhere = *books.get(usize::from(operation.other) % books.len().max(1))?;
        pick(operation, model, &living(model), |unit| {
            let book = owner(unit).filter(|_| !operation.way.is_multiple_of(16));
            if operation.apt && book.is_none() {
                return None;
            }
            Some(Self { book: book.unwrap_or(somewhere), unit })
        })
    }
}

impl Act for Hold {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (book, unit) = (&model.books[self.book], &model.units[self.unit]);
        refusals.when(unit.owner.is_none(), FacilityError::AssetUnreadable);
        refusals.when(unit.owner != Some(book.at.book), FacilityError::NotHeld);
        let out = book.phase == Phase::Deploying || book.settled();
        refusals.when(!out, FacilityError::WrongPhase);
        refusals.when(book.level <= model.books[unit.book].level, FacilityError::LevelNotBelow);
        let mint = |book| model.site_of(book).at.mint;
        refusals.when(mint(self.book) != mint(unit.book), FacilityError::WrongMint);
        // The System program's code for an address that is taken.
        refusals.when(model.holder_book(self.unit).is_some(), 0_u32);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        ix::hold_unit(&beacon_of(model, self.book), &named(model, self.book, self.unit))
    }

    fn apply(&self, model: &mut Model) {
        let unit = &model.units[self.unit];
        model.subjects.insert(addresses::holding(&unit.at.asset), Subject::Holding(self.unit));
        let book = &mut model.books[self.book];
        book.held.push((self.unit, unit.outstanding));
        book.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }
}

#[derive(Debug)]
pub struct Collect {
    book: usize,
    unit: usize,
    form: Form,
}

impl Collect {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let mut held = Vec::new();
        for (book, state) in model.books.iter().enumerate() {
            held.extend(state.held.iter().map(|(unit, _)| (book, *unit)));
        }
        // Nobody waives what a Book is owed.
        let forms = [Form::ClaimInterest, Form::Spend, Form::Redeem(false)];
        let start = usize::from(operation.way % 3);
        let subjects: Vec<_> =
            held.iter().flat_map(|held| (0..3).map(move |form| (*held, (start + form) % 3))).collect();
        pick(operation, model, &subjects, |((book, unit), form)| Some(Self { book, unit, form: forms[form] }))
    }
}

impl Act for Collect {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        self.form.object(model, &model.units[self.unit], &mut refusals);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let rent =
            HeldUnitRent { holding: beacon_of(model, self.book), nfat: model.units[self.unit].rent_payer };
        let kind = match self.form {
            Form::ClaimInterest => CollectKind::Interest,
            Form::Spend => CollectKind::Tranche,
            Form::Redeem(_) => CollectKind::Redemption,
        };
        ix::collect_unit(&named(model, self.book, self.unit), &rent, kind)
    }

    fn apply(&self, model: &mut Model) {
        let to = model.books[self.book].at.token_account;
        let amount = self.form.apply(model, self.unit, &to);
        let (redeemed, left) = (model.units[self.unit].redeemed, model.units[self.unit].outstanding);
        let book = &mut model.books[self.book];
        book.returned += amount;
        book.sequence += 1;
        if redeemed {
            book.held.retain(|(unit, _)| *unit != self.unit);
        }
        for (unit, principal) in &mut book.held {
            if *unit == self.unit {
                *principal = left;
            }
        }
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}
