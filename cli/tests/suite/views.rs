//! The roles' views: tables for people, documents for programs.

use crate::{
    deal::{attest, ready, settle, MATURITY, MILLION, TERMS},
    world::{Role, World, DAY},
};
use halo_cli::{Paint, Value, View};

fn document(view: &View) -> serde_json::Value {
    serde_json::to_value(view).unwrap()
}

fn page(view: &View) -> String {
    view.render(Paint::plain())
}

#[tokio::test]
async fn each_role_sees_its_side_of_one_deal() {
    let world = ready("views").await;
    let (at, prime, attestor) = (World::facility().facility, Role::Prime.key(), Role::Attestor.key());
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let file = world.file("terms.json", TERMS);
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --terms {file}")).await;

    let waiting = world.run(Role::Attestor, &format!("view attestor {at}")).await;
    let task = &document(&waiting)["tasks"][0];
    assert_eq!(task["waits_for"][0]["kind"], "pre_deployment");
    assert!(page(&waiting).contains(task["book"]["scope_hash"].as_str().unwrap()), "{}", page(&waiting));
    settle(&world, "25M").await;
    attest(&world, 1, "reattestation", "").await;
    let said = world.run(Role::Payer, &format!("view attestor {at} --key {attestor}")).await;
    let posted: Vec<_> = document(&said)["posted"].as_array().unwrap().clone();
    assert_eq!(posted.iter().map(|one| &one["number"]).collect::<Vec<_>>(), [3, 2, 1]);
    assert!(page(&said).contains("reattestation by 2025-02-14"), "{}", page(&said));

    let seen = world.run(Role::Prime, &format!("view prime {at}")).await;
    assert_eq!(seen.get("queued"), Some(&Value::Tokens(25 * MILLION, 6)));
    assert_eq!(document(&seen)["limit"]["available_now"], 75 * MILLION);
    let text = page(&seen);
    for expected in
        ["75,000,000 of 100,000,000, refill 100,000,000 a day", "\n  accords\n  none\n", "\n  units\n"]
    {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }

    world.cluster.warp_to(MATURITY).unwrap();
    world.cluster.advance(DAY).unwrap();
    let halo = world.run(Role::Beacon, &format!("view halo {at}")).await;
    assert_eq!(halo.get("requests_waiting"), Some(&Value::Number(0)));
    let (books, units) = (document(&halo)["books"].clone(), document(&halo)["units"].clone());
    assert_eq!((&books[0]["crr_class"], &units[0]["standing"]), (&"Elevated".into(), &"Late".into()));
    // 26.25M for a day at 10 basis points.
    assert_eq!(units[0]["penalty_accrued"], 26_250_000_000_u64);
    assert!(page(&halo).contains("26,250 accrued, 26,250 of it unpaid"), "{}", page(&halo));
    let listed = world.run(Role::Beacon, &format!("book list {at}")).await;
    assert_eq!(document(&listed), books);

    world.cluster.mint_tokens(&Role::Mint.key(), &Role::Borrower.key(), MILLION).unwrap();
    world.run(Role::Borrower, &format!("nfat top-up {at} 1 --interest 10")).await;
    let holder = world.run(Role::Payer, &format!("view holder {at} --key {prime}")).await;
    assert_eq!(holder.get("payable_now"), Some(&Value::Tokens(10_000_000, 6)));
    assert!(page(&holder).contains("10 by claim-interest"), "{}", page(&holder));
    assert_eq!(holder.get("may_receive"), Some(&Value::text("yes: everybody may")));
    let owned = world.run(Role::Payer, &format!("nfat list {at} --owner {prime}")).await;
    assert_eq!(document(&owned), document(&holder)["units"]);
    let others = world.run(Role::Payer, &format!("nfat list {at} --owner {attestor}")).await;
    assert_eq!((document(&others), page(&others)), (serde_json::json!([]), "  none\n".to_owned()));
}
