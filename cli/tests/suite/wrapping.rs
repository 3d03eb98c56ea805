//! An NFAT in its wrapper: opened, wrapped, staked, paid, taken out, redeemed and closed from the command line.

use crate::{
    deal::{ready, MILLION, TERMS},
    world::{Role, World},
};
use halo_cli::{Value, View};
use halo_sdk::{
    addresses::{self, WrapperAddresses},
    instructions::wrapper::{self as ix, Admission, Owner, Unwrapping},
    wrapper::instructions::{BurnFractionsArgs, CollectKind, UnstakeArgs},
};

const UNTIL: &str = "2026-01-01";

/// The Prime's NFAT of 25M, and a borrower that can pay it.
async fn with_unit(name: &str) -> World {
    let world = ready(name).await;
    let (at, prime) = (World::facility().facility, Role::Prime.key());
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let file = world.file("terms.json", TERMS);
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --terms {file}")).await;
    world.cluster.mint_tokens(&Role::Mint.key(), &Role::Borrower.key(), 30 * MILLION).unwrap();
    world
}

fn tokens(view: &View, name: &str) -> u64 {
    match view.get(name) {
        Some(Value::Tokens(units, 6)) => *units,
        other => panic!("{name}: {other:?}"),
    }
}

#[tokio::test]
async fn an_nfat_lives_and_ends_in_its_wrapper() {
    let world = with_unit("wrapping").await;
    let (facility, prime) = (World::facility(), Role::Prime.key());
    let (at, payer) = (facility.facility, Role::Payer.key());
    let wrapper = WrapperAddresses::of(&facility.unit(1).asset);
    let line = |command: &str| format!("wrap {command}").replace('@', &format!("{at} 1"));

    let missing = world.try_run(&[Role::Prime], &line("show @")).await.unwrap_err().to_string();
    assert_eq!(missing, "NFAT #1 has no wrapper");
    // Lamports where a burnt asset would be minted anew do not look like one.
    let reissued = addresses::reissued_asset(&wrapper.asset);
    for address in [reissued, wrapper.wrapped, wrapper.fractions(&prime)] {
        world.cluster.airdrop(&address, 10_000_000).unwrap();
    }
    let expected = ix::open_wrapper(&prime, &facility, &wrapper);
    assert_eq!(world.plan(Role::Prime, &line("open @")).await.instructions, [expected]);
    world.run(Role::Prime, &line("open @")).await;
    let plan = world.plan(Role::Prime, &line("wrap @")).await;
    let expected = ix::wrap(&prime, &wrapper.fractions(&prime), &facility, &wrapper, Admission::None);
    assert_eq!(plan.instructions[1..], [expected]);
    world.run(Role::Prime, &line("wrap @")).await;

    world.run(Role::Borrower, &format!("nfat top-up {at} 1 --interest 1M")).await;
    let book = facility.book(1);
    let beacon = Role::Beacon.key();
    let expected = ix::collect(&facility, &book, &wrapper, &beacon, CollectKind::Interest);
    let collect = line("collect @ --kind interest");
    assert_eq!(world.plan(Role::Warden, &collect).await.instructions, [expected]);
    world.run(Role::Payer, &collect).await;

    let stake = line("stake @ --amount 10M");
    let expected = ix::stake(&payer, &prime, &wrapper.fractions(&prime), &wrapper, 10 * MILLION);
    assert_eq!(world.plan(Role::Prime, &stake).await.instructions, [expected]);
    world.run(Role::Prime, &stake).await;
    let shown = world.run(Role::Prime, &line("show @")).await;
    let figures = ["supply", "staked", "your_stake", "your_free_fractions"].map(|name| tokens(&shown, name));
    assert_eq!(figures, [25, 10, 10, 15].map(|millions| millions * MILLION));
    let figures = ["due_to_your_stake", "your_part_of_the_pot"].map(|name| tokens(&shown, name));
    assert_eq!(figures, [400_000_000_000, 600_000_000_000]);
    assert_eq!(shown.get("state"), Some(&Value::text("wrapped")));

    let owner = Owner::of(&prime, &facility, &wrapper);
    let expected = ix::claim_rewards(&owner, &facility, &wrapper, &payer);
    assert_eq!(world.plan(Role::Prime, &line("claim @")).await.instructions, [expected]);
    world.run(Role::Prime, &line("claim @")).await;
    let plan = world.plan(Role::Prime, &line("unstake @ --amount 4M")).await;
    let args = UnstakeArgs { amount: 4 * MILLION, max_payback: 160_000_000_000 };
    assert_eq!(plan.instructions[1..], [ix::unstake(&owner, &facility, &wrapper, &payer, args)]);
    assert_eq!(
        world.refusal(Role::Prime, &line("unstake @ --amount 4M --max 159_999")).await,
        "PaybackAboveMaximum"
    );
    world.send(&[Role::Prime], plan).await.unwrap();

    assert_eq!(world.refusal(Role::Prime, &line("burn @ --amount 1M")).await, "ForfeitNotAccepted");
    let plan = world.plan(Role::Prime, &line("burn @ --amount 1M --accept-forfeit")).await;
    let args = BurnFractionsArgs { amount: MILLION, accept_forfeit: true, min_payout: 40_000_000_000 };
    assert_eq!(plan.instructions, [ix::burn_fractions(&owner, &facility, &wrapper, args)]);
    world.send(&[Role::Prime], plan).await.unwrap();

    world.run(Role::Borrower, &format!("nfat top-up {at} 1 --principal 25M --interest 0.25M")).await;
    world.run(Role::Payer, &line("collect @ --kind redemption")).await;
    let again = world.try_run(&[Role::Payer], &line("collect @ --kind redemption")).await.unwrap_err();
    assert_eq!(again.to_string(), "NFAT #1 has been redeemed");
    world.run(Role::Prime, &line("claim @")).await;
    world.run(Role::Prime, &line("burn @")).await;
    let shown = world.run(Role::Prime, &line("show @")).await;
    let figures = ["supply", "staked", "pot_of_free_fractions"].map(|name| tokens(&shown, name));
    assert_eq!((figures, shown.get("state")), ([0; 3], Some(&Value::text("redeemed"))));
    let held = world.cluster.token_balance(&facility.token_account(&prime)).unwrap();
    assert_eq!(held, 26_250_000_000_000, "25M are still queued, and the NFAT has paid 26.25M");
    world.run(Role::Prime, &line("close @")).await;
    assert!(world.cluster.account(&wrapper.wrapped).is_none());
}

