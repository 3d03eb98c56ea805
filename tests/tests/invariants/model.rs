//! What everything must be: who owns what and who is owed what, kept beside the chain and exactly.

pub mod book;
pub mod deal;
pub mod limit;
pub mod permit;
pub mod queue;
pub mod redeem;
pub mod unit;
pub mod wrapper;

use crate::{
    act::Watch,
    cast::{Cast, Site, PRIMES},
    chain::{decode, tokens_of},
    vm::Vm,
};
use anchor_lang::AccountDeserialize;
use book::Book;
use halo_sdk::{
    configurator::state::{Beam, Scope},
    facility::state::{Facility, PrimeApproval, QueuePosition},
    nfat::state::NfatConfig,
    pau::state::{Pau, RateLimit},
};
use limit::Limit;
use queue::{Halo, Prime};
use solana_account::ReadableAccount;
use solana_pubkey::Pubkey;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use unit::Unit;
use wrapper::Wrapper;

/// What the account at an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A token account.
    Tokens,
    /// A limit of a PAU.
    Limit,
    Scope(usize),
    Pau(usize),
    Facility(usize),
    Queue(usize),
    /// Of a facility and a person.
    Approval(usize, usize),
    Position(usize, usize),
    Config(usize),
    Collection(usize),
    Book(usize),
    /// The Book's record in the PAU.
    Vault(usize),
    Redeem(usize),
    /// Of a Book, by its place there.
    Attestation(usize, usize),
    Nfat(usize),
    Asset(usize),
    /// That a Book holds this unit.
    Holding(usize),
    /// Of a facility, by its place there.
    Accord(usize, usize),
    /// That a facility's NFATs may go to this address.
    Admission(usize, Pubkey),
    /// Of a facility's beacon or attestor.
    Beam(usize, Watch),
    /// A scheduled operation of a facility's scope, and what it permits.
    Operation(usize, usize),
    Permit(usize, usize),
    /// An asset that was replaced, and its record.
    Burnt,
    Gone,
    Wrapper(usize),
    FractionMint(usize),
    /// A token account of a wrapper's fractions, of a person or the wrapper's own.
    Fractions(usize, Option<usize>),
    /// Of a wrapper and a person.
    Stake(usize, usize),
}

#[derive(Clone)]
pub struct Model {
    pub cast: Arc<Cast>,
    /// Unix seconds.
    pub now: i64,
    /// Base units in every token account.
    pub tokens: HashMap<Pubkey, u64>,
    /// Limits of the PAUs and of the Primes, by account.
    pub limits: HashMap<Pubkey, Limit>,
    pub halos: Vec<Halo>,
    pub books: Vec<Book>,
    pub units: Vec<Unit>,
    pub wrappers: Vec<Wrapper>,
    pub subjects: HashMap<Pubkey, Subject>,
}

impl Model {
    /// What there is at `now` on a chain on which nobody has acted yet.
    pub fn new(cast: Arc<Cast>, vm: &Vm, now: i64) -> Self {
        let mut model = Self {
            cast: cast.clone(),
            now,
            tokens: HashMap::new(),
            limits: HashMap::new(),
            halos: Vec::new(),
            books: Vec::new(),
            units: Vec::new(),
            wrappers: Vec::new(),
            subjects: HashMap::new(),
        };
        for (number, site) in cast.sites.iter().enumerate() {
            model.add_site(number, site, vm);
        }
        model
    }

    fn add_site(&mut self, number: usize, site: &Site, vm: &Vm) {
        let at = &site.at;
        let seats = site.seats.iter().map(|seat| seat.wallet);
        let endpoints = site.endpoints.iter().map(|endpoint| endpoint.account);
        for account in seats.chain(endpoints).chain([site.queue_tokens]) {
            self.add_tokens(account, tokens_of(vm, &account).expect("deployed"));
        }
        let limits = site.endpoints.iter().map(|endpoint| endpoint.limit);
        for address in limits.chain([site.claim_limit, site.withdraw_limit]) {
            let limit: RateLimit = read(vm, &address);
            let values = [limit.max, limit.slope, limit.available, limit.remainder];
            let limit = Limit::new(values, limit.last_updated, limit.outstanding, limit.sequence);
            self.limits.insert(address, limit);
            self.subjects.insert(address, Subject::Limit);
        }
        let named = [
            (at.scope, Subject::Scope(number)),
            (at.pau, Subject::Pau(number)),
            (at.facility, Subject::Facility(number)),
            (site.queue, Subject::Queue(number)),
            (site.nfat_config, Subject::Config(number)),
            (at.collection(), Subject::Collection(number)),
        ];
        self.subjects.extend(named);
        let (facility, scope): (Facility, Scope) = (read(vm, &at.facility), read(vm, &at.scope));
        let beam = |watch: Watch| {
            let account = vm.account(&at.beam(&watch.holder(site))).expect("deployed");
            let beam = Beam::try_deserialize(&mut account.data()).expect("a Beam");
            Some(beam.granted_at)
        };
        let beams = Watch::ALL.map(|watch| (at.beam(&watch.holder(site)), Subject::Beam(number, watch)));
        self.subjects.extend(beams);
        let primes = (0..PRIMES).map(|person| self.add_prime(number, person, site, vm)).collect();
        self.halos.push(Halo {
            halted: facility.halted,
            frozen: false,
            whitelist: false,
            admitted: BTreeMap::new(),
            beacon: beam(Watch::Beacon),
            attestor: beam(Watch::Attestor),
            next_book: facility.next_book_id,
            next_token: 1,
            minted: 0,
            burnt: 0,
            shares: 0,
            sequence: facility.sequence,
            scope_sequence: scope.sequence,
            pau_sequence: read::<Pau>(vm, &at.pau).sequence,
            config_sequence: read::<NfatConfig>(vm, &site.nfat_config).sequence,
            primes,
            accords: Vec::new(),
            permits: Vec::new(),
            first_operation: scope.operation_count + 1,
            config_version: scope.config_version,
        });
    }

