//! Who may receive NFATs, and what replaces one that was burnt in a wallet.

use crate::{
    deal::{ready, MILLION, TERMS},
    world::{Role, World, DELAY},
};
use halo_cli::Value;
use halo_sdk::{
    addresses::UnitAddresses,
    configurator::{
        instructions::ScheduleArgs,
        state::{Grant, Payload},
    },
    instructions::{
        self as ix,
        configurator::{schedule, Configurer},
    },
};
use solana_pubkey::Pubkey;

const UNTIL: i64 = 1_767_225_600;

async fn with_unit(name: &str) -> World {
    let world = ready(name).await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let file = world.file("terms.json", TERMS);
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --terms {file}")).await;
    world
}

#[tokio::test]
async fn only_who_is_admitted_receives_while_the_mode_is_on() {
    let world = with_unit("whitelist").await;
    let (facility, beacon) = (World::facility(), Role::Beacon.key());
    let (at, buyer) = (facility.facility, Role::Borrower.key());

    let on = format!("nfat whitelist mode {at} on");
    let expected = ix::nfat::set_whitelist_mode(&beacon, &facility, true);
    assert_eq!(world.plan(Role::Beacon, &on).await.instructions, [expected]);
    world.run(Role::Beacon, &on).await;
    let give = format!("nfat transfer {at} 1 --to {buyer}");
    assert_eq!(world.refusal(Role::Prime, &give).await, "ReceiverNotAdmitted");

    let admit = format!("nfat whitelist admit {at} {buyer} --until 2026-01-01");
    let expected = ix::nfat::admit_receiver(&beacon, &facility, &buyer, UNTIL);
    assert_eq!(world.plan(Role::Beacon, &admit).await.instructions, [expected]);
    world.run(Role::Beacon, &admit).await;
    let listed = world.run(Role::Prime, &format!("nfat whitelist list {at}")).await;
    assert_eq!(listed.get("admitted_receivers_only"), Some(&Value::Flag(true)));
    let listed = serde_json::to_value(&listed).unwrap();
    assert_eq!(
        listed["receivers"],
        serde_json::json!([{ "receiver": buyer.to_string(), "valid_until": UNTIL, "live": true }])
    );

    let unit = facility.unit(1);
    let expected = ix::nfat::transfer(&Role::Prime.key(), &facility, &unit, &buyer);
    assert_eq!(world.plan(Role::Prime, &give).await.instructions, [expected]);
    world.run(Role::Prime, &give).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("holder"), Some(&Value::text(buyer)));

    let remove = format!("nfat whitelist remove {at} {buyer}");
    let expected = ix::nfat::remove_receiver(&beacon, &facility, &buyer, &beacon);
    assert_eq!(world.plan(Role::Beacon, &remove).await.instructions, [expected]);
    world.run(Role::Beacon, &remove).await;
    let error = world.try_run(&[Role::Beacon], &remove).await.unwrap_err().to_string();
    assert!(error.ends_with("is not admitted"), "{error}");
    world.run(Role::Beacon, &format!("nfat whitelist mode {at} off")).await;
    world.run(Role::Borrower, &format!("nfat transfer {at} 1 --to {}", Role::Prime.key())).await;
}

#[tokio::test]
async fn what_was_burnt_in_a_wallet_is_minted_anew_on_a_permit() {
    let world = with_unit("remint").await;
    let facility = World::facility();
    let (at, owner) = (facility.facility, Role::Borrower.key());
    let unit = facility.unit(1);
    world.cluster.mint_tokens(&Role::Mint.key(), &owner, MILLION).unwrap();
    world.run(Role::Borrower, &format!("nfat top-up {at} 1 --interest 1M")).await;
    burn(&world, &unit);
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("holder"), Some(&Value::text("nobody: burnt in a wallet")));

    let remint = format!("nfat remint {at} 1 --owner {owner}");
    let error = world.try_run(&[Role::Govops], &remint).await.unwrap_err().to_string();
    let permit = format!("gov schedule permit remint {at} 1 --owner {owner}");
    assert!(error.contains(&format!("`halo {permit}`")), "{error}");

    let scope = facility.scope;
    let line = format!("{permit} --scope {scope}");
    let digest = ix::nfat::remint_digest(&unit.asset, &owner);
    let grant = Grant::Permit { target: facility.nfat_config(), digest };
    let payload = Payload::AddInit { pau: Pubkey::default(), grant };
    let planned = world.plan(Role::Council, &line).await.instructions;
    let number = world.run(Role::Council, &line).await.get("number").unwrap().to_string();
    let args = ScheduleArgs { payload, predecessor: 0, config_version: 1 };
    let (payer, council) = (Role::Payer.key(), Role::Council.key());
    assert_eq!(planned, [schedule(&payer, &council, &scope, number.parse().unwrap(), args)]);
    world.cluster.advance(DELAY).unwrap();
    world.run(Role::Govops, &format!("gov execute {number} --scope {scope}")).await;

    let govops = Configurer::govops(&Role::Govops.key(), &scope, &facility.pau);
    let plan = world.plan(Role::Govops, &remint).await;
    let named = ix::nfat::Remint {
        burnt_asset: unit.asset,
        owner,
        rent_payer: Role::Beacon.key(),
        permit_rent_payer: Role::Payer.key(),
    };
    assert_eq!(plan.instructions, [ix::nfat::remint(&Role::Payer.key(), &govops, &facility, &named)]);
    let done = world.document(Role::Govops, &remint).await;
    let Some(Value::List(effects)) = done.get("effects") else { panic!("{done:?}") };
    assert!(effects[0].contains("gives a burnt NFAT an asset again"), "{}", effects[0]);

    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("asset"), Some(&Value::text(named.unit().asset)));
    assert_eq!(shown.get("funded"), Some(&Value::Tokens(MILLION, 6)));
    let account = facility.token_account(&owner);
    let before = world.cluster.token_balance(&account).unwrap();
    world.run(Role::Borrower, &format!("nfat claim-interest {at} 1")).await;
    assert_eq!(world.cluster.token_balance(&account).unwrap() - before, MILLION);
    let error = world.try_run(&[Role::Prime], &format!("nfat claim-interest {at} 1")).await.unwrap_err();
    assert!(error.to_string().contains("NFAT #1"), "{error}");
}

/// Burns NFAT #1 as a wallet does.
fn burn(world: &World, unit: &UnitAddresses) {
    let prime = Role::Prime.keypair();
    let burn = mpl_core::instructions::BurnV1Builder::new()
        .asset(unit.asset)
        .collection(Some(World::facility().collection()))
        .payer(Role::Prime.key())
        .instruction();
    world.cluster.execute(&[burn], &[&prime]).unwrap();
}
