//! What is shown of a unit, to people and to programs.

use super::desk::{act, locked, open, page, unit, DEADLINE, HOUR, ONE};
use crate::world::{Role, DAY};
use halo_cli::Value;
use halo_sdk::lcts::state::Direction::Subscribe;
use serde_json::json;

#[tokio::test]
async fn a_unit_is_shown_with_what_is_due() {
    let world = locked("lcts-show").await;
    let at = unit();
    let shown = page(&world, Role::Payer, "show @").await;
    let expected = format!(
        "  unit                       {}
  scope                      {}
  pau                        {}
  mint                       {}
  share mint                 {}
  shares                     Portfolio-A (PFA), https://a.example
  tranche                    the only one over its holding
  goes on                    yes
  holding token account      {}
  rate                       1
  highest rate today         1
  yield cap                  0.5 % a day
  sells shares               yes
  supply                     0
  worth                      0
  capacity                   100,000
  room                       100,000
  holding                    0
  out                        0
  most worth after a raise   0
  deployed                   0
  returned                   0
  redeem limit               20,000
  redeemable now             0
  payable now                500,000 of 1,000,000, refill 1,000,000 a day
  next lock from             2025-01-29 13:00:00 UTC
  queue      door    until                    generation  waiting  worth   owed
  subscribe  locked  2025-01-28 16:00:00 UTC  1           40,000   40,000  0
  redeem     open    2025-01-29 13:00:00 UTC  1           0        0       0
  due now                    settle the subscribe queue by 2025-01-28 16:00:00 UTC: a beacon with SETTLE
",
        at.unit,
        at.scope,
        at.pau,
        at.mint,
        at.share_mint(),
        at.holding()
    );
    // The limit fills by the second.
    let steady = |page: &str| {
        let limit = |line: &&str| !line.starts_with("  payable now");
        page.lines().filter(limit).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(steady(&shown), steady(&expected));

    let document = serde_json::to_value(act(&world, Role::Payer, "show @").await).unwrap();
    assert_eq!(document["rate"], "1000000000000000000");
    assert_eq!(document["due"], json!([{ "what": "settle", "direction": "subscribe", "by": DEADLINE }]));
    assert_eq!(document["queues"][0]["door"], json!({ "state": "locked", "until": DEADLINE }));
    assert_eq!(document["queues"][0]["waiting"], 40_000 * ONE);
}

#[tokio::test]
async fn what_is_due_is_said_with_who_does_it() {
    let world = open("lcts-due").await;
    let due = async || {
        let Some(Value::List(due)) = act(&world, Role::Payer, "show @").await.get("due_now").cloned() else {
            panic!("a list")
        };
        due.iter().map(|line| line.replace(&unit().unit.to_string(), "@")).collect::<Vec<_>>()
    };
    act(&world, Role::Alice, "enter @ subscribe --amount 1k").await;
    assert!(due().await.is_empty(), "it is noon");
    world.cluster.advance(HOUR).unwrap();
    assert_eq!(due().await, ["lock the queues by 2025-01-28 16:00:00 UTC: a beacon with LOCK"]);
    act(&world, Role::Beacon, "lock @").await;
    assert_eq!(due().await, ["settle the subscribe queue by 2025-01-28 16:00:00 UTC: a beacon with SETTLE"]);
    world.cluster.advance(3 * HOUR).unwrap();
    let unlock = "unlock the subscribe queue, overdue since 2025-01-28 16:00:00 UTC: `halo lcts unlock @ subscribe`, anyone";
    assert_eq!(due().await, [unlock]);
    act(&world, Role::Bob, "unlock @ subscribe").await;
    world.cluster.advance(DAY - 3 * HOUR).unwrap();
    act(&world, Role::Beacon, "lock @").await;
    assert_eq!(due().await[0], "raise the rate by 2025-01-29 16:00:00 UTC: a beacon with RATE");
    act(&world, Role::Beacon, "rate @ 1").await;
    act(&world, Role::Beacon, "settle @ subscribe --capacity unlimited").await;
    act(&world, Role::Alice, "claim @ subscribe").await;
    let close = "close a spent generation: `halo lcts close-generation @ subscribe 1`, anyone";
    assert_eq!(due().await, [close]);
}

#[tokio::test]
async fn a_queue_and_its_generations_are_shown() {
    let world = locked("lcts-queue").await;
    act(&world, Role::Beacon, "settle @ subscribe --capacity unlimited").await;
    act(&world, Role::Alice, "enter @ subscribe --amount 5k").await;
    let (queue, payer) = (unit().queue(Subscribe), Role::Payer.key());
    assert_eq!(
        page(&world, Role::Payer, "queue @ subscribe").await,
        format!(
            "  queue                {}
  door                 open
  until                2025-01-29 13:00:00 UTC
  current generation   2
  waiting              5,000
  worth                5,000
  owed                 40,000
  generation  state      waiting  owed to members  can be closed
  1           Finalized  0        30,000           no
              rent payer  {payer}
  2           Active     5,000    0                no
              rent payer  {payer}
",
            queue.queue
        )
    );
    assert_eq!(
        page(&world, Role::Payer, "generation @ subscribe 1").await,
        format!(
            "  generation             {}
  number                 1
  state                  Finalized
  shares                 30000000000
  waiting                0
  reward per share e18   1000000000000000000
  owed to members        30,000
",
            queue.generation(1)
        )
    );
    // Credited by her second entry, and payable at any time.
    let position = serde_json::to_value(act(&world, Role::Alice, "position @").await).unwrap();
    let held = &position["subscribe"]["held"];
    assert_eq!((&held["accrued"], &held["claimable"]), (&json!(10_000 * ONE), &json!(10_000 * ONE)));
    assert_eq!((&held["generation"], &held["waiting"]), (&json!(2), &json!(5_000 * ONE)));
    assert_eq!(position["redeem"]["held"], json!(null));
}

#[tokio::test]
async fn a_projection_is_what_then_happens() {
    let world = locked("lcts-project").await;
    let full = "█".repeat(40);
    assert_eq!(
        page(&world, Role::Alice, "project @ subscribe --capacity 16k").await,
        format!(
            "  owner             {}
  rate              1
  capacity a day    16,000
  waiting           10,000
  day         capacity  queue converts  received  so far  still waiting
  2025-01-28  16,000    16,000          4,000     4,000   6,000
  2025-01-29  16,000    16,000          4,000     8,000   2,000
  2025-01-30  16,000    8,000           2,000     10,000  0
  received so far   2025-01-28  {}{}  4,000
                    2025-01-29  {}{}  8,000
                    2025-01-30  {full}  10,000
  end               everything is converted
",
            Role::Alice.key(),
            "█".repeat(16),
            "·".repeat(24),
            "█".repeat(32),
            "·".repeat(8),
        )
    );
    // And so it is.
    let mut received = Vec::new();
    for day in 0..3 {
        if day > 0 {
            world.cluster.advance(DAY).unwrap();
            act(&world, Role::Beacon, "lock @").await;
        }
        act(&world, Role::Beacon, "settle @ subscribe --capacity 16k").await;
        let claimed = act(&world, Role::Alice, "claim @ subscribe").await;
        received.push(super::desk::tokens(&claimed, "paid"));
    }
    assert_eq!(received, [4_000 * ONE, 4_000 * ONE, 2_000 * ONE]);
    // The unit's capacity of 100,000 leaves room for 60,000 more.
    let command = "project @ subscribe --capacity unlimited --amount 40k --owner";
    let more = act(&world, Role::Payer, &format!("{command} {}", Role::Bob.key())).await;
    let more = serde_json::to_value(more).unwrap();
    assert_eq!((&more["end"], &more["waiting"]), (&json!("converted"), &json!(40_000 * ONE)));
    let short = "project @ subscribe --capacity unlimited --amount 70k";
    let short = serde_json::to_value(act(&world, Role::Bob, short).await).unwrap();
    assert_eq!(short["end"], "stalled");
    let waiting: Vec<_> = short["days"].as_array().unwrap().iter().map(|day| &day["waiting"]).collect();
    assert_eq!(waiting, [&json!(10_000 * ONE), &json!(10_000 * ONE)]);
    let few = act(&world, Role::Bob, "project @ subscribe --capacity 1k --amount 10k --days 2").await;
    assert_eq!(few.get("end").unwrap().to_string(), "8,000 still wait after these days");
}
