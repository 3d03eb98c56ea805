//! What anybody may hold against each other: a Book or a queue and what it owes.

use super::{book::open_books, pick, Act, Refusals};
use crate::{model::Model, operation::Operation};
use halo_sdk::instructions::facility as ix;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

#[derive(Debug)]
pub struct CheckBook {
    book: usize,
}

impl CheckBook {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| Some(Self { book }))
    }
}

impl Act for CheckBook {
    fn refusals(&self, _: &Model) -> Refusals {
        Refusals::default()
    }

    fn instruction(&self, model: &Model) -> Instruction {
        ix::check_book(&model.books[self.book].at)
    }

    /// Nothing that anybody does here takes money from a Book, so no alarm is ever right: nothing is halted.
    fn apply(&self, model: &mut Model) {
        model.books[self.book].sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}

#[derive(Debug)]
pub struct CheckQueue {
    site: usize,
}

impl CheckQueue {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| Some(Self { site }))
    }
}

impl Act for CheckQueue {
    fn refusals(&self, _: &Model) -> Refusals {
        Refusals::default()
    }

    fn instruction(&self, model: &Model) -> Instruction {
        ix::check_queue(&model.site(self.site).at)
    }

    /// As of a Book.
    fn apply(&self, model: &mut Model) {
        model.halos[self.site].sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}
