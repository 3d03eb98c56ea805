//! A whole deal by the command line: each command is compared with the SDK's builder before it is sent.

use crate::world::{Role, World, DAY};
use halo_cli::Value;
use halo_sdk::{
    commitment::terms_hash,
    facility::instructions::{ApprovePrimeArgs, ClaimArgs, ClaimTerms},
    halo_math::{Consent, DealTerms, Payment as Due},
    instructions::{
        self as ix,
        configurator::{Configurer, InitFor},
    },
    nfat::state::Payment,
};
use sha2::{Digest, Sha256};

pub const MILLION: u64 = 1_000_000_000_000;
pub const TERMS: &str = r#"{
    "start": "2025-01-15",
    "payments": [{ "due": "2025-07-15", "principal": "25M", "interest": "1.25M" }],
    "risk_tier": 1, "asset_type": "senior secured loan", "jurisdiction": "Switzerland",
    "penalty_bps_per_day": 10, "penalty_cap": "2.5M", "conditions": "facility agreement 123"
}"#;
pub const SALT: [u8; 32] = [0xab; 32];
pub const MATURITY: i64 = 1_752_537_600;

fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

pub fn terms() -> DealTerms {
    DealTerms {
        start: 1_736_899_200,
        payments: vec![Due { due: MATURITY, principal: 25 * MILLION, interest: MILLION + MILLION / 4 }],
        risk_tier: 1,
        asset_type: sha256("senior secured loan"),
        jurisdiction: sha256("Switzerland"),
        penalty_bps_per_day: 10,
        penalty_cap: 5 * MILLION / 2,
        conditions: sha256("facility agreement 123"),
    }
}

/// A deployed facility with an approved Prime, a day later.
pub async fn ready(name: &str) -> World {
    let mut world = World::new(name);
    world.deploy().await;
    let facility = World::facility();
    let line =
        format!("facility prime approve {} {} --max 100M --slope 100M", facility.facility, Role::Prime.key());
    let args = ApprovePrimeArgs { prime: Role::Prime.key(), max: 100 * MILLION, slope: 100 * MILLION };
    let govops = Configurer::govops(&Role::Govops.key(), &facility.scope, &facility.pau);
    let expected = ix::facility::approve_prime(&Role::Payer.key(), &govops, &facility, InitFor::Pau, args);
    assert_eq!(world.plan(Role::Govops, &line).await.instructions, [expected]);
    world.run(Role::Govops, &line).await;
    let table = world.run(Role::Payer, &format!("facility lookup-table {}", facility.facility)).await;
    world.use_lookup_table(table.get("lookup_table").unwrap()).await;
    world.cluster.advance(DAY).unwrap();
    world
}

/// Posts an attestation about a Book.
pub async fn attest(world: &World, book: u64, kind: &str, rest: &str) {
    let at = World::facility().facility;
    let document = "09".repeat(32);
    let line = format!(
        "book attest {at} {book} --kind {kind} --content-hash {document} --uri https://a.example --risk-tier 1 {rest}"
    );
    world.run(Role::Attestor, &line).await;
}

/// Takes a Book from its claims to DEPLOYING.
pub async fn start_deploying(world: &World, book: u64) {
    let at = World::facility().facility;
    attest(world, book, "pre-deployment", "--timeframe 14d").await;
    world.run(Role::Beacon, &format!("book deploying {at} {book}")).await;
}

/// Takes Book #1 from its claims to AT REST, with everything deployed.
pub async fn settle(world: &World, deployed: &str) {
    let (at, endpoint) = (World::facility().facility, World::endpoint());
    start_deploying(world, 1).await;
    world.run(Role::Beacon, &format!("book deploy {at} 1 --to {endpoint} --amount {deployed}")).await;
    attest(world, 1, "at-rest", "").await;
    world.run(Role::Beacon, &format!("book at-rest {at} 1")).await;
}

