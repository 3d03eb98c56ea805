//! Money that is missing: the check that halts, and the junior that bears a loss first.

use super::desk::{act, enact, grant, line, locked, open, refused, tokens, unit, wallet, HOUR, ONE};
use crate::world::{Role, World};
use halo_cli::Value;
use halo_sdk::{
    addresses::{self, LctsAddresses, Tranche},
    instructions::lcts as ix,
    token::TokenProgram,
};

/// Where the amount stands in a token account of both token programs.
const AMOUNT: core::ops::Range<usize> = 64..72;

/// Takes everything out of the unit's holding, which no instruction does.
fn rob(world: &World) {
    let holding = unit().holding();
    let mut account = world.cluster.account(&holding).expect("a holding");
    account.data[AMOUNT].fill(0);
    world.cluster.set_account(&holding, account).unwrap();
}

#[tokio::test]
async fn missing_money_halts_the_unit_until_the_council_lifts_it() {
    let world = locked("lcts-halt").await;
    act(&world, Role::Beacon, "settle @ subscribe --capacity 20k").await;
    let check = line("check @");
    assert_eq!(world.plan(Role::Bob, &check).await.instructions, [ix::check_unit(&unit())]);
    world.run(Role::Bob, &check).await;
    let goes_on = async || act(&world, Role::Payer, "show @").await.get("goes_on").unwrap().to_string();
    assert_eq!(goes_on().await, "yes");
    rob(&world);
    world.run(Role::Bob, &check).await;
    assert_eq!(goes_on().await, "no: money is missing; claims and exits go on");
    let halted = "money of the unit is missing: nothing goes on but claims and exits, until the council lifts the halt with \
                  `halo lcts clear-halt @`";
    assert_eq!(refused(&world, Role::Alice, "enter @ subscribe --amount 1").await, halted);
    act(&world, Role::Alice, "exit @ subscribe").await;
    assert_eq!(wallet(&world, Role::Alice), [45_000 * ONE, 5_000 * ONE]);

    let clear = line("clear-halt @");
    let expected = ix::clear_unit_halt(&Role::Council.key(), &unit());
    assert_eq!(world.plan(Role::Council, &clear).await.instructions, [expected]);
    assert_eq!(world.refusal(Role::Govops, &clear).await, "NotCouncil");
    let document = world.document(Role::Council, &clear).await;
    let told = format!("lifts the halt of a unit\n  unit  {}", unit().unit);
    assert_eq!(document.get("effects"), Some(&Value::List(vec![told])));
    assert_eq!(goes_on().await, "yes");
}

#[tokio::test]
async fn a_frozen_pau_is_named() {
    let world = open("lcts-frozen").await;
    world.run(Role::Council, &format!("halt pau {}", unit().pau)).await;
    let frozen = "the unit's PAU is frozen: nothing goes on but claims and exits, until the council unfreezes it with `halo \
                  halt clear pau`";
    assert_eq!(refused(&world, Role::Alice, "enter @ subscribe --amount 1").await, frozen);
    assert_eq!(refused(&world, Role::Beacon, "lock @").await, frozen);
}

fn junior() -> LctsAddresses {
    let senior = unit();
    let unit = addresses::unit(&Role::OwnBase.key());
    LctsAddresses { unit, tranche: Tranche::Sole, share_program: TokenProgram::Spl.id(), ..senior }
}

/// The junior over the senior's holding, with both queues, at noon.
async fn tranches(name: &str) -> World {
    let world = open(name).await;
    let (senior, junior) = (unit(), junior());
    let base = world.key_file(Role::OwnBase);
    let pair =
        [format!("--pau {} --mint {}", senior.pau, senior.mint), format!("--shares spl --base {base}")];
    let init = format!("lcts init {} --capacity 50k --redeem-limit 10k --yield-cap 1% {}", pair[0], pair[1]);
    world.run(Role::Govops, &init).await;
    let controller =
        format!("init-controller {} {} --kinds withdraw --book {}", senior.pau, junior.unit, senior.unit);
    enact(&world, &[controller]).await;
    world.run(Role::Govops, &format!("govops add-controller {} {}", senior.pau, junior.unit)).await;
    let subordinate = format!("lcts subordinate {} {}", junior.unit, senior.unit);
    let expected = ix::subordinate(&junior, &senior.unit);
    assert_eq!(world.plan(Role::Bob, &subordinate).await.instructions, [expected]);
    world.run(Role::Bob, &subordinate).await;
    for queue in ["subscribe", "redeem"] {
        world.run(Role::Payer, &format!("lcts open-queue {} {queue}", junior.unit)).await;
    }
    grant(&world, &junior.unit).await;
    world
}

#[tokio::test]
async fn the_junior_bears_a_loss_first() {
    let world = tranches("lcts-tranches").await;
    let (senior, junior) = (unit().unit, junior().unit);
    let shown = world.run(Role::Payer, &format!("lcts show {junior}")).await;
    let tranche = format!("junior of {senior}, whose losses it bears first");
    assert_eq!(shown.get("tranche"), Some(&Value::text(tranche)));
    act(&world, Role::Alice, "enter @ subscribe --amount 30k").await;
    world.run(Role::Bob, &format!("lcts enter {junior} subscribe --amount 10k")).await;
    world.cluster.advance(HOUR).unwrap();
    for unit in [senior, junior] {
        world.run(Role::Beacon, &format!("lcts lock {unit}")).await;
        world.run(Role::Beacon, &format!("lcts settle {unit} subscribe --capacity unlimited")).await;
    }
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!((tokens(&shown, "holding"), tokens(&shown, "worth")), (40_000 * ONE, 30_000 * ONE));

    let lower = refused(&world, Role::Beacon, "rate @ 0.9").await;
    let expected =
        "the junior over the same holding is worth 10,000, and bears a loss first: share it with `halo lcts \
                    haircut @`";
    assert_eq!(lower, expected);
    let haircut = line("haircut @ --loss 4k");
    let at = LctsAddresses { tranche: Tranche::SeniorOf(junior), ..unit() };
    let expected = ix::haircut(&Role::Beacon.key(), &at, &junior, 4_000 * ONE);
    assert_eq!(world.plan(Role::Beacon, &haircut).await.instructions, [expected]);
    let borne = world.run(Role::Beacon, &haircut).await;
    assert_eq!((tokens(&borne, "junior_lost"), tokens(&borne, "senior_lost")), (4_000 * ONE, 0));
    assert_eq!(borne.get("junior_rate"), Some(&Value::text("0.6")));
    let borne = act(&world, Role::Beacon, "haircut @ --loss 9k").await;
    assert_eq!((tokens(&borne, "junior_lost"), tokens(&borne, "senior_lost")), (6_000 * ONE, 3_000 * ONE));
    let rates = ["junior_rate", "senior_rate"].map(|rate| borne.get(rate).unwrap().to_string());
    assert_eq!(rates, ["0", "0.9"]);
    assert_eq!(
        refused(&world, Role::Beacon, "haircut @ --loss 28k").await,
        "expected a loss of at most 27,000, which all shares are worth, came 28,000"
    );
    let sole = world.try_run(&[Role::Beacon], &format!("lcts haircut {junior} --loss 1")).await.unwrap_err();
    assert!(sole.to_string().contains("no junior stands over this unit's holding"), "{sole}");
}
