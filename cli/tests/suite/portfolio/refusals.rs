//! What cannot be done now is refused before it is signed, with the time and the way out.

use super::desk::{act, locked, open, refused, unit, HOUR};
use crate::world::{Role, DAY};

const LOCKED: &str = "the subscribe queue is locked for settlement until 2025-01-28 16:00:00 UTC at the latest: try again \
                      once it is settled; if no settlement comes by then, anybody may unlock it with `halo lcts unlock @ \
                      subscribe`";
const OVERDUE: &str =
    "the subscribe queue was not settled by 2025-01-28 16:00:00 UTC: unlock it first, which anybody \
                       may, with `halo lcts unlock @ subscribe`";

#[tokio::test]
async fn a_locked_queue_says_until_when_and_what_to_do() {
    let world = locked("lcts-locked").await;
    for command in ["enter @ subscribe --amount 1", "exit @ subscribe", "claim @ subscribe"] {
        assert_eq!(refused(&world, Role::Alice, command).await, LOCKED, "{command}");
    }
    assert_eq!(
        refused(&world, Role::Alice, "unlock @ subscribe").await,
        "the subscribe queue may still be settled: anybody may unlock it from 2025-01-28 16:00:00 UTC on"
    );
    world.cluster.advance(3 * HOUR).unwrap();
    for command in ["enter @ subscribe --amount 1", "exit @ subscribe"] {
        assert_eq!(refused(&world, Role::Alice, command).await, OVERDUE, "{command}");
    }
    for command in ["settle @ subscribe --capacity 1k", "lock @"] {
        assert_eq!(refused(&world, Role::Beacon, command).await, OVERDUE, "{command}");
    }
    act(&world, Role::Bob, "unlock @ subscribe").await;
    act(&world, Role::Alice, "enter @ subscribe --amount 1").await;
    let later = "the queues are locked once a day, from 13:00 to 16:00 UTC: the next time from 2025-01-29 13:00:00 UTC on";
    assert_eq!(refused(&world, Role::Beacon, "lock @").await, later);
}

#[tokio::test]
async fn the_beacon_is_told_its_hours() {
    let world = open("lcts-hours").await;
    let early = "the queues are locked once a day, from 13:00 to 16:00 UTC: the next time from 2025-01-28 13:00:00 UTC on";
    assert_eq!(refused(&world, Role::Beacon, "lock @").await, early);
    let unlocked = "the subscribe queue is not locked: lock it first with `halo lcts lock @`";
    for (role, command) in
        [(Role::Beacon, "settle @ subscribe --capacity 1"), (Role::Alice, "unlock @ subscribe")]
    {
        assert_eq!(refused(&world, role, command).await, unlocked, "{command}");
    }
    let pair = "settle-pair @ --subscribe-capacity 1 --redeem-capacity 1";
    let neither = "neither queue is locked: lock them first with `halo lcts lock @`";
    assert_eq!(refused(&world, Role::Beacon, pair).await, neither);
    assert_eq!(
        refused(&world, Role::Beacon, "rate @ 1.001").await,
        "the rate rises between the lock of a day and 16:00 UTC only: lock first with `halo lcts lock @`; it may be \
         lowered at any time"
    );
    world.cluster.advance(HOUR).unwrap();
    act(&world, Role::Alice, "enter @ subscribe --amount 1k").await;
    act(&world, Role::Beacon, "lock @").await;
    world.cluster.advance(2).unwrap();
    assert_eq!(
        refused(&world, Role::Beacon, "rate @ 1.0051").await,
        "expected a rate of at most 1 today, by the unit's yield cap, came 1.0051"
    );
    act(&world, Role::Beacon, "rate @ 0.999").await;
    act(&world, Role::Beacon, "settle @ subscribe --capacity 0").await;
    world.cluster.advance(DAY).unwrap();
    act(&world, Role::Beacon, "lock @").await;
    // One day of the cap on the lowered rate.
    assert_eq!(
        refused(&world, Role::Beacon, "rate @ 1.1").await,
        "expected a rate of at most 1.003995 today, by the unit's yield cap, came 1.1"
    );
}

