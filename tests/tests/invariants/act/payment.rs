//! What is paid into NFATs.

use super::{book::beacon_of, pick, Act, Refusals, INSUFFICIENT};
use crate::{
    model::{
        unit::{sum, total, Unit},
        Model,
    },
    operation::Operation,
};
use halo_sdk::{
    halo_math::Phase,
    instructions::nfat as ix,
    nfat::{error::NfatError, state::Payment},
    pau::error::PauError,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Numbers of the NFATs that have a record.
pub fn living(model: &Model) -> Vec<usize> {
    (0..model.units.len()).filter(|number| !model.units[*number].redeemed).collect()
}

/// Something to credit: mostly what is lacking, up to `bound` in all.
fn payment(operation: &Operation, unit: &Unit, bound: u64, model: &Model) -> Payment {
    let slip = u64::from(operation.way % 64 == 63);
    let principal = operation.amount.of((unit.claim() + slip).min(bound));
    let left = bound.saturating_sub(principal);
    let interest = if unit.revealed { unit.unpaid_interest() + slip } else { unit.parts().0 };
    let interest = operation.more.of(interest.min(left));
    let left = left.saturating_sub(interest);
    let penalty = operation.more.of((unit.penalty_unpaid(model.now) + slip).min(left));
    match operation.way % 4 {
        _ if operation.apt && !model.books[unit.book].settled() => {
            Payment { principal, interest: 0, penalty: 0 }
        }
        0 => Payment { principal: 0, interest, penalty },
        1 | 2 => Payment { principal, interest, penalty },
        _ => Payment { principal, interest: 0, penalty: 0 },
    }
}

/// What keeps anybody from crediting `payment`.
fn object_to_credit(unit: &Unit, payment: &Payment, refusals: &mut Refusals) {
    refusals.when(total(payment) == 0, NfatError::ZeroAmount);
    let parts = [
        (unit.funded.principal, payment.principal),
        (unit.funded.interest, payment.interest),
        (unit.funded.penalty, payment.penalty),
    ];
    let overflows = parts.iter().any(|(funded, part)| funded.checked_add(*part).is_none());
    refusals.when(overflows || total(payment) > u128::from(u64::MAX), NfatError::Overflow);
    refusals.when(payment.principal > unit.claim(), NfatError::PrincipalOverfunded);
}

/// Part of a Book's money for one of its units.
pub struct FromBook<'a> {
    pub unit: usize,
    pub payment: &'a Payment,
}

impl FromBook<'_> {
    pub fn object(&self, model: &Model, refusals: &mut Refusals) {
        let (unit, payment) = (&model.units[self.unit], self.payment);
        let book = &model.books[unit.book];
        object_to_credit(unit, payment, refusals);
        let amount = total(payment);
        let yielded = [unit.by_book.interest, unit.by_book.penalty, payment.interest, payment.penalty];
        let yielded: u128 = yielded.into_iter().map(u128::from).sum();
        let exceeded = amount > u128::from(unit.room()) || yielded > u128::from(unit.yields());
        refusals.when(exceeded, NfatError::PayoutCapExceeded);
        self.object_to_yield(model, refusals);
        let earned = payment.interest == 0 && payment.penalty == 0;
        refusals.when(!earned && !book.settled(), NfatError::BookNotAtRest);
        self.object_to_unfairness(model, refusals);
        refusals.when(model.halos[book.site].frozen, PauError::Frozen);
        let usable = model.usable(&model.site_of(unit.book).withdraw_limit);
        refusals.when(amount > u128::from(usable), PauError::RateLimitExceeded);
        refusals.when(amount > u128::from(model.held(&book.at.token_account)), INSUFFICIENT);
    }

    /// Once the terms are known, no more interest than they have and no more penalty than has accrued.
    fn object_to_yield(&self, model: &Model, refusals: &mut Refusals) {
        let (unit, payment) = (&model.units[self.unit], self.payment);
        if !unit.revealed {
            return;
        }
        let interest = u128::from(unit.by_book.interest) + u128::from(payment.interest);
        let above = payment.interest > 0 && interest > u128::from(unit.interest());
        refusals.when(above, NfatError::InterestAboveSchedule);
        let penalty = u128::from(unit.by_book.penalty) + u128::from(payment.penalty);
        let above = payment.penalty > 0 && penalty > u128::from(unit.penalty_due(model.now));
        refusals.when(above, NfatError::PenaltyNotAccrued);
    }

    /// What the units of a shared Book have against each other's payments.
    fn object_to_unfairness(&self, model: &Model, refusals: &mut Refusals) {
        let unit = &model.units[self.unit];
        let book = &model.books[unit.book];
        let redeem = &book.redeem;
        refusals.when(redeem.written_down, NfatError::WrittenDown);
        let rivals = book.shared && redeem.units > 1;
        let defaulted = redeem.defaults > 0;
        refusals.when(rivals && defaulted && !unit.defaulted, NfatError::BookInDefault);
        // Before anything is deployed everybody's principal is there.
        let whole = book.phase == Phase::Filling && !defaulted;
        let needs_word = !whole && (defaulted || !unit.revealed || self.payment.principal > 0);
        let stale = defaulted && book.covered_from <= redeem.defaulted_at;
        let uncovered = model.now >= book.covered_until || stale;
        refusals.when(rivals && needs_word && uncovered, NfatError::NotCovered);
    }

    /// Moves the money and credits it. The event is the caller's.
    pub fn apply(&self, model: &mut Model) {
        let amount = sum(self.payment);
        let number = credit(model, self.unit, self.payment, true);
        let limit = model.site_of(number).withdraw_limit;
        model.charge(&limit, amount);
        let book = &mut model.books[number];
        book.redeem.by_book += amount;
        book.vault_sequence += 1;
        let at = book.at;
        model.transfer(&at.token_account, &at.redeem_token_account, amount);
    }
}