    fn add_prime(&mut self, number: usize, person: usize, site: &Site, vm: &Vm) -> Prime {
        let seat = &site.seats[person];
        let approval: PrimeApproval = read(vm, &seat.approval);
        let limit = approval.limit;
        let values = [limit.max, limit.slope, limit.available, limit.remainder];
        let limit = Limit::new(values, limit.last_updated, limit.outstanding, approval.sequence);
        self.limits.insert(seat.approval, limit);
        self.subjects.insert(seat.approval, Subject::Approval(number, person));
        self.subjects.insert(seat.position, Subject::Position(number, person));
        let position: QueuePosition = read(vm, &seat.position);
        Prime { active: true, shares: 0, sequence: position.sequence, agreed: None }
    }

    pub fn site(&self, number: usize) -> &Site {
        &self.cast.sites[number]
    }

    /// Facility of a Book.
    pub fn site_of(&self, book: usize) -> &Site {
        self.site(self.books[book].site)
    }

    /// Number of the person that owns a unit.
    pub fn holder(&self, unit: usize) -> Option<usize> {
        self.cast.number(&self.units[unit].owner?)
    }

    /// Whether `to` is a Book that could not hold a unit, which would be there for ever.
    pub fn is_stuck(&self, unit: usize, to: &Pubkey) -> bool {
        let Some(holder) = self.books.iter().find(|book| book.at.book == *to) else { return false };
        let child = &self.books[self.units[unit].book];
        let mint = |book: &Book| self.site(book.site).at.mint;
        holder.level <= child.level || mint(holder) != mint(child)
    }

    /// The Book that holds a unit, and with how much principal it counts it.
    pub fn holder_book(&self, unit: usize) -> Option<(usize, u64)> {
        self.books.iter().enumerate().find_map(|(number, book)| {
            let (_, principal) = book.held.iter().find(|(held, _)| *held == unit)?;
            Some((number, *principal))
        })
    }

    /// From now on a token account like every other.
    pub fn add_tokens(&mut self, account: Pubkey, held: u64) {
        self.tokens.insert(account, held);
        self.subjects.insert(account, Subject::Tokens);
    }

    /// Whether this is a beacon or an attestor without a Beam.
    pub fn lacks_beam(&self, who: &Pubkey) -> bool {
        let lacks = |site: &Site, halo: &Halo, watch: Watch| {
            watch.holder(site) == *who && halo.since(watch).is_none()
        };
        let mut sites = self.cast.sites.iter().zip(&self.halos);
        sites.any(|(site, halo)| Watch::ALL.into_iter().any(|watch| lacks(site, halo, watch)))
    }

    pub fn held(&self, account: &Pubkey) -> u64 {
        self.tokens[account]
    }

    /// Moves what must be there.
    pub fn transfer(&mut self, from: &Pubkey, to: &Pubkey, amount: u64) {
        let held = self.tokens[from].checked_sub(amount).expect("a refusal was expected");
        self.tokens.insert(*from, held);
        *self.tokens.get_mut(to).expect("a token account") += amount;
    }

    /// What a limit lets through now.
    pub fn usable(&self, limit: &Pubkey) -> u64 {
        self.limits[limit].usable(self.now)
    }

    pub fn charge(&mut self, limit: &Pubkey, amount: u64) {
        let now = self.now;
        self.limits.get_mut(limit).expect("a limit").charge(amount, now);
    }
}

fn read<T: bytemuck::Pod>(vm: &Vm, address: &Pubkey) -> T {
    let account = vm.account(address).unwrap_or_else(|| panic!("{address} is not deployed"));
    decode(account.data()).expect("an account of this type")
}