#[tokio::test]
async fn after_a_large_cut_the_beacon_is_told_when_shares_are_sold_again() {
    let world = locked("lcts-cut").await;
    let sells = async || act(&world, Role::Payer, "show @").await.get("sells_shares").unwrap().to_string();
    act(&world, Role::Beacon, "rate @ 0.95").await;
    assert_eq!(sells().await, "yes");
    act(&world, Role::Beacon, "rate @ 0.949").await;
    assert_eq!(
        sells().await,
        "no: the rate was cut by more than a twentieth; from 2025-01-29 13:00:00 UTC on"
    );
    let too_soon = "the rate was cut by more than a twentieth: no shares are sold or netted before 2025-01-29 13:00:00 UTC; \
                    settle the subscribe queue with a capacity of 0 to unlock it";
    let pair = "settle-pair @ --subscribe-capacity 1k --redeem-capacity 0";
    for command in ["settle @ subscribe --capacity 1k", pair] {
        assert_eq!(refused(&world, Role::Beacon, command).await, too_soon, "{command}");
    }
    act(&world, Role::Beacon, "settle @ subscribe --capacity 0").await;
    world.cluster.advance(DAY).unwrap();
    act(&world, Role::Beacon, "lock @").await;
    assert_eq!(sells().await, "yes");
    act(&world, Role::Beacon, "settle @ subscribe --capacity 1k").await;
}

#[tokio::test]
async fn what_the_pau_would_not_pay_or_send_is_refused() {
    let world = locked("lcts-limits").await;
    act(&world, Role::Beacon, "settle @ subscribe --capacity unlimited").await;
    let nowhere = Role::Bob.key();
    assert_eq!(
        refused(&world, Role::Beacon, &format!("deploy @ --to {nowhere} --amount 1")).await,
        format!(
            "no limit lets money go to {nowhere}: GovOps has to add one of kind transfer, with `halo limits add {}`",
            unit().pau
        )
    );
    act(&world, Role::Alice, "claim @ subscribe").await;
    act(&world, Role::Alice, "enter @ redeem --amount 10k").await;
    let key = format!("{} --kind withdraw --target {} --mint {}", unit().pau, unit().unit, unit().mint);
    world.run(Role::Govops, &format!("limits set {key} --max 5k --slope 0")).await;
    world.cluster.advance(DAY).unwrap();
    act(&world, Role::Beacon, "lock @").await;
    assert_eq!(
        refused(&world, Role::Beacon, "settle @ redeem --capacity 6k").await,
        "6,000 would be paid out of the holding, and the PAU lets 5,000 pass now: settle with less, or have GovOps raise \
         the limit of kind withdraw to @ with `halo limits`"
    );
    act(&world, Role::Beacon, "settle @ redeem --capacity 5k").await;
}

#[tokio::test]
async fn a_member_is_told_what_it_has() {
    let world = open("lcts-members").await;
    assert_eq!(
        refused(&world, Role::Alice, "exit @ subscribe").await,
        "expected a position in the subscribe queue, there is none"
    );
    act(&world, Role::Alice, "enter @ subscribe --amount 10").await;
    assert_eq!(
        refused(&world, Role::Alice, "claim @ subscribe").await,
        "the position in the subscribe queue has earned nothing that is not paid"
    );
    assert_eq!(
        refused(&world, Role::Alice, "close @ subscribe").await,
        "the position in the subscribe queue is not empty"
    );
    assert_eq!(
        refused(&world, Role::Alice, "enter @ subscribe --amount 0").await,
        "expected an amount above 0, got 0"
    );
    assert_eq!(
        refused(&world, Role::Payer, "close-generation @ subscribe 1").await,
        "generation 1 of the subscribe queue is not spent"
    );
    assert_eq!(
        refused(
            &world,
            Role::Beacon,
            &format!("deploy @ --to {} --amount 5", crate::world::World::endpoint())
        )
        .await,
        "expected at most 0, which the holding has, came 5"
    );
    assert_eq!(
        refused(&world, Role::Govops, "guardrails @").await,
        "nothing to change: give --capacity, --redeem-limit or --yield-cap"
    );
    let foreign = refused(&world, Role::Warden, "guardrails @ --capacity 1").await;
    assert!(foreign.contains("holds no cBEAM"), "{foreign}");
}
