//! Two people subscribe, are served by half, claim and leave; then shares are given back.

use super::desk::{act, line, locked, page, tokens, unit, wallet, HOUR, ONE};
use crate::world::{Role, DAY};
use halo_cli::Value;
use halo_sdk::{
    instructions::lcts::{self as ix, Current, Destinations, Entry},
    lcts::{
        instructions::{SetGuardrailsArgs, SettlePairArgs},
        state::Direction::Subscribe,
    },
};

#[tokio::test]
async fn two_subscribe_are_served_by_half_claim_and_leave() {
    let world = locked("lcts-life").await;
    let (at, beacon) = (unit(), Role::Beacon.key());
    let settle = line("settle @ subscribe --capacity 20k");
    let plan = world.plan(Role::Beacon, &settle).await;
    assert_eq!(plan.instructions, [ix::settle(&beacon, &at, Subscribe, 1, 20_000 * ONE)]);
    let settled = world.send(&[Role::Beacon], plan).await.unwrap();
    let figures = ["subscribed", "shares_minted", "into_holding", "supply_after", "holding_after", "matched"];
    let expected = [20_000, 20_000, 20_000, 20_000, 20_000, 0].map(|amount| amount * ONE);
    assert_eq!(figures.map(|name| tokens(&settled, name)), expected);

    assert_eq!(
        page(&world, Role::Alice, "position @").await,
        format!(
            "  owner   {}\n  rate    1\n  \
             queue      door  until                    generation  part  not converted  earned  claimable now\n  \
             subscribe  open  2025-01-29 13:00:00 UTC  1 Active    25 %  5,000          5,000   5,000\n",
            Role::Alice.key()
        )
    );

    let alice = Role::Alice.key();
    let side = at.queue(Subscribe);
    let plan = world.plan(Role::Alice, &line("claim @ subscribe")).await;
    // The account for the shares is made first.
    assert_eq!(plan.instructions[1..], [ix::claim(&side, &alice, &at.shares(&alice), Some(1))]);
    let claimed = world.send(&[Role::Alice], plan).await.unwrap();
    assert_eq!(tokens(&claimed, "paid"), 5_000 * ONE);
    assert_eq!(wallet(&world, Role::Alice), [40_000 * ONE, 5_000 * ONE]);

    let bob = Role::Bob.key();
    let plan = world.plan(Role::Bob, &line("exit @ subscribe")).await;
    let to = Destinations { input: at.cash(&bob), reward: at.shares(&bob) };
    assert_eq!(plan.instructions[2..], [ix::exit(&side, &bob, &to, 1)]);
    let left = world.send(&[Role::Bob], plan).await.unwrap();
    assert_eq!((tokens(&left, "not_converted"), tokens(&left, "earned")), (15_000 * ONE, 15_000 * ONE));
    assert_eq!(wallet(&world, Role::Bob), [35_000 * ONE, 15_000 * ONE]);
    let expected = ix::close_position(&side, &bob, &Role::Payer.key());
    assert_eq!(world.plan(Role::Bob, &line("close @ subscribe")).await.instructions, [expected]);
    act(&world, Role::Bob, "close @ subscribe").await;
    assert!(world.cluster.account(&side.position(&bob)).is_none());
}

#[tokio::test]
async fn the_queues_are_netted_and_a_spent_generation_is_closed() {
    let world = locked("lcts-netting").await;
    let (at, beacon, payer) = (unit(), Role::Beacon.key(), Role::Payer.key());
    act(&world, Role::Beacon, "settle @ subscribe --capacity unlimited").await;
    act(&world, Role::Alice, "claim @ subscribe").await;
    // Bob comes again without having claimed: what he is owed is credited, and his new money waits in generation 2.
    let plan = world.plan(Role::Bob, &line("enter @ subscribe --amount 4k")).await;
    let (owner, source) = (Role::Bob.key(), at.cash(&Role::Bob.key()));
    let entry = Entry { payer, owner, source, current: 2, finalized: Some(1) };
    let subscribe = at.queue(Subscribe);
    assert_eq!(plan.instructions, [ix::enter(&subscribe, &entry, 4_000 * ONE)]);
    let entered = world.send(&[Role::Bob], plan).await.unwrap();
    assert_eq!(entered.get("generation"), Some(&Value::Number(2)));
    act(&world, Role::Alice, "enter @ redeem --amount 10k").await;
    let close = line("close-generation @ subscribe 1");
    let expected = ix::close_generation(&subscribe, 1, &payer);
    assert_eq!(world.plan(Role::Payer, &close).await.instructions, [expected]);
    world.run(Role::Payer, &close).await;

    world.cluster.advance(DAY).unwrap();
    let lock = line("lock @");
    let current = Current { subscribe: Some(2), redeem: Some(1) };
    assert_eq!(world.plan(Role::Beacon, &lock).await.instructions, [ix::lock(&beacon, &at, current)]);
    let facts = world.run(Role::Beacon, &lock).await;
    assert_eq!((tokens(&facts, "subscribing"), tokens(&facts, "redeeming")), (4_000 * ONE, 10_000 * ONE));
    // Half a per cent more a share: 10,000 shares are worth 10,050.
    let rate = act(&world, Role::Beacon, "rate @ 1.005").await;
    assert_eq!(
        (rate.get("before"), rate.get("after")),
        (Some(&Value::text("1")), Some(&Value::text("1.005")))
    );
    let pair = line("settle-pair @ --subscribe-capacity 0 --redeem-capacity 2k");
    let plan = world.plan(Role::Beacon, &pair).await;
    let args = SettlePairArgs { subscribe_capacity: 0, redeem_capacity: 2_000 * ONE };
    assert_eq!(plan.instructions, [ix::settle_pair(&beacon, &at, current, args)]);
    let before = world.cluster.token_balance(&at.holding()).unwrap();
    let settled = world.send(&[Role::Beacon], plan).await.unwrap();
    let figures = ["matched", "subscribed", "into_holding", "holding_after", "paid", "out_of_holding"];
    let [matched, subscribed, into, holding, paid, out_of] = figures.map(|name| tokens(&settled, name));
    assert_eq!((matched, subscribed, into), (4_000 * ONE, 4_000 * ONE, 0));
    assert_eq!((paid, out_of, holding), (matched + out_of, paid - matched, before - out_of));
    // As much as the capacity, less what one share's rounding leaves.
    assert!(out_of <= 2_000 * ONE && 2_000 * ONE - out_of <= 2, "{out_of}");
    assert_eq!(world.cluster.token_balance(&at.holding()).unwrap(), holding, "as was told");
    act(&world, Role::Bob, "claim @ subscribe").await;
    // 30,000 shares of the first day, and 4,000 at the new rate, rounded down.
    assert_eq!(wallet(&world, Role::Bob), [16_000 * ONE, 30_000 * ONE + 3_980_099_502]);
    act(&world, Role::Alice, "claim @ redeem").await;
    assert_eq!(wallet(&world, Role::Alice), [40_000 * ONE + paid, 0]);
}

