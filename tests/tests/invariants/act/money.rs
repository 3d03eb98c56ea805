//! Money of Books that goes out and comes home, and money that somebody sends without being asked.

use super::{
    around,
    book::{beacon_of, open_books},
    pick, Act, Refusals, INSUFFICIENT,
};
use crate::{cast::Endpoint, model::Model, operation::Operation};
use halo_sdk::{
    facility::{error::FacilityError, state::halt},
    halo_math::Phase,
    instructions::{facility as ix, pau as pau_ix},
    pau::error::PauError,
    token,
};
use halo_tests::world::DECIMALS;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

#[derive(Debug)]
pub struct Deploy {
    book: usize,
    endpoint: usize,
    amount: u64,
}

impl Deploy {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let (state, site) = (&model.books[book], model.site_of(book));
            let endpoint = usize::from(operation.other) % site.endpoints.len();
            let held = model.held(&state.at.token_account);
            let usable = model.usable(&site.endpoints[endpoint].limit);
            let bound = if operation.way.is_multiple_of(8) { usable } else { held.min(usable) };
            Some(Self { book, endpoint, amount: operation.amount.of(bound) })
        })
    }

    fn endpoint<'a>(&self, model: &'a Model) -> &'a Endpoint {
        &model.site_of(self.book).endpoints[self.endpoint]
    }
}

impl Act for Deploy {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let book = &model.books[self.book];
        let halo = &model.halos[book.site];
        refusals.when(halo.halted & halt::DEPLOY != 0, FacilityError::Halted);
        refusals.when(book.halted & halt::DEPLOY != 0, FacilityError::BookHalted);
        refusals.when(book.phase != Phase::Deploying, FacilityError::WrongPhase);
        refusals.when(model.now >= book.deploy_until, FacilityError::DeployWindowClosed);
        refusals.when(halo.frozen, PauError::Frozen);
        refusals.when(self.amount == 0, PauError::ZeroAmount);
        let usable = model.usable(&self.endpoint(model).limit);
        refusals.when(self.amount > usable, PauError::RateLimitExceeded);
        refusals.when(self.amount > model.held(&book.at.token_account), INSUFFICIENT);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site_of(self.book);
        let (book, endpoint) = (&model.books[self.book].at, self.endpoint(model));
        ix::deploy(&site.roles().beacon, &site.at, book, &endpoint.account, self.amount)
    }

    fn apply(&self, model: &mut Model) {
        let Endpoint { account, limit, .. } = *self.endpoint(model);
        model.charge(&limit, self.amount);
        let book = &mut model.books[self.book];
        book.deployed += self.amount;
        book.sequence += 1;
        book.vault_sequence += 1;
        let from = book.at.token_account;
        model.transfer(&from, &account, self.amount);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}

#[derive(Debug)]
pub struct ReturnFunds {
    book: usize,
    endpoint: usize,
    amount: u64,
}

impl ReturnFunds {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let state = &model.books[book];
            let away = state.deployed.saturating_sub(state.returned);
            let interest: u64 = state.units.iter().map(|unit| model.units[*unit].deal.interest()).sum();
            let due = if state.settled() { away.saturating_add(interest) } else { away };
            // A Book that has nothing away gets little, which may keep it from closing.
            let amount = if away == 0 { operation.amount.of(5) } else { operation.amount.of(due) };
            let endpoint = usize::from(operation.other) % model.site_of(book).endpoints.len();
            (!operation.apt || away > 0 || operation.way.is_multiple_of(8)).then_some(Self {
                book,
                endpoint,
                amount,
            })
        })
    }
}

impl Act for ReturnFunds {
    /// In every phase, halted or frozen.
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let from = &model.site_of(self.book).endpoints[self.endpoint].account;
        refusals.when(self.amount == 0, FacilityError::ZeroAmount);
        refusals.when(self.amount > model.held(from), INSUFFICIENT);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site_of(self.book);
        let Endpoint { owner, account, .. } = &site.endpoints[self.endpoint];
        ix::return_funds(owner, account, &site.at, &model.books[self.book].at, self.amount)
    }

    fn apply(&self, model: &mut Model) {
        let from = model.site_of(self.book).endpoints[self.endpoint].account;
        let book = &mut model.books[self.book];
        book.returned += self.amount;
        book.sequence += 1;
        let to = book.at.token_account;
        model.transfer(&from, &to, self.amount);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site_of(self.book).endpoints[self.endpoint].owner)
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}

/// A token transfer into an account of the suite past all its programs. Nobody's claim changes.
#[derive(Debug)]
pub struct Donate {
    site: usize,
    from: usize,
    to: Pubkey,
    amount: u64,
}

impl Donate {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| {
            let from = usize::from(operation.other) % model.cast.people.len();
            let mut targets = vec![model.site(site).queue_tokens];
            let books = model.books.iter().filter(|book| book.site == site);
            // Rarely to a Book itself: it cannot be closed while something is left in it.
            targets.extend(books.map(|book| match operation.way % 8 {
                0 => book.at.token_account,
                _ => book.at.redeem_token_account,
            }));
            let amount = operation.amount.of(1_000);
            Some(Self { site, from, to: *around(&targets, operation.way), amount })
        })
    }
}

impl Act for Donate {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let wallet = &model.site(self.site).seats[self.from].wallet;
        refusals.when(self.amount > model.held(wallet), INSUFFICIENT);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let transfer = token::Transfer {
            source: site.seats[self.from].wallet,
            destination: self.to,
            authority: model.cast.people[self.from],
            mint: site.at.mint,
            decimals: DECIMALS,
            amount: self.amount,
        };
        token::transfer_checked(site.token, &transfer).expect("a token program")
    }

    fn apply(&self, model: &mut Model) {
        let wallet = model.site(self.site).seats[self.from].wallet;
        model.transfer(&wallet, &self.to, self.amount);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.from])
    }
}

/// The PAU's relayer reaches for the money of a Book that a facility guards.
#[derive(Debug)]
pub struct Steal {
    book: usize,
    endpoint: usize,
}

impl Steal {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let endpoint = usize::from(operation.other) % model.site_of(book).endpoints.len();
            Some(Self { book, endpoint })
        })
    }
}

impl Act for Steal {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.when(true, PauError::VaultGuarded);
        refusals.when(model.halos[model.books[self.book].site].frozen, PauError::Frozen);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site_of(self.book);
        let source = pau_ix::BookSource {
            pau: site.at.pau,
            book: model.books[self.book].at.book,
            mint: site.at.mint,
            token_program: site.at.token_program,
        };
        pau_ix::transfer(&site.roles().relayer, &source, &site.endpoints[self.endpoint].account, 1)
    }

    fn apply(&self, _: &mut Model) {
        unreachable!("something forbids it always");
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site_of(self.book).roles().relayer)
    }
}
