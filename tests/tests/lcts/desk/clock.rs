//! The time of day, and days with a lock and a settlement.

use super::*;
use halo_sdk::halo_math::{LOCK_SECOND, SETTLE_SECOND};

impl<C: Chain> Desk<C> {
    /// Unix seconds.
    pub async fn now(&mut self) -> i64 {
        self.world.chain.now().await
    }

    /// Goes on to this time of the day.
    pub async fn at_second(&mut self, second: i64) {
        let midnight = self.now().await.div_euclid(DAY) * DAY;
        self.world.wait_until(midnight + second).await;
    }

    /// Goes on to midnight.
    pub async fn next_day(&mut self) {
        let day = self.now().await.div_euclid(DAY) + 1;
        self.world.wait_until(day * DAY).await;
    }

    /// 13:00 of this day, locked.
    pub async fn locked(&mut self) {
        self.at_second(LOCK_SECOND).await;
        self.lock().await.unwrap();
    }

    /// A whole day with a settlement of one queue; ends at 16:00.
    pub async fn day(&mut self, direction: Direction, capacity: u64) {
        self.locked().await;
        self.settle(direction, capacity).await.unwrap();
        self.at_second(SETTLE_SECOND).await;
        self.assert_sound().await;
    }
}
