//! What Primes do with the queue.

use super::{pick, Act, Refusals, INSUFFICIENT};
use crate::{
    cast::PRIMES,
    model::{deal::Deal, queue::Agreed, redeem::RANKS, Model},
    operation::{Amount, Operation},
};
use halo_sdk::{
    facility::{error::FacilityError, state::halt},
    halo_math::Consent,
    instructions::facility as ix,
};
use halo_tests::world::DAY;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Every Prime at every facility.
fn seats(model: &Model) -> Vec<(usize, usize)> {
    (0..model.halos.len()).flat_map(|site| (0..PRIMES).map(move |prime| (site, prime))).collect()
}

/// What a deposit does to the Prime's consent.
#[derive(Clone, Debug)]
enum Change {
    Keep,
    Lift,
    Agree(Box<Agreed>),
}

#[derive(Debug)]
pub struct Deposit {
    site: usize,
    prime: usize,
    amount: u64,
    change: Change,
}

impl Deposit {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &seats(model), |(site, prime)| {
            let held = model.held(&model.site(site).seats[prime].wallet);
            let amount = operation.amount.of(held / 8);
            let change = match operation.way % 8 {
                0 => Change::Lift,
                1..=3 => Change::Keep,
                _ => Change::Agree(Box::new(agreement(operation, model, site, prime, amount))),
            };
            Some(Self { site, prime, amount, change })
        })
    }
}

/// A deal over a part of what will be queued, good for about two weeks.
fn agreement(operation: &Operation, model: &Model, site: usize, prime: usize, amount: u64) -> Agreed {
    let buybox = model.site(site).buybox();
    let queued = model.halos[site].primes[prime].shares.saturating_add(amount);
    let most = buybox.size_max.min(queued).max(buybox.size_min);
    let part = Amount { permille: operation.more.permille, plus: 0 };
    let principal = buybox.size_min + part.of(most - buybox.size_min);
    let deal = Deal::new(buybox, principal, model.now, operation.way);
    let days = i64::from(operation.other % 16);
    // Sometimes the wrong way round, sometimes expired.
    let min = if operation.other % 64 == 63 { principal + 1 } else { principal / 3 };
    let max_rank = (operation.other / 64 % 5) as u8;
    let shares = operation.way % 5 < 2;
    Agreed { deal, min, max: principal, max_rank, shares, expires: model.now + days * DAY }
}

impl Change {
    fn consent(&self) -> Option<Consent> {
        match self {
            Self::Keep => None,
            Self::Lift => Some(Consent::default()),
            Self::Agree(agreed) => Some(agreed.consent()),
        }
    }
}

impl Act for Deposit {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let halo = &model.halos[self.site];
        refusals.when(halo.halted & halt::DEPOSIT != 0, FacilityError::Halted);
        refusals.when(!halo.primes[self.prime].active, FacilityError::PrimeNotApproved);
        refusals.when(self.amount == 0, FacilityError::ZeroAmount);
        let wallet = &model.site(self.site).seats[self.prime].wallet;
        refusals.when(self.amount > model.held(wallet), INSUFFICIENT);
        if let Change::Agree(agreed) = &self.change {
            refusals.when(agreed.expires <= model.now, FacilityError::ConsentExpired);
            let sound = agreed.min <= agreed.max && usize::from(agreed.max_rank) < RANKS;
            refusals.when(!sound, FacilityError::InvalidConsent);
        }
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let prime = &model.cast.people[self.prime];
        let wallet = &site.seats[self.prime].wallet;
        ix::deposit(prime, wallet, &site.at, self.amount, self.change.consent())
    }

    fn apply(&self, model: &mut Model) {
        let cast = model.cast.clone();
        let site = &cast.sites[self.site];
        model.transfer(&site.seats[self.prime].wallet, &site.queue_tokens, self.amount);
        let halo = &mut model.halos[self.site];
        halo.shares += self.amount;
        let prime = &mut halo.primes[self.prime];
        prime.shares += self.amount;
        prime.sequence += 1;
        match &self.change {
            Change::Keep => {}
            Change::Lift => prime.agreed = None,
            Change::Agree(agreed) => prime.agreed = Some((**agreed).clone()),
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.prime])
    }
}

#[derive(Debug)]
pub struct Withdraw {
    site: usize,
    prime: usize,
    /// None for all.
    shares: Option<u64>,
    /// Person whose account is paid.
    to: usize,
}

impl Withdraw {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &seats(model), |(site, prime)| {
            let part = operation.amount.of(model.halos[site].primes[prime].shares);
            let shares = (operation.way.is_multiple_of(4)).then_some(part);
            let to =
                if operation.way.is_multiple_of(3) { usize::from(operation.other) % PRIMES } else { prime };
            Some(Self { site, prime, shares, to })
        })
    }

    fn burnt(&self, model: &Model) -> u64 {
        self.shares.unwrap_or(model.halos[self.site].primes[self.prime].shares)
    }
}

impl Act for Withdraw {
    /// No halt, no freeze and no end of an approval is among them.
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let owned = model.halos[self.site].primes[self.prime].shares;
        let burnt = self.burnt(model);
        refusals.when(owned == 0, FacilityError::NothingQueued);
        refusals.when(burnt == 0, FacilityError::ZeroAmount);
        refusals.when(burnt > owned, FacilityError::InsufficientQueued);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let prime = &model.cast.people[self.prime];
        ix::withdraw(prime, &site.seats[self.to].wallet, &site.at, self.shares)
    }

    fn apply(&self, model: &mut Model) {
        let cast = model.cast.clone();
        let (site, burnt) = (&cast.sites[self.site], self.burnt(model));
        model.transfer(&site.queue_tokens, &site.seats[self.to].wallet, burnt);
        let halo = &mut model.halos[self.site];
        halo.shares -= burnt;
        let prime = &mut halo.primes[self.prime];
        prime.shares -= burnt;
        prime.sequence += 1;
        if prime.shares == 0 {
            prime.agreed = None;
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.prime])
    }
}
