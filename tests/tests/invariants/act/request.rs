//! What holders ask for, and what the Halo answers.

use super::{
    book::beacon_of,
    payment::{from_book, living, FromBook},
    pick, Act, Refusals,
};
use crate::{
    model::{
        unit::{total, Unit},
        Model,
    },
    operation::{Kind, Operation},
};
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{
        error::NfatError,
        state::{Payment, Request},
        REQUEST_SECONDS,
    },
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Whoever holds a unit says something about it.
#[derive(Debug)]
pub struct Say {
    unit: usize,
    holder: usize,
    word: Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Redeem(u64),
    Interest(u64),
    Cancel,
    Push(bool),
}

impl Say {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |number| {
            let unit = &model.units[number];
            let other = usize::from(operation.other) % model.cast.people.len();
            let holder = model.holder(number).filter(|_| !operation.way.is_multiple_of(16)).unwrap_or(other);
            // About what there is to pay it with.
            let cash = model.held(&model.books[unit.book].at.token_account);
            let interest = if unit.revealed { unit.unpaid_interest() } else { unit.parts().0 };
            let word = match operation.kind {
                Kind::RequestRedeem => Word::Redeem(operation.amount.of(unit.outstanding.min(cash))),
                Kind::RequestInterest => Word::Interest(operation.amount.of(interest.min(cash))),
                Kind::CancelRequest => Word::Cancel,
                _ => Word::Push(!operation.way.is_multiple_of(3)),
            };
            // Apt for somebody whose Book could pay.
            let book = &model.books[unit.book];
            let able = book.settled() && cash > 0;
            let asks = matches!(word, Word::Redeem(_) | Word::Interest(_));
            let useful = !operation.apt || !asks || able || operation.way.is_multiple_of(8);
            useful.then_some(Self { unit: number, holder, word })
        })
    }
}

impl Act for Say {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        let holder = Some(model.cast.people[self.holder]);
        refusals.when(unit.owner != holder, NfatError::NotHolder);
        let nothing = matches!(self.word, Word::Redeem(0) | Word::Interest(0));
        refusals.when(nothing, NfatError::ZeroAmount);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (at, holder) = (&model.site_of(unit.book).at, &model.cast.people[self.holder]);
        let asset = &unit.at.asset;
        match self.word {
            Word::Redeem(amount) => ix::request_redeem(holder, at, asset, amount),
            Word::Interest(amount) => ix::request_interest(holder, at, asset, amount),
            Word::Cancel => ix::cancel_request(holder, at, asset),
            Word::Push(enabled) => ix::set_push(holder, at, asset, enabled),
        }
    }

    fn apply(&self, model: &mut Model) {
        let (holder, now) = (model.cast.people[self.holder], model.now);
        let unit = &mut model.units[self.unit];
        unit.sequence += 1;
        let (request, amount) = match self.word {
            Word::Redeem(amount) => (Request::Redeem, amount),
            Word::Interest(amount) => (Request::Interest, amount),
            Word::Cancel => return unit.clear_request(),
            Word::Push(enabled) => {
                unit.push_to = if enabled { holder } else { Pubkey::default() };
                return;
            }
        };
        (unit.request, unit.requested_amount, unit.requested_by) = (request, amount, holder);
        unit.requested_until = now + REQUEST_SECONDS;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.holder])
    }
}

/// The beacon pays what was asked for.
#[derive(Debug)]
pub struct Fulfil {
    unit: usize,
    request: Request,
    payment: Payment,
}

impl Fulfil {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let request = if operation.kind == Kind::FulfilRedeem { Request::Redeem } else { Request::Interest };
        pick(operation, model, &living(model), |number| {
            let unit = &model.units[number];
            if operation.apt && unit.request != request && !operation.way.is_multiple_of(8) {
                return None;
            }
            let mut payment = from_book(operation, model, number);
            if operation.apt {
                payment = answer(unit, request, payment);
            }
            Some(Self { unit: number, request, payment })
        })
    }

    fn part(&self) -> FromBook<'_> {
        FromBook { unit: self.unit, payment: &self.payment }
    }
}

/// `payment`, or at least what is missing of what was asked for.
fn answer(unit: &Unit, request: Request, payment: Payment) -> Payment {
    let wanted = |credited: u128| {
        u64::try_from(u128::from(unit.requested_amount).saturating_sub(credited)).expect("a part")
    };
    match request {
        Request::Interest => {
            let credited = u128::from(unit.funded.interest) + u128::from(unit.funded.penalty);
            let interest = payment.interest.max(wanted(credited)).max(1);
            Payment { principal: 0, interest, ..payment }
        }
        _ => {
            let credited = total(&unit.funded) + u128::from(payment.interest) + u128::from(payment.penalty);
            // At least a base unit, which need not be principal.
            let least = u64::from(total(&payment) == u128::from(payment.principal));
            Payment { principal: wanted(credited).max(least).min(unit.claim()), ..payment }
        }
    }
}

impl Act for Fulfil {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        self.part().object(model, &mut refusals);
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        let live = unit.request == self.request && model.now < unit.requested_until;
        let asked = live && unit.owner == Some(unit.requested_by);
        refusals.when(!asked, NfatError::NotRequested);
        let mut credited = total(&unit.funded) + total(&self.payment);
        if self.request == Request::Interest {
            refusals.when(self.payment.principal > 0, NfatError::NotRequested);
            credited -= u128::from(unit.funded.principal) + u128::from(self.payment.principal);
        }
        refusals.when(credited < u128::from(unit.requested_amount), NfatError::BelowRequest);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (site, book) = (model.site_of(unit.book), &model.books[unit.book].at);
        let (beacon, asset) = (&site.roles().beacon, &unit.at.asset);
        match self.request {
            Request::Redeem => ix::fulfil_redeem(beacon, &site.at, book, asset, self.payment),
            _ => ix::fulfil_interest(beacon, &site.at, book, asset, self.payment),
        }
    }

    fn apply(&self, model: &mut Model) {
        self.part().apply(model);
        let unit = &mut model.units[self.unit];
        unit.clear_request();
        unit.sequence += 1;
        if self.request == Request::Redeem {
            let redeem = &mut model.books[unit.book].redeem;
            let given_up = unit.claim();
            redeem.claims[usize::from(unit.rank)] -= given_up;
            redeem.outstanding -= given_up;
            redeem.defaults -= u64::from(unit.defaulted);
            unit.outstanding -= given_up;
            (unit.agreed, unit.defaulted) = (true, false);
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, model.units[self.unit].book))
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}