#[tokio::test]
async fn scenario_1_by_commands() {
    let world = ready("scenario").await;
    let facility = World::facility();
    let at = facility.facility;
    let (prime, beacon, attestor) = (Role::Prime.key(), Role::Beacon.key(), Role::Attestor.key());
    let (book, unit) = (facility.book(1), facility.unit(1));
    let holds = |account| world.cluster.token_balance(&account).unwrap();

    let deposit = world.plan(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    let source = facility.token_account(&prime);
    assert_eq!(deposit.instructions, [ix::facility::deposit(&prime, &source, &facility, 50 * MILLION, None)]);
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;

    let opened = world.run(Role::Beacon, &format!("book open {at}")).await;
    assert_eq!(opened.get("book"), Some(&Value::text(book.book)));

    let terms_file = world.file("terms.json", TERMS);
    world.file("terms.salt", &"ab".repeat(32));
    let line = format!("deal claim {at} 1 --prime {prime} --terms {terms_file}");
    let args = ClaimArgs {
        amount: 25 * MILLION,
        max_shares: 25 * MILLION,
        position_sequence: 1,
        share_book: false,
        rank: 0,
        terms: ClaimTerms::Disclosed { terms: terms(), salt: SALT },
    };
    let expected = ix::facility::claim(&beacon, &prime, &facility, &book, &unit, args);
    let plan = world.plan(Role::Beacon, &line).await;
    assert_eq!(plan.instructions[0].accounts, expected.accounts);
    assert_eq!(plan.instructions, [expected]);
    world.run(Role::Beacon, &line).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("principal"), Some(&Value::Tokens(25 * MILLION, 6)));

    let attest = |kind: &str, rest: &str| {
        format!(
            "book attest {at} 1 --kind {kind} --content-hash {} --uri https://a.example --risk-tier 1{rest}",
            "09".repeat(32)
        )
    };
    world.run(Role::Attestor, &attest("pre-deployment", " --timeframe 14d")).await;
    let deploying = world.plan(Role::Beacon, &format!("book deploying {at} 1")).await;
    assert_eq!(
        deploying.instructions,
        [ix::facility::begin_deploying(&beacon, &attestor, &facility, &book.book, 1)]
    );
    world.run(Role::Beacon, &format!("book deploying {at} 1")).await;
    let endpoint = World::endpoint();
    world.run(Role::Beacon, &format!("book deploy {at} 1 --to {endpoint} --amount 25M")).await;
    assert_eq!(holds(endpoint), 25 * MILLION);
    world.run(Role::Attestor, &attest("at-rest", "")).await;
    let resting = world.plan(Role::Beacon, &format!("book at-rest {at} 1")).await;
    assert_eq!(
        resting.instructions,
        [ix::facility::mark_at_rest(&beacon, &attestor, &facility, &book.book, 2)]
    );
    world.run(Role::Beacon, &format!("book at-rest {at} 1")).await;

    world.cluster.warp_to(MATURITY).unwrap();
    world.cluster.mint_tokens(&facility.mint, &Role::Borrower.key(), MILLION + MILLION / 4).unwrap();
    world.run(Role::Borrower, &format!("book return {at} 1 --amount 26.25M")).await;
    world.run(Role::Beacon, &format!("book unwind {at} 1")).await;
    let line = format!("nfat fund {at} 1 --principal 25M --interest 1.25M");
    let payment = Payment { principal: 25 * MILLION, interest: MILLION + MILLION / 4, penalty: 0 };
    let fund = world.plan(Role::Beacon, &line).await;
    assert_eq!(fund.instructions, [ix::nfat::fund(&beacon, &facility, &book, &unit.nfat, payment)]);
    world.run(Role::Beacon, &line).await;
    world.run(Role::Prime, &format!("nfat redeem {at} 1 --min 26.25M")).await;
    assert_eq!(holds(source), 26 * MILLION + MILLION / 4);
    world.run(Role::Beacon, &format!("book close {at} 1")).await;

    let shown = world.run(Role::Prime, &format!("book state {at} 1")).await;
    assert_eq!(shown.get("phase"), Some(&Value::text("Closed")));
    assert_eq!(shown.get("paid"), Some(&Value::Tokens(26 * MILLION + MILLION / 4, 6)));
    let queue = world.run(Role::Prime, &format!("facility queue {at} --prime {prime}")).await;
    assert_eq!(queue.get("balance"), Some(&Value::Tokens(25 * MILLION, 6)));
    assert_eq!(queue.get("limit_max"), Some(&Value::Tokens(100 * MILLION, 6)));
    world.run(Role::Prime, &format!("facility withdraw {at}")).await;
    assert_eq!(holds(source), 51 * MILLION + MILLION / 4);
}

#[tokio::test]
async fn consent_binds_the_deposit_to_the_terms() {
    let world = ready("consent").await;
    let (at, facility, prime) = (World::facility().facility, World::facility(), Role::Prime.key());
    let terms_file = world.file("terms.json", TERMS);
    world.file("terms.salt", &"ab".repeat(32));
    let line = format!(
        "facility deposit {at} --amount 50M --terms {terms_file} --max-claim 25M --consent-until 2025-02-01"
    );
    let consent = Consent {
        accord_hash: terms_hash(&terms(), &SALT).unwrap(),
        min_amount: 0,
        max_amount: 25 * MILLION,
        expires_at: 1_738_368_000,
        ..Consent::default()
    };
    let source = facility.token_account(&prime);
    let expected = ix::facility::deposit(&prime, &source, &facility, 50 * MILLION, Some(consent));
    assert_eq!(world.plan(Role::Prime, &line).await.instructions, [expected]);
    world.run(Role::Prime, &line).await;
    let queue = world.run(Role::Prime, &format!("facility queue {at} --prime {prime}")).await;
    assert_eq!(queue.get("consent_max"), Some(&Value::Tokens(25 * MILLION, 6)));

    world.run(Role::Beacon, &format!("book open {at}")).await;
    let other = world.file("other.json", &TERMS.replace("1.25M", "1.5M"));
    let line = format!("deal claim {at} 1 --prime {prime} --terms {other}");
    assert_eq!(world.refusal(Role::Beacon, &line).await, "ConsentMismatch");
}

#[tokio::test]
async fn an_nfat_changes_hands_and_buyers_are_guarded() {
    let world = ready("transfer").await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Prime, &format!("facility deposit {at} --amount 40M")).await;
    world.run(Role::Beacon, &format!("book open {at} --cadence 7d")).await;
    let terms_file = world.file("terms.json", TERMS);
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --terms {terms_file}")).await;
    assert!(world.folder.join("terms.salt").exists(), "a new salt is kept");

    let sequence = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    let sequence = sequence.get("sequence").unwrap().clone();
    let assert = format!("nfat assert {at} 1 --principal 25M --funded 0 --sequence {sequence}");
    world.run(Role::Warden, &assert).await;
    world.run(Role::Prime, &format!("nfat top-up {at} 1 --interest 10")).await;
    assert!(world.try_run(&[Role::Warden], &assert).await.is_err(), "the NFAT has changed");
    world.run(Role::Prime, &format!("nfat transfer {at} 1 --to {}", Role::Borrower.key())).await;
    assert_eq!(world.refusal(Role::Prime, &format!("nfat redeem {at} 1")).await, "NotHolder");
}
