//! A shared Book of two ranks whose deal fails: coverage, default, write-down, and what each is paid.

use crate::{
    deal::{attest, ready, settle, MATURITY, MILLION, TERMS},
    world::{Role, World, DAY},
};
use halo_cli::Value;
use halo_sdk::{facility::state::AttestationKind, instructions as ix};

/// NFAT #1 of 30M, and NFAT #2 of 20M that stands behind it, in one Book at rest.
async fn two_ranks(name: &str) -> World {
    let world = ready(name).await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Beacon, &format!("book open {at}")).await;
    for (number, principal, interest, rank) in [(1, "30M", "1.5M", 0), (2, "20M", "1M", 1)] {
        let terms = TERMS.replace("25M\"", &format!("{principal}\"")).replace("1.25M", interest);
        let terms = terms.replace("\"1.30M\"", "\"1.5M\"").replace("\"1.20M\"", "\"1M\"");
        let file = world.file(&format!("terms{number}.json"), &terms);
        let bounds = format!("--terms {file} --consent-until 2025-02-01 --max-rank {rank} --shared");
        world.run(Role::Prime, &format!("facility deposit {at} --amount {principal} {bounds}")).await;
        let claim = format!("deal claim {at} 1 --prime {prime} --terms {file} --share-book --rank {rank}");
        world.run(Role::Beacon, &claim).await;
    }
    world
}

#[tokio::test]
async fn the_senior_rank_is_whole_before_the_junior_is_paid() {
    let world = two_ranks("losses").await;
    let facility = World::facility();
    let (at, book) = (facility.facility, facility.book(1));
    let shown = world.run(Role::Prime, &format!("nfat show {at} 2")).await;
    assert_eq!(shown.get("rank"), Some(&Value::Number(1)));
    settle(&world, "50M").await;
    let state = world.run(Role::Payer, &format!("book state {at} 1")).await;
    assert_eq!(
        (state.get("shared"), state.get("claims")),
        (Some(&Value::Flag(true)), Some(&Value::Tokens(50 * MILLION, 6)))
    );

    // Paying one unit of several needs the attestor's word that the others stay covered.
    world.run(Role::Borrower, &format!("book return {at} 1 --amount 36M")).await;
    let fund = format!("nfat fund {at} 1 --principal 1M");
    assert_eq!(world.refusal(Role::Beacon, &fund).await, "NotCovered");
    attest(&world, 1, "coverage", "--valid-for 7d").await;
    world.run(Role::Beacon, &fund).await;

    world.cluster.warp_to(MATURITY).unwrap();
    world.cluster.advance(10 * DAY).unwrap();
    world.run(Role::Warden, &format!("nfat declare-default {at} 1")).await;
    let line = format!(
        "book attest {at} 1 --kind default --content-hash {} --uri https://a.example --risk-tier 1 --recovered 35M",
        "09".repeat(32)
    );
    let plan = world.plan(Role::Attestor, &line).await;
    let kind = AttestationKind::Default as u8;
    assert_eq!(plan.instructions[0].data[8], kind, "the kind comes first of the arguments");
    world.run(Role::Attestor, &line).await;

    let write_down = format!("book write-down {at} 1");
    let (council, attestor) = (Role::Council.key(), Role::Attestor.key());
    let expected = ix::facility::write_down(&council, &attestor, &facility, &book, 4);
    assert_eq!(world.plan(Role::Council, &write_down).await.instructions, [expected]);
    let done = world.document(Role::Council, &write_down).await;
    let Some(Value::List(effects)) = done.get("effects") else { panic!("{done:?}") };
    assert!(effects[0].starts_with("fixes a Book's loss for good"), "{}", effects[0]);

    let state = world.run(Role::Payer, &format!("book state {at} 1")).await;
    assert_eq!(state.get("written_down"), Some(&Value::Flag(true)));
    assert_eq!(state.get("money_missing"), Some(&Value::Flag(false)));
    let units = serde_json::to_value(world.run(Role::Payer, &format!("nfat list {at}")).await).unwrap();
    let payable = |unit: usize| units[unit]["payable"]["amount"].as_u64().unwrap();
    // 35M for claims of 29M and 20M, and the million that was credited before.
    assert_eq!((payable(0), payable(1)), (30 * MILLION, 6 * MILLION));
    let account = facility.token_account(&Role::Prime.key());
    let before = world.cluster.token_balance(&account).unwrap();
    world.run(Role::Prime, &format!("nfat redeem {at} 2")).await;
    world.run(Role::Prime, &format!("nfat redeem {at} 1")).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, 36 * MILLION);
    let none = serde_json::to_value(world.run(Role::Payer, &format!("nfat list {at}")).await).unwrap();
    assert_eq!(none, serde_json::json!([]));
}

#[tokio::test]
async fn anybody_checks_a_book_and_the_queue() {
    let world = two_ranks("checks").await;
    let facility = World::facility();
    let at = facility.facility;
    let check = format!("book check {at} 1");
    let plan = world.plan(Role::Warden, &check).await;
    assert_eq!(plan.instructions, [ix::facility::check_book(&facility.book(1))]);
    world.run(Role::Warden, &check).await;
    let check = format!("facility check-queue {at}");
    assert_eq!(world.plan(Role::Warden, &check).await.instructions, [ix::facility::check_queue(&facility)]);
    world.run(Role::Warden, &check).await;
    let state = world.run(Role::Payer, &format!("book state {at} 1")).await;
    assert_eq!(state.get("halted"), Some(&Value::text("none")), "nothing is missing");
}
