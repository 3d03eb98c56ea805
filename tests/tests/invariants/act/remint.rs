//! Giving an NFAT that was burnt in a wallet an asset again: the council's permit behind the timelock, then the GovOps.

use super::{payment::living, pick, Act, Refusals};
use crate::{
    model::{permit::Permit, Model, Subject},
    operation::Operation,
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    addresses,
    configurator::{
        error::ConfiguratorError,
        instructions::ScheduleArgs,
        state::{Grant, Payload},
        DEFAULT_DELAY,
    },
    instructions::{
        configurator as gov,
        nfat::{self as ix, remint_digest, Remint as Replacement},
    },
    nfat::error::NfatError,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What the council schedules.
fn payload(model: &Model, site: usize, permit: &Permit) -> Payload {
    let target = model.site(site).nfat_config;
    let digest = remint_digest(&permit.asset, &model.cast.people[permit.owner]);
    Payload::AddInit { pau: Pubkey::default(), grant: Grant::Permit { target, digest } }
}

/// Facility and place of every permit that is not used.
fn permits(model: &Model) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (site, halo) in model.halos.iter().enumerate() {
        let open = halo.permits.iter().enumerate().filter(|(_, permit)| !permit.used);
        found.extend(open.map(|(number, _)| (site, number)));
    }
    found
}

/// The council schedules a permit.
#[derive(Debug)]
pub struct Schedule {
    site: usize,
    permit: Permit,
}

impl Schedule {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &living(model), |number| {
            let unit = &model.units[number];
            let (asset, site) = (unit.at.asset, model.books[unit.book].site);
            let halo = &model.halos[site];
            // Apt for one that is burnt and that nobody has thought of yet.
            let thought_of =
                halo.permits.iter().any(|permit| permit.asset == asset && permit.runs(model.now));
            if operation.apt && (unit.owner.is_some() || thought_of) {
                return None;
            }
            let permit = Permit {
                unit: number,
                asset,
                owner: usize::from(operation.other) % model.cast.people.len(),
                number: halo.first_operation + u64::try_from(halo.permits.len()).expect("few"),
                due: model.now + DEFAULT_DELAY,
                executed: false,
                used: false,
            };
            Some(Self { site, permit })
        })
    }
}

impl Act for Schedule {
    fn refusals(&self, _: &Model) -> Refusals {
        Refusals::default()
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let args = ScheduleArgs {
            payload: payload(model, self.site, &self.permit),
            predecessor: 0,
            config_version: model.halos[self.site].config_version,
        };
        let council = &site.roles().council;
        gov::schedule(&model.cast.payer, council, &site.at.scope, self.permit.number, args)
    }

    fn apply(&self, model: &mut Model) {
        let operation = addresses::operation(&model.site(self.site).at.scope, self.permit.number);
        let halo = &mut model.halos[self.site];
        model.subjects.insert(operation, Subject::Operation(self.site, halo.permits.len()));
        halo.permits.push(self.permit.clone());
        halo.scope_sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().council)
    }
}

/// Anybody lets the permit take effect.
#[derive(Debug)]
pub struct Execute {
    site: usize,
    permit: usize,
}

impl Execute {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &permits(model), |(site, permit)| Some(Self { site, permit }))
    }

    fn permit<'a>(&self, model: &'a Model) -> &'a Permit {
        &model.halos[self.site].permits[self.permit]
    }
}

impl Act for Execute {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let permit = self.permit(model);
        refusals.when(permit.executed, ConfiguratorError::AlreadyExecuted);
        refusals.when(model.now < permit.due, ConfiguratorError::NotDue);
        refusals.when(model.now >= permit.ends(), ConfiguratorError::Expired);
        let taken = model.halos[self.site].permits.iter().any(|other| permit.is_given_by(other));
        // The System program's code for an address that is taken.
        refusals.when(taken, 0_u32);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let permit = self.permit(model);
        let scope = &model.site(self.site).at.scope;
        let payload = payload(model, self.site, permit);
        gov::execute_payload(&model.cast.payer, scope, permit.number, 0, &payload)
    }

    fn apply(&self, model: &mut Model) {
        let scope = &model.site(self.site).at.scope;
        let record = addresses::record(scope, &payload(model, self.site, self.permit(model)));
        model.subjects.insert(record, Subject::Permit(self.site, self.permit));
        let halo = &mut model.halos[self.site];
        halo.permits[self.permit].executed = true;
        halo.scope_sequence += 1;
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}

/// The GovOps replaces the burnt asset.
#[derive(Debug)]
pub struct Remint {
    site: usize,
    permit: usize,
}

impl Remint {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &permits(model), |(site, permit)| Some(Self { site, permit }))
    }

    fn permit<'a>(&self, model: &'a Model) -> &'a Permit {
        &model.halos[self.site].permits[self.permit]
    }

    fn replacement(&self, model: &Model) -> Replacement {
        let permit = self.permit(model);
        Replacement {
            burnt_asset: permit.asset,
            owner: model.cast.people[permit.owner],
            rent_payer: model.units[permit.unit].rent_payer,
            permit_rent_payer: model.cast.payer,
        }
    }
}

impl Act for Remint {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let permit = self.permit(model);
        let unit = &model.units[permit.unit];
        refusals.when(model.halos[self.site].frozen, ConfiguratorError::PauFrozen);
        // There is one record, and it is of one asset.
        let gone = unit.redeemed || unit.at.asset != permit.asset;
        refusals.when(gone, ErrorCode::AccountOwnedByWrongProgram);
        refusals.when(unit.owner.is_some(), NfatError::AssetNotBurnt);
        let permitted = model.halos[self.site].permits.iter().any(|other| permit.is_given_by(other));
        refusals.when(!permitted, ErrorCode::AccountNotInitialized);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let site = model.site(self.site);
        let replacement = self.replacement(model);
        ix::remint(&model.cast.payer, &site.deployment.configurer(), &site.at, &replacement)
    }

    fn apply(&self, model: &mut Model) {
        let (permit, at) = (self.permit(model).clone(), self.replacement(model).unit());
        let payer = model.cast.payer;
        let unit = &mut model.units[permit.unit];
        let named = [
            (unit.at.asset, Subject::Burnt),
            (unit.at.nfat, Subject::Gone),
            (at.asset, Subject::Asset(permit.unit)),
            (at.nfat, Subject::Nfat(permit.unit)),
        ];
        model.subjects.extend(named);
        (unit.at, unit.rent_payer) = (at, payer);
        unit.owner = Some(model.cast.people[permit.owner]);
        unit.clear_request();
        unit.sequence += 1;
        let halo = &mut model.halos[self.site];
        halo.permits.iter_mut().filter(|other| permit.is_given_by(other)).for_each(|other| other.used = true);
        halo.scope_sequence += 1;
        halo.minted += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site(self.site).roles().govops)
    }
}
