//! What holders ask for and are sent, and what becomes of units that are late.

use crate::{
    deal::{ready, settle, MATURITY, MILLION, TERMS},
    world::{Role, World, DAY},
};
use halo_cli::Value;
use halo_sdk::{
    instructions as ix,
    nfat::{instructions::PushKind, state::Payment},
};

/// NFAT #1 of 25M that pays 1.25M, its Book at rest with `home` come home.
async fn resting(name: &str, home: &str) -> World {
    let world = ready(name).await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let file = world.file("terms.json", TERMS);
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --terms {file}")).await;
    settle(&world, "25M").await;
    world.cluster.mint_tokens(&Role::Mint.key(), &Role::Borrower.key(), 10 * MILLION).unwrap();
    world.run(Role::Borrower, &format!("book return {at} 1 --amount {home}")).await;
    world
}

#[tokio::test]
async fn requests_are_made_taken_back_and_fulfilled() {
    let world = resting("requests", "30M").await;
    let (facility, prime, beacon) = (World::facility(), Role::Prime.key(), Role::Beacon.key());
    let (at, book, unit) = (facility.facility, facility.book(1), facility.unit(1));

    let ask = format!("nfat request-interest {at} 1 --amount 1M");
    let expected = ix::nfat::request_interest(&prime, &facility, &unit.asset, MILLION);
    assert_eq!(world.plan(Role::Prime, &ask).await.instructions, [expected]);
    world.run(Role::Prime, &ask).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("request"), Some(&Value::text("interest")));
    assert_eq!(shown.get("requested"), Some(&Value::Tokens(MILLION, 6)));
    let cancel = format!("nfat cancel-request {at} 1");
    let expected = ix::nfat::cancel_request(&prime, &facility, &unit.asset);
    assert_eq!(world.plan(Role::Prime, &cancel).await.instructions, [expected]);
    world.run(Role::Prime, &cancel).await;
    let fulfil = format!("nfat fulfil-interest {at} 1 --interest 1M");
    assert_eq!(world.refusal(Role::Beacon, &fulfil).await, "NotRequested");
    world.run(Role::Prime, &ask).await;
    let payment = Payment { principal: 0, interest: MILLION, penalty: 0 };
    let expected = ix::nfat::fulfil_interest(&beacon, &facility, &book, &unit.asset, payment);
    assert_eq!(world.plan(Role::Beacon, &fulfil).await.instructions, [expected]);
    world.run(Role::Beacon, &fulfil).await;

    let ask = format!("nfat request-redeem {at} 1 --amount 24M");
    let expected = ix::nfat::request_redeem(&prime, &facility, &unit.asset, 24 * MILLION);
    assert_eq!(world.plan(Role::Prime, &ask).await.instructions, [expected]);
    world.run(Role::Prime, &ask).await;
    let halo = serde_json::to_value(world.run(Role::Beacon, &format!("view halo {at}")).await).unwrap();
    assert_eq!(halo["units"][0]["request"], serde_json::json!({ "asks": "redeem", "amount": 24 * MILLION }));
    let fulfil = format!("nfat fulfil-redeem {at} 1 --principal 23M");
    let payment = Payment { principal: 23 * MILLION, interest: 0, penalty: 0 };
    let expected = ix::nfat::fulfil_redeem(&beacon, &facility, &book, &unit.asset, payment);
    assert_eq!(world.plan(Role::Beacon, &fulfil).await.instructions, [expected]);
    world.run(Role::Beacon, &fulfil).await;
    let account = facility.token_account(&prime);
    let before = world.cluster.token_balance(&account).unwrap();
    world.run(Role::Prime, &format!("nfat redeem {at} 1")).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, 24 * MILLION);
}

#[tokio::test]
async fn payments_are_pushed_to_who_wants_it() {
    let world = resting("push", "30M").await;
    let (facility, prime) = (World::facility(), Role::Prime.key());
    let (at, book, unit) = (facility.facility, facility.book(1), facility.unit(1));
    let account = facility.token_account(&prime);
    world.run(Role::Beacon, &format!("nfat fund {at} 1 --principal 10M --interest 1M")).await;

    let off = format!("nfat set-push {at} 1 off");
    let expected = ix::nfat::set_push(&prime, &facility, &unit.asset, false);
    assert_eq!(world.plan(Role::Prime, &off).await.instructions, [expected]);
    world.run(Role::Prime, &off).await;
    let push = format!("nfat push {at} 1 --kind interest");
    assert_eq!(world.refusal(Role::Warden, &push).await, "PushNotWanted");
    world.run(Role::Prime, &format!("nfat set-push {at} 1 on")).await;

    let before = world.cluster.token_balance(&account).unwrap();
    let expected = ix::nfat::push_payment(&facility, &book, &unit.asset, &account, PushKind::Interest);
    assert_eq!(world.plan(Role::Warden, &push).await.instructions, [expected]);
    world.run(Role::Warden, &push).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, MILLION);
    world.run(Role::Warden, &format!("nfat push {at} 1 --kind tranche")).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, 11 * MILLION);
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("outstanding_principal"), Some(&Value::Tokens(15 * MILLION, 6)));
    assert_eq!(shown.get("paid_principal"), Some(&Value::Tokens(10 * MILLION, 6)));
}

#[tokio::test]
async fn what_is_overdue_is_declared_and_what_is_given_up_is_said() {
    let world = resting("overdue", "30M").await;
    let (facility, warden) = (World::facility(), Role::Warden.key());
    let (at, book, unit) = (facility.facility, facility.book(1), facility.unit(1));
    let declare = format!("nfat declare-default {at} 1");
    assert_eq!(world.refusal(Role::Warden, &declare).await, "NotInDefault");

    world.cluster.warp_to(MATURITY).unwrap();
    world.cluster.advance(10 * DAY).unwrap();
    let expected = ix::nfat::declare_default(&warden, &book, &unit.nfat);
    assert_eq!(world.plan(Role::Warden, &declare).await.instructions, [expected]);
    world.run(Role::Warden, &declare).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("standing"), Some(&Value::text("Default")));
    // 26.25M at 10 basis points a day, ten days long.
    assert_eq!(shown.get("penalty_accrued"), Some(&Value::Tokens(262_500_000_000, 6)));

    world.run(Role::Beacon, &format!("nfat fund {at} 1 --principal 25M --interest 1.25M")).await;
    assert_eq!(world.refusal(Role::Prime, &format!("nfat redeem {at} 1")).await, "PenaltyUnpaid");
    let account = facility.token_account(&Role::Prime.key());
    let before = world.cluster.token_balance(&account).unwrap();
    world.run(Role::Prime, &format!("nfat redeem {at} 1 --accept-shortfall")).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, 26 * MILLION + MILLION / 4);
}
