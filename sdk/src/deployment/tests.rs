use super::*;
use crate::{
    addresses::record,
    transaction::{compile, unsigned, Limits, MAX_UNITS},
};
use configurator::state::{Grant, Payload};
use solana_hash::Hash;

fn deployment(endpoints: usize) -> Deployment {
    let key = Pubkey::new_unique;
    let limit = Limit { max: 1_000, slope: 1_000 };
    Deployment {
        roles: Roles::named(key(), |_| key()),
        scope_base: key(),
        pau_base: key(),
        facility_base: key(),
        scope_state: ScopeState::default(),
        mint: key(),
        token_program: anchor_spl::token::ID,
        buybox: Buybox::default(),
        terms_mode: TermsMode::Disclosed,
        collection: ("n".repeat(32), "u".repeat(200)),
        beams_expire_at: 1,
        claim_limit: limit,
        withdraw_limit: limit,
        endpoints: (0..endpoints).map(|_| (key(), limit)).collect(),
        prime_limit: limit,
    }
}

#[test]
fn whatever_waits_comes_last() {
    let steps = deployment(3).steps();
    let first = steps.iter().position(|step| step.after_delay).unwrap();
    assert!(steps[first..].iter().all(|step| step.after_delay));
    assert_eq!(steps[first].name, "execute operations 1 to 6");
}

#[test]
fn numbers_go_on_from_those_of_the_scope() {
    let mut deployment = deployment(1);
    let numbers = |deployment: &Deployment| -> Vec<u64> {
        deployment.operations().into_iter().map(|(number, _)| number).collect()
    };
    assert_eq!(numbers(&deployment), (1..=8).collect::<Vec<_>>());
    deployment.scope_state.operation_count = 40;
    assert_eq!(numbers(&deployment), (41..=48).collect::<Vec<_>>());
}

#[test]
fn every_limit_and_controller_that_is_made_was_scheduled() {
    let deployment = deployment(2);
    let scope = deployment.facility().scope;
    let inits: Vec<Pubkey> = deployment
        .operations()
        .iter()
        .filter(|(_, payload)| matches!(payload, Payload::AddInit { .. }))
        .map(|(_, payload)| record(&scope, payload))
        .collect();
    let used = |init: &&Pubkey| {
        deployment.steps().iter().filter(|step| !step.name.starts_with("execute")).any(|step| {
            let mut accounts = step.instructions.iter().flat_map(|instruction| &instruction.accounts);
            accounts.any(|account| account.pubkey == **init)
        })
    };
    // Two limits of the facility, two endpoints, two controllers; the seventh is for Primes to come.
    assert_eq!((inits.len(), inits.iter().filter(used).count()), (7, 6));
    let prime = Grant::RateLimit {
        kind: pau::state::LimitKind::Deposit,
        target: deployment.facility().facility,
        mint: deployment.mint,
        max: 1_000,
        slope: 1_000,
    };
    assert!(deployment
        .operations()
        .iter()
        .any(|(_, payload)| { matches!(payload, Payload::AddInit { grant, .. } if *grant == prime) }));
}

#[test]
fn every_step_fits_in_a_transaction() {
    let deployment = deployment(7);
    let limits = Limits { units: MAX_UNITS, loaded_bytes: 32_768, priority_fee: 1 };
    for step in deployment.steps() {
        let message =
            compile(&deployment.roles.payer, &step.instructions, &[], Hash::default(), &limits).unwrap();
        let transaction = unsigned(message);
        assert!(transaction.is_ok(), "{}: {}", step.name, transaction.unwrap_err());
    }
}
