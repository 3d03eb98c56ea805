//! What was scheduled takes effect, and the GovOps makes it real.

use super::{before::numbers, Deployment, Limit, Roles, Step};
use crate::instructions::{
    configurator::{self as ix, BeamAuthority, InitFor},
    facility as facility_ix,
};
use configurator::{
    instructions::{AddRateLimitArgs, GrantBeamArgs},
    state::permission,
};
use facility::instructions::{InitializeFacilityArgs, OpenCollectionArgs};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Operations that are executed in one transaction.
const EXECUTED_AT_ONCE: usize = 6;
/// Limits that are added in one transaction.
const LIMITS_AT_ONCE: usize = 3;

fn step(name: impl Into<String>, signers: &[Pubkey], instructions: Vec<Instruction>) -> Step {
    Step { name: name.into(), instructions, signers: signers.to_vec(), after_delay: true }
}

impl Deployment {
    pub(super) fn steps_after(&self) -> Vec<Step> {
        let mut steps = self.execute();
        steps.extend(self.create());
        steps.push(self.operators());
        steps.push(self.add_controllers());
        steps.extend(self.add_limits());
        steps.extend(self.beams());
        steps
    }

    fn execute(&self) -> Vec<Step> {
        let (payer, scope) = (self.roles.payer, self.facility().scope);
        let operations = self.operations();
        let chunks = operations.chunks(EXECUTED_AT_ONCE).map(|chunk| {
            let instructions = chunk
                .iter()
                .map(|(number, payload)| ix::execute_payload(&payer, &scope, *number, 0, payload));
            step(format!("execute {}", numbers(chunk)), &[], instructions.collect())
        });
        chunks.collect()
    }

    fn create(&self) -> [Step; 2] {
        let Roles { payer, govops, .. } = self.roles;
        let (facility, configurer) = (self.facility(), self.configurer());
        let (name, uri) = self.collection.clone();
        let initialize = facility_ix::initialize_facility(
            &payer,
            &self.facility_base,
            &configurer,
            &facility,
            InitializeFacilityArgs { buybox: self.buybox, terms_mode: self.terms_mode },
        );
        let open =
            facility_ix::open_collection(&payer, &configurer, &facility, OpenCollectionArgs { name, uri });
        [
            step("facility with its queue", &[self.facility_base, govops], vec![initialize]),
            step("collection of NFATs", &[govops], vec![open]),
        ]
    }

    fn operators(&self) -> Step {
        let Roles { govops, relayer, freezer, .. } = self.roles;
        let configurer = self.configurer();
        let instructions =
            vec![ix::set_relayer(&configurer, &relayer), ix::set_freezer(&configurer, &freezer)];
        step("relayer and freezer of the PAU", &[govops], instructions)
    }

    fn add_controllers(&self) -> Step {
        let Roles { payer, govops, .. } = self.roles;
        let configurer = self.configurer();
        let controllers = self.controllers();
        let instructions = controllers.map(|(signer, _)| ix::add_controller(&payer, &configurer, &signer));
        step("controllers: the facility and its collection", &[govops], instructions.into())
    }

    fn add_limits(&self) -> Vec<Step> {
        let Roles { payer, govops, .. } = self.roles;
        let configurer = self.configurer();
        let limits = self.limits();
        let chunks = limits.chunks(LIMITS_AT_ONCE).enumerate().map(|(index, chunk)| {
            let instructions = chunk.iter().map(|(kind, target, Limit { max, slope })| {
                let args = AddRateLimitArgs {
                    kind: *kind,
                    target: *target,
                    mint: self.mint,
                    max: *max,
                    slope: *slope,
                };
                ix::add_rate_limit(&payer, &configurer, InitFor::Pau, args)
            });
            let name = if index == 0 {
                "rate limits: claims, payouts, endpoints"
            } else {
                "rate limits: more endpoints"
            };
            step(name, &[govops], instructions.collect())
        });
        chunks.collect()
    }

    /// Rights over the facility: the beacon's from the GovOps, those that watch over it from the council.
    fn beams(&self) -> [Step; 2] {
        use permission::{ATTEST, HALT, OPERATIONS};
        let Roles { payer, council, govops, beacon, attestor, warden, .. } = self.roles;
        let facility = self.facility();
        let grant = |authority: &BeamAuthority, holder: Pubkey, permissions: u32| {
            let expires_at = self.beams_expire_at;
            let args = GrantBeamArgs { target: facility.facility, holder, permissions, expires_at };
            ix::grant_beam(&payer, authority, args)
        };
        let configurer = BeamAuthority::Configurer(self.configurer());
        let overseer = BeamAuthority::council(&council, &facility.scope);
        let oversight = [(attestor, ATTEST), (warden, HALT)];
        let oversight = oversight.map(|(holder, permission)| grant(&overseer, holder, permission));
        [
            step("Beam of the beacon", &[govops], vec![grant(&configurer, beacon, OPERATIONS)]),
            step("Beams of attestor and warden", &[council], oversight.into()),
        ]
    }
}
