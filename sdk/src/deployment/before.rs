//! Scope, PAU, and what the council schedules for them.

use super::{Deployment, Limit, Roles, Step};
use crate::instructions::{configurator as ix, pau as pau_ix};
use configurator::{
    instructions::{InitializeScopeArgs, ScheduleArgs},
    state::{Grant, Payload},
};
use pau::state::LimitKind;
use solana_pubkey::Pubkey;

/// Operations that fit in one transaction.
const SCHEDULED_AT_ONCE: usize = 4;

impl Deployment {
    pub(super) fn steps_before(&self) -> Vec<Step> {
        let step = |name: &str, signers: &[Pubkey], instruction| Step {
            name: name.to_owned(),
            instructions: vec![instruction],
            signers: signers.to_vec(),
            after_delay: false,
        };
        let Roles { payer, council, mom, scope_freezer, conserver, .. } = self.roles;
        let roles = InitializeScopeArgs { mom, freezer: scope_freezer, conserver };
        let scope = ix::initialize_scope(&payer, &self.scope_base, &council, roles);
        // Nobody can freeze it before the GovOps names somebody, and nothing can leave it either.
        let pau = pau_ix::initialize_pau(&payer, &self.pau_base, &self.facility().scope, &Pubkey::default());
        let mut steps = vec![
            step("scope", &[self.scope_base, council], scope),
            step("PAU that the scope administers", &[self.pau_base], pau),
        ];
        steps.extend(self.schedule());
        steps
    }

    /// What the council schedules, with its numbers.
    pub fn operations(&self) -> Vec<(u64, Payload)> {
        (self.scope_state.operation_count.saturating_add(1)..).zip(self.payloads()).collect()
    }

    fn payloads(&self) -> Vec<Payload> {
        let facility = self.facility();
        let pau = facility.pau;
        let mut payloads =
            vec![Payload::RegisterPau { pau }, Payload::GrantCBeam { pau, govops: self.roles.govops }];
        let prime = (LimitKind::Deposit, facility.facility, self.prime_limit);
        let limits = self.limits().into_iter().chain([prime]).map(|(kind, target, limit)| {
            let Limit { max, slope } = limit;
            Grant::RateLimit { kind, target, mint: self.mint, max, slope }
        });
        let controllers = self.controllers().map(|(signer, kinds)| {
            // Every Book: the facility opens them as deals come.
            Grant::Controller { signer, book: Pubkey::default(), kinds }
        });
        payloads.extend(limits.chain(controllers).map(|grant| Payload::AddInit { pau, grant }));
        payloads
    }

    /// Limits on claims, on what is paid out, and on each endpoint.
    pub(super) fn limits(&self) -> Vec<(LimitKind, Pubkey, Limit)> {
        let facility = self.facility().facility;
        let mut limits = vec![
            (LimitKind::Claim, facility, self.claim_limit),
            (LimitKind::Withdraw, facility, self.withdraw_limit),
        ];
        limits
            .extend(self.endpoints.iter().map(|(endpoint, limit)| (LimitKind::Transfer, *endpoint, *limit)));
        limits
    }

    /// What the facility and its collection may do in the PAU.
    pub(super) fn controllers(&self) -> [(Pubkey, u16); 2] {
        let facility = self.facility();
        [
            (facility.facility, LimitKind::Transfer.bit() | LimitKind::Claim.bit()),
            (facility.nfat_config(), LimitKind::Withdraw.bit()),
        ]
    }

    fn schedule(&self) -> Vec<Step> {
        let Roles { payer, council, .. } = self.roles;
        let (scope, config_version) = (self.facility().scope, self.scope_state.config_version);
        let operations = self.operations();
        let chunks = operations.chunks(SCHEDULED_AT_ONCE).map(|chunk| {
            let instructions = chunk.iter().map(|(number, payload)| {
                let args = ScheduleArgs { payload: payload.clone(), predecessor: 0, config_version };
                ix::schedule(&payer, &council, &scope, *number, args)
            });
            Step {
                name: format!("schedule {}", numbers(chunk)),
                instructions: instructions.collect(),
                signers: vec![council],
                after_delay: false,
            }
        });
        chunks.collect()
    }
}

/// "operation 1" or "operations 1 to 4".
pub(super) fn numbers(operations: &[(u64, Payload)]) -> String {
    match operations {
        [(first, _), .., (last, _)] => format!("operations {first} to {last}"),
        [(only, _)] => format!("operation {only}"),
        [] => "no operation".to_owned(),
    }
}
