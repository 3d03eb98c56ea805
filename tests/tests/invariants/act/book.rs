//! The life of a Book, as far as the beacon alone decides it.

use super::{pick, Act, Refusals};
use crate::{
    model::{book::Book, Model, Subject},
    operation::Operation,
};
use halo_sdk::{facility::error::FacilityError, halo_math::Phase, instructions::facility as ix};
use halo_tests::world::DAY;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Numbers of the Books that are not closed.
pub fn open_books(model: &Model) -> Vec<usize> {
    let open = |number: &usize| model.books[*number].phase != Phase::Closed;
    (0..model.books.len()).filter(open).collect()
}

/// The beacon of the Book's facility.
pub fn beacon_of(model: &Model, book: usize) -> Pubkey {
    model.site_of(book).roles().beacon
}

#[derive(Debug)]
pub struct OpenBook {
    site: usize,
    cadence: i64,
    level: u8,
}

/// Highest level of a Book.
const LEVELS: u8 = 4;

impl OpenBook {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| {
            // Half of them hold nothing.
            let level = (operation.other % u16::from(2 * LEVELS + 3)) as u8;
            let level = if level > LEVELS + 1 { 0 } else { level };
            Some(Self { site, cadence: i64::from(operation.way % 32) * DAY, level })
        })
    }

    fn book(&self, model: &Model) -> Book {
        let id = model.halos[self.site].next_book;
        Book::new(self.site, id, model.site(self.site).at.book(id), self.level, self.cadence)
    }
}

impl Act for OpenBook {
    fn refusals(&self, _: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.when(self.cadence == 0, FacilityError::InvalidCadence);
        refusals.when(self.level > LEVELS, FacilityError::InvalidLevel);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        ix::open_book(&site.roles().beacon, &site.at, &self.book(model).at, self.cadence, self.level)
    }

    fn apply(&self, model: &mut Model) {
        let (number, book) = (model.books.len(), self.book(model));
        model.add_tokens(book.at.token_account, 0);
        model.add_tokens(book.at.redeem_token_account, 0);
        let named = [
            (book.at.book, Subject::Book(number)),
            (book.at.vault, Subject::Vault(number)),
            (book.at.redeem_vault, Subject::Redeem(number)),
        ];
        model.subjects.extend(named);
        model.books.push(book);
        model.halos[self.site].next_book += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().beacon)
    }
}

#[derive(Debug)]
pub struct BeginUnwinding {
    book: usize,
}

impl BeginUnwinding {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| Some(Self { book }))
    }
}

impl Act for BeginUnwinding {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.when(model.books[self.book].phase != Phase::AtRest, FacilityError::WrongPhase);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let at = &model.site_of(self.book).at;
        ix::begin_unwinding(&beacon_of(model, self.book), at, &model.books[self.book].at.book)
    }

    fn apply(&self, model: &mut Model) {
        let book = &mut model.books[self.book];
        book.phase = Phase::Unwinding;
        book.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }
}

#[derive(Debug)]
pub struct CloseBook {
    book: usize,
}

impl CloseBook {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| Some(Self { book }))
    }
}

impl Act for CloseBook {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let book = &model.books[self.book];
        refusals.when(book.phase != Phase::Unwinding, FacilityError::WrongPhase);
        let bare = book.redeem.units == 0 && book.held.is_empty();
        refusals.when(!bare, FacilityError::BookNotEmptied);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let at = &model.site_of(self.book).at;
        ix::close_book(&beacon_of(model, self.book), at, &model.books[self.book].at)
    }

    fn apply(&self, model: &mut Model) {
        let book = &mut model.books[self.book];
        book.phase = Phase::Closed;
        book.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}