#[tokio::test]
async fn the_holding_is_deployed_and_returned_within_its_guardrails() {
    let world = locked("lcts-holding").await;
    let (at, endpoint) = (unit(), crate::world::World::endpoint());
    act(&world, Role::Beacon, "settle @ subscribe --capacity unlimited").await;
    let deploy = line(&format!("deploy @ --to {endpoint} --amount 25k"));
    let expected = ix::deploy(&Role::Beacon.key(), &at, &endpoint, 25_000 * ONE);
    assert_eq!(world.plan(Role::Beacon, &deploy).await.instructions, [expected]);
    let deployed = world.run(Role::Beacon, &deploy).await;
    assert_eq!(tokens(&deployed, "holding_after"), 15_000 * ONE);
    let home = line("return @ --amount 1k");
    let borrower = Role::Borrower.key();
    let expected = ix::return_funds(&borrower, &at, &endpoint, 1_000 * ONE);
    assert_eq!(world.plan(Role::Borrower, &home).await.instructions, [expected]);
    assert_eq!(tokens(&world.run(Role::Borrower, &home).await, "holding_after"), 16_000 * ONE);

    let lower = line("guardrails @ --redeem-limit 5k --yield-cap 0%");
    let plan = world.plan(Role::Govops, &lower).await;
    let args = SetGuardrailsArgs { capacity: 100_000 * ONE, redeem_limit: 5_000 * ONE, yield_cap_bps: 0 };
    let govops =
        halo_sdk::instructions::configurator::Configurer::govops(&Role::Govops.key(), &at.scope, &at.pau);
    assert_eq!(plan.instructions, [ix::set_guardrails(&govops, &at, args)]);
    world.send(&[Role::Govops], plan).await.unwrap();
    let shown = act(&world, Role::Payer, "show @").await;
    let figures = ["holding", "deployed", "returned", "redeem_limit", "redeemable_now", "room"];
    let expected = [16_000, 25_000, 1_000, 5_000, 5_000, 60_000].map(|amount| amount * ONE);
    assert_eq!(figures.map(|name| tokens(&shown, name)), expected);
    assert_eq!(shown.get("yield_cap"), Some(&Value::text("0 % a day")));
}

#[tokio::test]
async fn what_is_signed_by_the_govops_is_said_before() {
    let world = locked("lcts-effects").await;
    let document = world.document(Role::Govops, &line("guardrails @ --capacity 90k")).await;
    let Some(Value::List(effects)) = document.get("effects") else { panic!("{document:?}") };
    assert_eq!(
        *effects,
        [format!(
            "changes what bounds settlements and the rate of a unit\n  capacity      90,000\n  redeem limit  20,000\n  \
             yield cap     0.5 % a day\n  PAU           {}\n  unit          {}",
            unit().pau,
            unit().unit
        )]
    );
}

#[tokio::test]
async fn who_is_locked_in_by_a_dead_beacon_unlocks() {
    let world = locked("lcts-overdue").await;
    world.cluster.advance(3 * HOUR).unwrap();
    let unlock = line("unlock @ subscribe");
    let expected = ix::unlock_overdue(&unit(), &unit().queue(Subscribe), 1);
    assert_eq!(world.plan(Role::Alice, &unlock).await.instructions, [expected]);
    world.run(Role::Alice, &unlock).await;
    act(&world, Role::Alice, "exit @ subscribe").await;
    assert_eq!(wallet(&world, Role::Alice), [50_000 * ONE, 0]);
    let view = act(&world, Role::Payer, "queue @ redeem").await;
    assert_eq!(view.get("door"), Some(&Value::text("open")));
    assert_eq!(tokens(&view, "waiting"), 0);
}
