//! Agreements with one Prime that take the buybox's place.

use super::{claim::most_payout, pick, Act, Refusals};
use crate::{
    cast::PRIMES,
    model::{
        deal::{Deal, Flaw},
        queue::Accord,
        Model, Subject,
    },
    operation::Operation,
};
use halo_sdk::{
    addresses,
    configurator::error::ConfiguratorError,
    facility::{error::FacilityError, state::AccordTerms},
    instructions::facility::{self as ix, AccordParty},
};
use halo_tests::world::{million, DAY};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// The GovOps proposes.
#[derive(Debug)]
pub struct Propose {
    site: usize,
    prime: usize,
    deal: Deal,
    terms: AccordTerms,
}

impl Propose {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| {
            let prime = usize::from(operation.other) % PRIMES;
            let buybox = model.site(site).buybox();
            // Beyond the buybox: an accord may be about anything.
            let total = 1 + operation.amount.of(million(150));
            let deal = Deal::new(buybox, total, model.now, operation.other);
            let slip = |number: u16| operation.way % 47 == number;
            let share_book = operation.way.is_multiple_of(3);
            let terms = AccordTerms {
                terms_hash: deal.hash,
                payout_cap: deal.cap() * if slip(1) { 0 } else { 1 + u64::from(slip(4)) },
                min_amount: if slip(2) { 0 } else { operation.more.of(total).clamp(1, total) },
                max_amount: total,
                rank: if share_book || slip(3) { (operation.way % 5) as u8 } else { 0 },
                share_book,
                grace_days: operation.way % 6,
                expires_at: model.now + i64::from(operation.way % 21) * DAY,
            };
            Some(Self { site, prime, deal, terms })
        })
    }

    fn address(&self, model: &Model) -> Pubkey {
        let (facility, prime) = (model.site(self.site).at.facility, &model.cast.people[self.prime]);
        addresses::accord(&facility, prime, &self.terms.terms_hash)
    }
}

impl Act for Propose {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (halo, terms) = (&model.halos[self.site], &self.terms);
        refusals.when(halo.frozen, ConfiguratorError::PauFrozen);
        refusals.when(terms.rank > 3, FacilityError::InvalidRank);
        refusals.when(terms.rank > 0 && !terms.share_book, FacilityError::RankNotShared);
        let ordered = terms.min_amount > 0 && terms.min_amount <= terms.max_amount;
        let sound = ordered && terms.payout_cap >= terms.max_amount;
        refusals.when(!sound, FacilityError::InvalidAccord);
        let most = most_payout(model.site(self.site).buybox(), terms.max_amount);
        refusals.when(terms.share_book && terms.payout_cap > most, FacilityError::AccordAboveBuybox);
        refusals.when(terms.expires_at <= model.now, FacilityError::AccordExpired);
        let address = self.address(model);
        let exists = halo.accords.iter().any(|accord| accord.address == address && !accord.ended);
        refusals.when(exists, 0_u32);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (site, prime) = (model.site(self.site), &model.cast.people[self.prime]);
        let configurer = site.deployment.configurer();
        ix::propose_accord(&model.cast.payer, &configurer, &site.at, prime, self.terms)
    }

    fn apply(&self, model: &mut Model) {
        let address = self.address(model);
        let accords = &mut model.halos[self.site].accords;
        model.subjects.insert(address, Subject::Accord(self.site, accords.len()));
        accords.push(Accord {
            address,
            prime: self.prime,
            deal: Deal { flaw: Flaw::None, ..self.deal.clone() },
            terms: self.terms,
            left: self.terms.max_amount,
            accepted: false,
            ended: false,
            sequence: 1,
        });
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().govops)
    }
}

/// Facility and place of every accord that has not ended.
fn accords(model: &Model) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (site, halo) in model.halos.iter().enumerate() {
        let live = halo.accords.iter().enumerate().filter(|(_, accord)| !accord.ended);
        found.extend(live.map(|(number, _)| (site, number)));
    }
    found
}

#[derive(Debug)]
pub struct Accept {
    site: usize,
    accord: usize,
    /// Person that signs.
    prime: usize,
    /// Whether it names every figure of the accord.
    right: bool,
}

impl Accept {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &accords(model), |(site, accord)| {
            let prime = model.halos[site].accords[accord].prime;
            Some(Self { site, accord, prime, right: !operation.way.is_multiple_of(16) })
        })
    }
}

impl Act for Accept {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let accord = &model.halos[self.site].accords[self.accord];
        refusals.when(!self.right, FacilityError::AccordDiffers);
        refusals.when(accord.accepted, FacilityError::AccordAccepted);
        refusals.when(model.now >= accord.terms.expires_at, FacilityError::AccordExpired);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let mut terms = model.halos[self.site].accords[self.accord].terms;
        terms.grace_days += u16::from(!self.right);
        ix::accept_accord(&model.cast.people[self.prime], &model.site(self.site).at, terms)
    }

    fn apply(&self, model: &mut Model) {
        let accord = &mut model.halos[self.site].accords[self.accord];
        accord.accepted = true;
        accord.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.prime])
    }
}

#[derive(Debug)]
pub struct Cancel {
    site: usize,
    accord: usize,
    by_prime: bool,
}

impl Cancel {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &accords(model), |(site, accord)| {
            Some(Self { site, accord, by_prime: operation.way.is_multiple_of(2) })
        })
    }
}

impl Act for Cancel {
    /// Not even a freeze is among them.
    fn refusals(&self, _: &Model) -> Refusals {
        Refusals::default()
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (site, accord) = (model.site(self.site), &model.halos[self.site].accords[self.accord]);
        let configurer = site.deployment.configurer();
        let party = if self.by_prime { AccordParty::Prime } else { AccordParty::Configurer(&configurer) };
        let prime = &model.cast.people[accord.prime];
        ix::cancel_accord(party, &site.at, prime, &accord.terms.terms_hash, &model.cast.payer)
    }

    fn apply(&self, model: &mut Model) {
        model.halos[self.site].accords[self.accord].ended = true;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        let prime = model.halos[self.site].accords[self.accord].prime;
        let govops = model.site(self.site).roles().govops;
        Some(if self.by_prime { model.cast.people[prime] } else { govops })
    }
}
