//! A price that is too old: one second after its age, or one slot after its posting's.

use super::floor::*;

const AGE: i64 = MAX_AGE as i64;

#[tokio::test]
async fn a_price_is_too_old_one_second_after_its_age() {
    let mut floor = Floor::before_a_bound(false).await;
    floor.show(&floor.sound(ONE_USDS));
    floor.world.wait(AGE).await;
    floor.trades().await;
    floor.world.wait(1).await;
    floor.trades_nothing(AmmError::StalePrice).await;
}

#[tokio::test]
async fn a_price_is_too_old_one_slot_after_its_age() {
    let mut floor = Floor::before_a_bound(false).await;
    floor.show(&floor.sound(ONE_USDS));
    floor.world.chain.0.advance_slots(PRICE_LIMITS.max_age_slots);
    floor.trades().await;
    floor.world.chain.0.advance_slots(1);
    floor.trades_nothing(AmmError::StalePrice).await;
}
