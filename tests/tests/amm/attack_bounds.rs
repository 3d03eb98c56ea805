//! A price at each of its bounds, which is traded at, and one unit beyond, which is not: neither way, and for nothing.

use super::{
    floor::*,
    prices::{with_update, Update, ONE_USDS},
};

const AGE: i64 = MAX_AGE as i64;
/// Parts of one USDS that are a basis point, as Pyth says it.
const BP: i64 = ONE_USDS / 10_000;

/// Brings an update to its bound, or a unit beyond.
type Push = fn(&mut Update, i64);

/// Each bound, and what is said beyond it.
const BOUNDS_OF_PYTH: [(&str, Push, AmmError); 4] = [
    ("future", |update, beyond| update.publish_time += 10 + beyond, AmmError::FuturePrice),
    (
        "confidence",
        |update, beyond| update.confidence = (20 * BP + beyond).unsigned_abs(),
        AmmError::PriceUncertain,
    ),
    ("up", |update, beyond| update.price += 100 * BP + beyond, AmmError::PriceDeviates),
    ("down", |update, beyond| update.price -= 50 * BP + beyond, AmmError::PriceDeviates),
];

#[tokio::test]
async fn a_price_one_unit_beyond_a_bound_trades_nothing() {
    for (bound, push, refused) in BOUNDS_OF_PYTH {
        let mut floor = with_update(false).await;
        floor.sell(thousand(10)).await.unwrap();
        floor.fund(thousand(10), thousand(10)).await;
        floor.world.wait(1).await;
        let mut update = floor.sound(ONE_USDS);
        push(&mut update, 1);
        floor.show(&update);
        for trade in [floor.selling(exact_in(thousand(1))), floor.buying(exact_in(thousand(1)))] {
            let before = floor.purse().await;
            floor.refused(&[trade], &[floor.bob], refused).await;
            assert_eq!(before, floor.purse().await, "{bound}");
        }
    }
}

#[tokio::test]
async fn a_price_is_too_old_one_second_and_one_slot_after_its_age() {
    for in_slots in [false, true] {
        let mut floor = with_update(false).await;
        floor.world.wait(1).await;
        floor.show(&floor.sound(ONE_USDS));
        floor.sell(thousand(10)).await.unwrap();
        floor.fund(thousand(10), thousand(10)).await;
        if in_slots {
            floor.world.chain.0.advance_slots(PRICE_LIMITS.max_age_slots);
        } else {
            floor.world.wait(AGE).await;
        }
        floor.ok(&[floor.selling(exact_in(thousand(1)))], &[floor.bob]).await;
        if in_slots {
            floor.world.chain.0.advance_slots(1);
        } else {
            floor.world.wait(1).await;
        }
        let before = floor.purse().await;
        for trade in [floor.selling(exact_in(thousand(2))), floor.buying(exact_in(thousand(2)))] {
            floor.refused(&[trade], &[floor.bob], AmmError::StalePrice).await;
        }
        assert_eq!(before, floor.purse().await);
    }
}

#[tokio::test]
async fn a_price_at_its_bound_is_traded_at() {
    for (bound, push, _) in BOUNDS_OF_PYTH {
        let mut floor = with_update(false).await;
        floor.sell(thousand(10)).await.unwrap();
        floor.world.wait(1).await;
        let mut update = floor.sound(ONE_USDS);
        push(&mut update, 0);
        floor.show(&update);
        floor.try_trade().await.unwrap_or_else(|error| panic!("{bound}: {error}"));
        floor.assert_sound().await;
    }
}

#[tokio::test]
async fn two_sources_that_differ_by_a_unit_too_much_trade_nothing() {
    for apart in [10 * BP, -10 * BP] {
        let mut floor = with_update(true).await;
        floor.fund(thousand(10), thousand(10)).await;
        floor.world.wait(1).await;
        let before = floor.purse().await;
        floor.show(&floor.sound(ONE_USDS + apart + apart.signum()));
        let sell = floor.selling(exact_in(thousand(1)));
        floor.refused(&[sell], &[floor.bob], AmmError::SourcesDiffer).await;
        assert_eq!(before, floor.purse().await);
    }
}