#[tokio::test]
async fn a_restricted_nfat_is_wrapped_and_taken_out_by_who_is_admitted() {
    let world = with_unit("restricted-wrapping").await;
    let (facility, prime) = (World::facility(), Role::Prime.key());
    let at = facility.facility;
    let wrapper = WrapperAddresses::of(&facility.unit(1).asset);
    world.run(Role::Beacon, &format!("nfat whitelist mode {at} on")).await;
    for receiver in [prime, wrapper.wrapped] {
        let admit = format!("nfat whitelist admit {at} {receiver} --until {UNTIL}");
        world.run(Role::Beacon, &admit).await;
    }
    world.run(Role::Prime, &format!("wrap open {at} 1")).await;
    // The account for the fractions is made, thawed and filled at once.
    let wrap = world.plan(Role::Prime, &format!("wrap wrap {at} 1")).await;
    assert_eq!(wrap.instructions.len(), 3);
    world.send(&[Role::Prime], wrap).await.unwrap();

    let buyer = Role::Borrower.key();
    world.cluster.create_token_account(&wrapper.fraction_mint, &buyer).unwrap();
    let thaw = format!("wrap thaw {at} 1 {buyer}");
    assert_eq!(world.refusal(Role::Borrower, &thaw).await, "AccountOwnedByWrongProgram");
    world.run(Role::Beacon, &format!("nfat whitelist admit {at} {buyer} --until {UNTIL}")).await;
    let expected = ix::thaw_holder(&facility, &wrapper, &buyer, &wrapper.fractions(&buyer));
    assert_eq!(world.plan(Role::Borrower, &thaw).await.instructions, [expected]);
    world.run(Role::Borrower, &thaw).await;
    assert!(!world.cluster.token_account(&wrapper.fractions(&buyer)).unwrap().frozen);

    let unwrapping = Unwrapping {
        holder: prime,
        source: wrapper.fractions(&prime),
        destination: facility.token_account(&prime),
        admission: Admission::Entry,
        min_payout: 0,
    };
    let unwrap = format!("wrap unwrap {at} 1");
    let expected = ix::unwrap(&facility, &wrapper, &unwrapping);
    assert_eq!(world.plan(Role::Prime, &unwrap).await.instructions, [expected]);
    world.run(Role::Prime, &unwrap).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("holder"), Some(&Value::text(prime)));
}
