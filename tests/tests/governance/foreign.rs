//! Records that prove nothing: those of somebody else's scope, and those that another program has written.

use super::{actions::*, desk::*};
use halo_sdk::{
    addresses::{self, FacilityAddresses},
    configurator::{
        error::ConfiguratorError,
        instructions::{InitializeScopeArgs, ScheduleArgs},
        state::{Operation, Payload},
    },
    facility::{error::FacilityError, instructions::InitializeFacilityArgs, state::TermsMode},
    instructions::{
        configurator::{self as gov, Configurer, Guardian, GuardianBy},
        facility as facility_ix,
    },
    pau::error::PauError,
};
use halo_tests::{
    chain::Chain,
    world::{buybox, ONE},
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A program of an attacker, who writes into its accounts what he likes.
const ATTACKER: Pubkey = Pubkey::new_from_array([0xAA; 32]);

impl Desk {
    /// A scope in which `owner` is everybody, with a registration of OUR PAU, a cBEAM for it and every approval that
    /// ours has: anybody can have that, after a delay.
    pub async fn foreign_scope(&mut self, owner: &Pubkey) -> Pubkey {
        let base = self.world.keys.add_named("foreign scope");
        let scope = addresses::scope(&base);
        let all = InitializeScopeArgs { mom: *owner, freezer: *owner, conserver: *owner };
        let initialize = gov::initialize_scope(owner, &base, owner, all);
        self.world.ok(&[initialize], &[base, *owner]).await;
        let pau = self.pau_key();
        let mut payloads = vec![Payload::RegisterPau { pau }, Payload::GrantCBeam { pau, govops: *owner }];
        payloads.extend(approvals(self, &key(0x99)));
        let mut operations = Vec::new();
        for (number, payload) in (1..).zip(payloads) {
            let args = ScheduleArgs { payload: payload.clone(), predecessor: 0, config_version: 1 };
            let schedule = gov::schedule(owner, owner, &scope, number, args);
            self.world.ok(&[schedule], &[*owner]).await;
            operations.push((number, payload));
        }
        self.world.wait(DELAY).await;
        for (number, payload) in operations {
            let execute = gov::execute_payload(owner, &scope, number, 0, &payload);
            self.world.ok(&[execute], &[*owner]).await;
        }
        scope
    }

    /// Writes a copy of the account at `from` to `to`, as an account of another program.
    fn forge(&mut self, from: &Pubkey, to: &Pubkey, owner: Pubkey) {
        let genuine = self.world.chain.0.account(from).expect("something to copy");
        self.world.chain.set_account(to, Account { owner, ..genuine });
    }
}

#[tokio::test]
async fn a_foreign_scope_with_our_pau_on_its_list_configures_nothing_of_ours() {
    let (mut desk, _, _) = Desk::ready().await;
    let thief = desk.world.person("thief").await;
    let foreign = desk.foreign_scope(&thief).await;
    let (pau, payer) = (desk.pau_key(), thief);
    let own = Configurer::govops(&thief, &foreign, &pau);
    let guardian = Guardian { signer: thief, scope: foreign, pau, by: GuardianBy::ABeam };
    let book = spare_book(&mut desk);
    let facility = desk.world.facility;
    let lower = halo_sdk::configurator::instructions::SetRateLimitArgs { max: 0, slope: 0 };
    let claims = facility.limit_key(halo_sdk::pau::state::LimitKind::Claim, &facility.facility);
    let spec = spare_action();
    let limit = desk.adding(&own, Default::default(), 10, 10);
    for attempt in [
        with(&limit, &desk.payer(), payer),
        gov::set_rate_limit(&own, &claims, None, lower),
        gov::set_relayer(&own, &thief),
        gov::set_freezer(&own, &thief),
        gov::enable_action(&payer, &own, Default::default(), &spec, &payer),
        gov::add_controller(&payer, &own, &drawer()),
        gov::remove_rate_limit(&guardian, &facility.claim_limit(), &desk.payer()),
        gov::remove_controller(&guardian, &facility.facility, &desk.payer()),
        gov::unfreeze_pau(&thief, &foreign, &pau),
        gov::resume_rate_limit(&thief, &foreign, &pau, &facility.claim_limit()),
    ] {
        desk.world.refused(&[attempt], &[thief], PauError::NotAdmin).await;
    }
    for stop in [
        gov::pause_rate_limit(&guardian, &facility.claim_limit()),
        gov::freeze_pau(&guardian),
        gov::remove_relayer(&guardian, &desk.world.roles().relayer),
    ] {
        desk.world.refused(&[stop], &[thief], PauError::NotGuardian).await;
    }
    let open = gov::open_vault(&payer, &own, &book, &facility.mint, &facility.token_program);
    desk.world.refused(&[open], &[thief, book], PauError::NotController).await;

    // It ends its own records of our PAU, which changes nothing in ours.
    let before = desk.world.chain.0.account(&pau);
    let council = desk.world.roles().council;
    let revoke = gov::revoke_cbeam(&thief, &foreign, &pau, &thief, &thief);
    desk.world.ok(&[revoke], &[thief]).await;
    assert_eq!(desk.world.chain.0.account(&pau), before);
    desk.world.ok(&[gov::freeze_pau(&desk.abeam(&council))], &[council]).await;
    let take = gov::take_over(&thief, &foreign, &pau);
    desk.world.refused(&[take], &[thief], PauError::NotAdmin).await;
}

#[tokio::test]
async fn a_foreign_scope_configures_nothing_of_our_facility() {
    let (mut desk, _, prime) = Desk::ready().await;
    let thief = desk.world.person("thief").await;
    let foreign = desk.foreign_scope(&thief).await;
    let own = Configurer::govops(&thief, &foreign, &desk.pau_key());
    let base = desk.world.keys.add_named("thief's facility");
    let posing = FacilityAddresses { scope: foreign, ..desk.world.facility };
    let end = halo_sdk::facility::instructions::SetPrimeArgs { active: false, max: 0, slope: 0 };
    let approve = halo_sdk::facility::instructions::ApprovePrimeArgs { prime: thief, max: ONE, slope: ONE };
    for attempt in [
        facility_ix::set_buybox(&own, &posing, buybox(), &thief),
        facility_ix::approve_prime(&thief, &own, &posing, Default::default(), approve),
        facility_ix::set_prime(&own, &posing, &prime, None, end),
        facility_ix::set_halt(&thief, false, &posing, 1),
        facility_ix::clear_halt(&thief, &posing, 1),
    ] {
        let expected = if attempt.accounts.iter().any(|meta| meta.pubkey == posing.prime_init_for(&own.pau)) {
            // Of an approval that it has not given itself.
            ACCOUNT_NOT_INITIALIZED
        } else {
            FacilityError::WrongScope.into()
        };
        desk.world.refused(&[attempt], &[thief], expected).await;
    }
    let new = FacilityAddresses { facility: addresses::facility(&base), ..posing };
    let args = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Disclosed };
    let initialize = facility_ix::initialize_facility(&thief, &base, &own, &new, args);
    desk.world.refused(&[initialize], &[thief, base], FacilityError::PauNotGoverned).await;
}

