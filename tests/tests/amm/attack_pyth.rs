//! A trader who brings the updates of Pyth himself, and so chooses when the price moves.

use super::floor::*;
use halo_sdk::{amm::LATCH_AGE_SECONDS, instructions::amm as ix};
use halo_tests::{refusal::assert_refused, world::million};
use num_bigint::BigInt;

/// Parts of one USDS that are a basis point, as Pyth says it.
const BP: i64 = ONE_USDS / 10_000;

/// Bob buys at one update and sells at the next, which is `bps` basis points higher; what he gains.
async fn between_two_updates(bps: i64) -> BigInt {
    let mut floor = Floor::with_update(false).await;
    floor.sell(million(4)).await.unwrap();
    floor.fund(million(2), 0).await;
    let (before, older) = (floor.purse().await, floor.sound(ONE_USDS));
    floor.ok(&[floor.buying(exact_out(million(1), u64::MAX))], &[floor.bob]).await;
    floor.world.wait(1).await;
    floor.show(&floor.sound(ONE_USDS + bps * BP));
    floor.ok(&[floor.selling(exact_in(million(1)))], &[floor.bob]).await;
    // There is no way back to the older one, to do it again.
    floor.show(&older);
    assert_refused(
        floor.send(&[floor.buying(exact_in(million(1)))], &[floor.bob]).await,
        AmmError::ReportRefused,
    );
    floor.assert_sound().await;
    before.gain(&floor.purse().await, PAR)
}

/// Of the updates of four days one is 2 % too high. Whoever posts it again latches both sides until the council has looked,
/// although the price of now is fine; the update of now is what may be latched over.
#[tokio::test]
async fn a_tick_of_yesterday_latches_nothing() {
    let mut floor = Floor::with_update(false).await;
    let mut tick = floor.sound(ONE_USDS + 200 * BP);
    for age in [LATCH_AGE_SECONDS, LATCH_AGE_SECONDS + 1] {
        let latches = age == LATCH_AGE_SECONDS;
        floor.world.wait(MAX_AGE as i64 / 2).await;
        (tick.publish_time, tick.posted_slot) = (floor.now() - age as i64, floor.world.chain.0.clock().slot);
        floor.show(&tick);
        let trip = ix::trip_breaker(&floor.bob, &floor.at, floor.update);
        match latches {
            true => drop(floor.ok(&[trip], &[floor.bob]).await),
            false => floor.refused(&[trip], &[floor.bob], AmmError::NothingToLatch).await,
        }
        assert_eq!(floor.pool().await.breaker.latched, if latches { 3 } else { 0 });
        let council = floor.roles().council;
        floor.ok(&[ix::unpause(&council, &floor.at, 3)], &[council]).await;
    }
}

#[tokio::test]
async fn two_updates_within_the_spread_gain_nothing() {
    for bps in [1, 5, 9] {
        let gain = between_two_updates(bps).await;
        assert!(gain < BigInt::ZERO, "{bps} basis points: {gain}");
    }
}

#[tokio::test]
async fn two_updates_gain_at_most_their_step_less_both_spreads() {
    // As the threat model says of such a pool: its spread must be wider than what its source moves within an age.
    for bps in [20, 100] {
        let gain = between_two_updates(bps).await;
        let bound = million(1) / 10_000 * (bps.unsigned_abs() - 10);
        assert!(gain <= BigInt::from(bound), "{bps} basis points: {gain} of {bound}");
    }
}
