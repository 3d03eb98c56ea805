//! Who may receive NFATs of a facility.

use super::{pick, Act, Refusals};
use crate::{
    model::{queue::Admission, Model, Subject},
    operation::{Kind, Operation},
};
use halo_sdk::{halo_math::Phase, instructions::nfat as ix, nfat::error::NfatError};
use halo_tests::world::DAY;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

#[derive(Debug)]
pub struct SetMode {
    site: usize,
    enabled: bool,
}

impl SetMode {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let sites: Vec<usize> = (0..model.halos.len()).collect();
        pick(operation, model, &sites, |site| Some(Self { site, enabled: operation.way.is_multiple_of(2) }))
    }
}

impl Act for SetMode {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unchanged = model.halos[self.site].whitelist == self.enabled;
        refusals.when(unchanged, NfatError::WhitelistModeUnchanged);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        ix::set_whitelist_mode(&site.roles().beacon, &site.at, self.enabled)
    }

    fn apply(&self, model: &mut Model) {
        let halo = &mut model.halos[self.site];
        halo.whitelist = self.enabled;
        halo.config_sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().beacon)
    }
}

/// Who could receive: everybody, and Books that could hold.
pub fn receivers(model: &Model) -> Vec<Pubkey> {
    let holders = model.books.iter().filter(|book| book.level > 0 && book.phase == Phase::Deploying);
    let holders = holders.map(|book| book.at.book);
    model.cast.people.iter().copied().chain(holders).collect()
}

/// What keeps a facility's NFAT from going to `receiver`.
pub fn object_to_receiver(model: &Model, site: usize, receiver: &Pubkey, refusals: &mut Refusals) {
    let halo = &model.halos[site];
    if halo.whitelist {
        match halo.admitted.get(receiver) {
            None => refusals.when(true, NfatError::ReceiverNotAdmitted),
            Some(entry) => refusals.when(entry.valid_until <= model.now, NfatError::AdmissionExpired),
        }
    }
}

/// Admits somebody until a time, or no longer.
#[derive(Debug)]
pub struct Admit {
    site: usize,
    receiver: Pubkey,
    /// None to remove it.
    valid_until: Option<i64>,
}

impl Admit {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let removes = operation.kind == Kind::RemoveReceiver;
        let wrappers = model.wrappers.iter().filter(|wrapper| !wrapper.closed);
        let mut everybody = receivers(model);
        everybody.extend(wrappers.map(|wrapper| wrapper.at.wrapped));
        let sites = 0..model.halos.len();
        let subjects: Vec<(usize, Pubkey)> = match removes && operation.apt {
            true => sites
                .flat_map(|site| model.halos[site].admitted.keys().map(move |receiver| (site, *receiver)))
                .collect(),
            false => sites.flat_map(|site| everybody.iter().map(move |to| (site, *to))).collect(),
        };
        pick(operation, model, &subjects, |(site, receiver)| {
            let until = model.now + i64::from(operation.way % 40) * DAY;
            Some(Self { site, receiver, valid_until: (!removes).then_some(until) })
        })
    }
}

impl Act for Admit {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let past = self.valid_until.is_some_and(|until| until <= model.now);
        refusals.when(past, NfatError::AdmissionInPast);
        let absent = !model.halos[self.site].admitted.contains_key(&self.receiver);
        let gone = self.valid_until.is_none() && absent;
        refusals.when(gone, anchor_lang::error::ErrorCode::AccountNotInitialized);
        refusals.when(gone, anchor_lang::error::ErrorCode::AccountOwnedByWrongProgram);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let beacon = &site.roles().beacon;
        match self.valid_until {
            Some(until) => ix::admit_receiver(beacon, &site.at, &self.receiver, until),
            None => ix::remove_receiver(beacon, &site.at, &self.receiver, beacon),
        }
    }

    fn apply(&self, model: &mut Model) {
        let address = model.site(self.site).at.whitelist_entry(&self.receiver);
        model.subjects.insert(address, Subject::Admission(self.site, self.receiver));
        let admitted = &mut model.halos[self.site].admitted;
        match self.valid_until {
            None => _ = admitted.remove(&self.receiver),
            Some(valid_until) => {
                let sequence = admitted.get(&self.receiver).map_or(0, |entry| entry.sequence) + 1;
                admitted.insert(self.receiver, Admission { valid_until, sequence });
            }
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().beacon)
    }
}