#[tokio::test]
async fn records_of_one_scope_serve_no_other() {
    let mut desk = Desk::new().await;
    let thief = desk.world.person("thief").await;
    let foreign = desk.foreign_scope(&thief).await;
    let (scope, pau) = (desk.scope_key(), desk.pau_key());
    let theirs = Configurer::govops(&thief, &foreign, &pau);
    let ours = Configurer::govops(&thief, &scope, &pau);
    // Our scope with their registration and cBEAM; with our registration and their cBEAM.
    let name = gov::set_relayer(&theirs, &thief);
    let wrong = with(&name, &foreign, scope);
    desk.world.refused(std::slice::from_ref(&wrong), &[thief], ConfiguratorError::WrongRegistration).await;
    let wrong = with(&wrong, &theirs.registration(), ours.registration());
    desk.world.refused(&[wrong], &[thief], ConfiguratorError::NotAccordant).await;

    // Our council's removals and cancellations end at our scope.
    let council = desk.world.roles().council;
    for removal in [
        gov::revoke_cbeam(&council, &foreign, &pau, &thief, &thief),
        gov::unregister_pau(&council, &foreign, &pau, &thief),
        gov::cancel(&council, &foreign, 1),
    ] {
        let removal = with(&removal, &foreign, scope);
        desk.world.refused(&[removal], &[council], ConfiguratorError::WrongScope).await;
    }
    // An operation of theirs that was executed is no predecessor of ours.
    let first = desk.schedule(harmless(1)).await;
    let second = desk.schedule_after(harmless(2), first).await;
    desk.world.wait(DELAY).await;
    let execute = desk.executing(second).await;
    let own = addresses::operation(&scope, first);
    let borrowed = with(&execute, &own, addresses::operation(&foreign, 1));
    desk.world.refused(&[borrowed], &[], ConfiguratorError::WrongScope).await;
}