/// Credits a unit, which may end its default; returns the number of its Book.
fn credit(model: &mut Model, number: usize, payment: &Payment, by_book: bool) -> usize {
    let now = model.now;
    let unit = &mut model.units[number];
    unit.accrue(now);
    unit.credit(payment, by_book);
    let redeem = &mut model.books[unit.book].redeem;
    redeem.owed += sum(payment);
    redeem.claims[usize::from(unit.rank)] -= payment.principal;
    if unit.shortfall() == 0 && unit.defaulted {
        unit.defaulted = false;
        redeem.defaults -= 1;
    }
    unit.book
}

/// A payment out of the Book of `unit` that its beacon may think of.
pub fn from_book(operation: &Operation, model: &Model, number: usize) -> Payment {
    let unit = &model.units[number];
    let held = model.held(&model.books[unit.book].at.token_account);
    let usable = model.usable(&model.site_of(unit.book).withdraw_limit);
    let bound = match operation.way % 32 {
        31 => u64::MAX,
        30 => held,
        _ => held.min(usable).min(unit.room()),
    };
    payment(operation, unit, bound, model)
}

#[derive(Debug)]
pub struct Fund {
    unit: usize,
    payment: Payment,
}

impl Fund {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |unit| {
            Some(Self { unit, payment: from_book(operation, model, unit) })
        })
    }

    fn part(&self) -> FromBook<'_> {
        FromBook { unit: self.unit, payment: &self.payment }
    }
}

impl Act for Fund {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        self.part().object(model, &mut refusals);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (site, book) = (model.site_of(unit.book), &model.books[unit.book].at);
        ix::fund(&site.roles().beacon, &site.at, book, &unit.at.nfat, self.payment)
    }

    fn apply(&self, model: &mut Model) {
        self.part().apply(model);
        model.units[self.unit].sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, model.units[self.unit].book))
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}

#[derive(Debug)]
pub struct TopUp {
    unit: usize,
    funder: usize,
    payment: Payment,
}

impl TopUp {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |number| {
            let unit = &model.units[number];
            let funder = usize::from(operation.other) % model.cast.people.len();
            let held = model.held(&model.site_of(unit.book).seats[funder].wallet);
            // Little, or nobody would have anything left.
            let bound = if operation.way % 32 == 31 { u64::MAX } else { held / 256 };
            Some(Self { unit: number, funder, payment: payment(operation, unit, bound, model) })
        })
    }

    fn wallet(&self, model: &Model) -> Pubkey {
        model.site_of(model.units[self.unit].book).seats[self.funder].wallet
    }
}

impl Act for TopUp {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        object_to_credit(unit, &self.payment, &mut refusals);
        let settled = model.books[unit.book].redeem.written_down && self.payment.principal > 0;
        refusals.when(settled, NfatError::WrittenDown);
        let held = model.held(&self.wallet(model));
        refusals.when(total(&self.payment) > u128::from(held), INSUFFICIENT);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (site, book) = (model.site_of(unit.book), &model.books[unit.book].at);
        let funder = &model.cast.people[self.funder];
        ix::top_up(funder, &self.wallet(model), &site.at, book, &unit.at.nfat, self.payment)
    }

    fn apply(&self, model: &mut Model) {
        let (wallet, amount) = (self.wallet(model), sum(&self.payment));
        let book = credit(model, self.unit, &self.payment, false);
        model.units[self.unit].sequence += 1;
        let to = model.books[book].at.redeem_token_account;
        model.transfer(&wallet, &to, amount);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.funder])
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}
