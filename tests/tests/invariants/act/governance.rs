//! Whoever stops something, and whoever lets it go on.

use super::{book::open_books, pick, Act, Refusals};
use crate::{
    cast::{Site, PRIMES},
    model::Model,
    operation::{Kind, Operation},
};
use halo_sdk::{
    configurator::error::ConfiguratorError,
    facility::{error::FacilityError, instructions::SetPrimeArgs, state::halt},
    instructions::{
        configurator::{self as gov, Guardian, GuardianBy, InitFor},
        facility as ix,
    },
    pau::error::PauError,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Halt bits, sometimes unknown ones.
fn bits(operation: &Operation) -> u32 {
    match operation.way % 16 {
        0 => halt::ALL + 1,
        number => u32::from(number) & halt::ALL,
    }
}

/// Who halts: a warden, council, mom or freezer. True for a Beam.
fn halter(site: &Site, operation: &Operation) -> (Pubkey, bool) {
    let roles = site.roles();
    match operation.other % 4 {
        0 => (roles.council, false),
        1 => (roles.mom, false),
        2 => (roles.scope_freezer, false),
        _ => (roles.warden, true),
    }
}

fn object_to_bits(bits: u32, refusals: &mut Refusals) {
    refusals.when(bits == 0 || bits & !halt::ALL != 0, FacilityError::InvalidHalt);
}

#[derive(Debug)]
pub struct Halt {
    site: usize,
    bits: u32,
    lifts: bool,
    signer: Pubkey,
    by_beam: bool,
}

impl Halt {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| {
            let lifts = operation.kind == Kind::ClearHalt;
            let (signer, by_beam) = halter(model.site(site), operation);
            // Those who may halt may not lift, but for the council.
            let council = model.site(site).roles().council;
            let signer = if lifts && operation.apt { council } else { signer };
            let bits = if lifts && operation.apt { halt::ALL } else { bits(operation) };
            Some(Self { site, bits, lifts, signer, by_beam })
        })
    }
}

impl Act for Halt {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        object_to_bits(self.bits, &mut refusals);
        let council = model.site(self.site).roles().council;
        refusals.when(self.lifts && self.signer != council, FacilityError::NotCouncil);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let at = &model.site(self.site).at;
        match self.lifts {
            true => ix::clear_halt(&self.signer, at, self.bits),
            false => ix::set_halt(&self.signer, self.by_beam, at, self.bits),
        }
    }

    fn apply(&self, model: &mut Model) {
        let halo = &mut model.halos[self.site];
        change(&mut halo.halted, self.bits, self.lifts);
        halo.sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        Some(self.signer)
    }
}

fn change(halted: &mut u32, bits: u32, lifts: bool) {
    *halted = if lifts { *halted & !bits } else { *halted | bits };
}

#[derive(Debug)]
pub struct HaltBook {
    book: usize,
    bits: u32,
    lifts: bool,
    signer: Pubkey,
    by_beam: bool,
}

impl HaltBook {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let lifts = operation.kind == Kind::ClearBookHalt;
            let site = model.site_of(book);
            let (signer, by_beam) = halter(site, operation);
            let signer = if lifts && operation.apt { site.roles().council } else { signer };
            let bits = if lifts && operation.apt { halt::ALL } else { bits(operation) };
            // Apt for a Book on which there is something to lift.
            let useful = !lifts || model.books[book].halted != 0 || !operation.apt;
            useful.then_some(Self { book, bits, lifts, signer, by_beam })
        })
    }
}

impl Act for HaltBook {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        object_to_bits(self.bits, &mut refusals);
        let council = model.site_of(self.book).roles().council;
        refusals.when(self.lifts && self.signer != council, FacilityError::NotCouncil);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (at, book) = (&model.site_of(self.book).at, &model.books[self.book].at.book);
        match self.lifts {
            true => ix::clear_book_halt(&self.signer, at, book, self.bits),
            false => {
                let over = self.by_beam.then_some(&at.facility);
                ix::halt_book(&self.signer, over, at, book, self.bits)
            }
        }
    }

    fn apply(&self, model: &mut Model) {
        let book = &mut model.books[self.book];
        change(&mut book.halted, self.bits, self.lifts);
        if !self.lifts {
            // Whoever gave the word may be gone.
            book.uncover();
        }
        book.sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        Some(self.signer)
    }
}

/// Stops everything that leaves a PAU's Books, or lets it leave again.
#[derive(Debug)]
pub struct Freeze {
    site: usize,
    thaws: bool,
    signer: Pubkey,
}

impl Freeze {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| {
            let (roles, thaws) = (model.site(site).roles(), operation.kind == Kind::Unfreeze);
            let thawer = if operation.apt { roles.council } else { roles.mom };
            let freezer = [roles.council, roles.mom, roles.scope_freezer][usize::from(operation.other % 3)];
            Some(Self { site, thaws, signer: if thaws { thawer } else { freezer } })
        })
    }
}

impl Act for Freeze {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (roles, frozen) = (model.site(self.site).roles(), model.halos[self.site].frozen);
        refusals.when(self.thaws && self.signer != roles.council, ConfiguratorError::NotCouncil);
        refusals.when(!self.thaws && frozen, PauError::Frozen);
        refusals.when(self.thaws && !frozen, PauError::NotFrozen);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let at = &model.site(self.site).at;
        let (signer, scope, pau) = (self.signer, at.scope, at.pau);
        match self.thaws {
            true => gov::unfreeze_pau(&signer, &scope, &pau),
            false => gov::freeze_pau(&Guardian { signer, scope, pau, by: GuardianBy::ABeam }),
        }
    }

    fn apply(&self, model: &mut Model) {
        let halo = &mut model.halos[self.site];
        halo.frozen = !self.thaws;
        halo.pau_sequence += 1;
        halo.scope_sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        Some(self.signer)
    }
}

/// Ends or renews the approval of a Prime.
#[derive(Debug)]
pub struct SetPrime {
    site: usize,
    prime: usize,
    active: bool,
}

impl SetPrime {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites = 0..model.halos.len();
        let seats: Vec<(usize, usize)> =
            sites.flat_map(|site| (0..PRIMES).map(move |prime| (site, prime))).collect();
        pick(operation, model, &seats, |(site, prime)| {
            // Most of the time most Primes are approved.
            let ended = !model.halos[site].primes[prime].active;
            let active = !operation.way.is_multiple_of(4);
            (!operation.apt || ended || !active).then_some(Self { site, prime, active })
        })
    }
}

impl Act for SetPrime {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let halo = &model.halos[self.site];
        let renewed = self.active && !halo.primes[self.prime].active;
        refusals.when(renewed && halo.frozen, ConfiguratorError::PauFrozen);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let limit = site.deployment.prime_limit;
        let args = SetPrimeArgs { active: self.active, max: limit.max, slope: limit.slope };
        let prime = &model.cast.people[self.prime];
        ix::set_prime(&site.deployment.configurer(), &site.at, prime, Some(InitFor::Pau), args)
    }

    fn apply(&self, model: &mut Model) {
        let (now, approval) = (model.now, model.site(self.site).seats[self.prime].approval);
        let limit = model.limits.get_mut(&approval).expect("a limit");
        limit.settle(now);
        limit.sequence += 1;
        model.halos[self.site].primes[self.prime].active = self.active;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().govops)
    }
}