/// `instruction` with a copy of the record at `genuine` that belongs to another program: somewhere else, and, which
/// no runtime allows, at the same address.
async fn refuses_a_copy(desk: &mut Desk, instruction: &Instruction, genuine: &Pubkey, signers: &[Pubkey]) {
    let elsewhere = key(0xF0);
    for owner in [ATTACKER, halo_sdk::programs::PAU] {
        desk.forge(genuine, &elsewhere, owner);
        let forged = with(instruction, genuine, elsewhere);
        desk.world.refused(&[forged], signers, OWNED_BY_WRONG_PROGRAM).await;
        let saved = desk.world.chain.0.account(genuine).unwrap();
        desk.forge(genuine, genuine, owner);
        desk.world.refused(std::slice::from_ref(instruction), signers, OWNED_BY_WRONG_PROGRAM).await;
        desk.world.chain.set_account(genuine, saved);
    }
}

#[tokio::test]
async fn a_forged_record_of_another_program_proves_nothing() {
    let (mut desk, _, _) = Desk::ready().await;
    let (govops, roles, scope) = (desk.world.configurer(), desk.world.roles(), desk.scope_key());
    let facility = desk.world.facility;
    let name = gov::set_relayer(&govops, &key(1));
    let add = desk.adding(&govops, Default::default(), 10, 10);
    let init = desk.spare_key().init(&scope, &desk.pau_key());
    let halt = facility_ix::set_halt(&roles.warden, true, &facility, 1);
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    let execute = desk.executing(number).await;
    let operation = addresses::operation(&scope, number);
    let signer = [govops.signer];
    for (instruction, record, signers) in [
        (&name, govops.registration(), &signer[..]),
        (&name, govops.cbeam().unwrap(), &signer),
        (&name, scope, &signer),
        (&add, init, &signer),
        (&halt, facility.beam(&roles.warden), &[roles.warden]),
        (&execute, operation, &[]),
    ] {
        refuses_a_copy(&mut desk, instruction, &record, signers).await;
    }
    desk.world.ok(&[name, add], &signer).await;
    desk.world.ok(&[halt], &[roles.warden]).await;
    desk.world.ok(&[execute], &[]).await;
}

#[tokio::test]
async fn an_operation_that_another_program_wrote_is_not_executed() {
    let mut desk = Desk::new().await;
    // The attacker's own, due at once: its bytes say pending and everything else that is asked for.
    let number = desk.schedule(harmless(1)).await;
    desk.world.wait(DELAY).await;
    let genuine: Operation = desk.world.operation(number).await;
    let thief = desk.world.roles().beacon;
    let bad = Payload::GrantCBeam { pau: desk.pau_key(), govops: thief };
    let forged = Operation { payload: bad.clone(), ..genuine };
    let address = key(0xF1);
    let mut data = Vec::new();
    anchor_lang::AccountSerialize::try_serialize(&forged, &mut data).unwrap();
    let account = Account { lamports: 10_000_000, data, owner: ATTACKER, ..Account::default() };
    desk.world.chain.set_account(&address, account);
    let execute = gov::execute_payload(&desk.payer(), &desk.scope_key(), number, 0, &bad);
    let execute = with(&execute, &addresses::operation(&desk.scope_key(), number), address);
    desk.world.refused(&[execute], &[], OWNED_BY_WRONG_PROGRAM).await;
}
