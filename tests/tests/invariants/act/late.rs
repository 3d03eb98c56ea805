//! What happens when a Halo does not pay: terms come to light, a default is declared, a loss is fixed.

use super::{
    book::open_books, gate::object_to_attestation, payment::living, pick, Act, Refusals, INSUFFICIENT,
};
use crate::{model::Model, operation::Operation};
use halo_sdk::{
    facility::{error::FacilityError, state::AttestationKind},
    halo_math::Phase,
    instructions::{facility as facility_ix, nfat as ix},
    nfat::error::NfatError,
    pau::error::PauError,
};
use halo_tests::world::SALT;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Somebody shows terms and salt.
#[derive(Debug)]
pub struct Reveal {
    unit: usize,
    /// Whether they are those of the unit.
    right: bool,
}

impl Reveal {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |unit| {
            Some(Self { unit, right: !operation.way.is_multiple_of(16) })
        })
    }
}

impl Act for Reveal {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.revealed, NfatError::AlreadyRevealed);
        refusals.when(!self.right, NfatError::WrongTerms);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let mut terms = unit.deal.terms.clone();
        terms.penalty_cap += u64::from(!self.right);
        ix::reveal(&model.cast.payer, &unit.at.nfat, terms, SALT)
    }

    fn apply(&self, model: &mut Model) {
        let unit = &mut model.units[self.unit];
        unit.revealed = true;
        unit.sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}

#[derive(Debug)]
pub struct DeclareDefault {
    unit: usize,
}

impl DeclareDefault {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |unit| Some(Self { unit }))
    }
}

impl Act for DeclareDefault {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.defaulted, NfatError::AlreadyInDefault);
        refusals.when(!unit.is_overdue(model.now), NfatError::NotInDefault);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        ix::declare_default(&model.cast.payer, &model.books[unit.book].at, &unit.at.nfat)
    }

    fn apply(&self, model: &mut Model) {
        let now = model.now;
        let unit = &mut model.units[self.unit];
        unit.accrue(now);
        unit.defaulted = true;
        unit.sequence += 1;
        let redeem = &mut model.books[unit.book].redeem;
        redeem.defaults += 1;
        redeem.defaulted_at = now;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}

/// The council shares what an attestor says was recovered.
#[derive(Debug)]
pub struct WriteDown {
    book: usize,
    /// Place of the attestation among the Book's.
    attestation: usize,
}

impl WriteDown {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let last = model.books[book].attestations.len().checked_sub(1)?;
            let earlier = usize::from(operation.other) % (last + 1);
            let attestation = if operation.way.is_multiple_of(16) { earlier } else { last };
            Some(Self { book, attestation })
        })
    }
}

impl Act for WriteDown {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let book = &model.books[self.book];
        let redeem = &book.redeem;
        refusals.when(!book.settled(), FacilityError::WrongPhase);
        object_to_attestation(model, book, self.attestation, AttestationKind::Default, &mut refusals);
        refusals.when(redeem.written_down, NfatError::WrittenDown);
        refusals.when(redeem.defaults == 0, NfatError::NotInDefault);
        let recovered = book.attestations[self.attestation].amount;
        refusals.when(recovered > 0 && redeem.all_claims() == 0, NfatError::InvalidLoss);
        refusals.when(recovered > 0 && model.halos[book.site].frozen, PauError::Frozen);
        let usable = model.usable(&model.site_of(self.book).withdraw_limit);
        refusals.when(recovered > usable, PauError::RateLimitExceeded);
        refusals.when(recovered > model.held(&book.at.token_account), INSUFFICIENT);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (book, site) = (&model.books[self.book].at, model.site_of(self.book));
        let (council, attestor) = (&site.roles().council, &site.roles().attestor);
        let number = u64::try_from(self.attestation).expect("few") + 1;
        facility_ix::write_down(council, attestor, &site.at, book, number)
    }

    fn apply(&self, model: &mut Model) {
        let limit = model.site_of(self.book).withdraw_limit;
        let book = &mut model.books[self.book];
        book.attestations[self.attestation].consumed = true;
        let recovered = book.attestations[self.attestation].amount;
        book.phase = Phase::Unwinding;
        book.sequence += 1;
        book.redeem.write_down(recovered);
        book.vault_sequence += u64::from(recovered > 0);
        let at = book.at;
        if recovered > 0 {
            model.charge(&limit, recovered);
            model.transfer(&at.token_account, &at.redeem_token_account, recovered);
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site_of(self.book).roles().council)
    }

    /// Without anything recovered nothing is drawn, and whose money would be is not asked.
    fn book(&self, model: &Model) -> Option<usize> {
        let recovered = model.books[self.book].attestations[self.attestation].amount;
        (recovered > 0).then_some(self.book)
    }
}
