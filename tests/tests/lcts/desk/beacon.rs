//! What the beacon does, and whoever acts in its place.

use super::*;
use halo_sdk::{
    error::Error,
    instructions::lcts::{self as ix, Current},
    lcts::instructions::{SettleArgs, SettlePairArgs},
    transport::Landed,
};

impl<C: Chain> Desk<C> {
    pub async fn current(&self) -> Current {
        let [subscribe, redeem] = [self.queue(Subscribe).await, self.queue(Redeem).await]
            .map(|queue| (queue.live == 1).then_some(queue.current));
        Current { subscribe, redeem }
    }

    pub async fn locking(&self) -> Instruction {
        ix::lock(&self.beacon, &self.at, self.current().await)
    }

    pub async fn lock(&self) -> Result<Landed, Error> {
        self.send(&[self.locking().await], &[self.beacon]).await
    }

    pub async fn settling(&self, direction: Direction, capacity: u64) -> Instruction {
        let number = self.queue(direction).await.current;
        ix::settle(&self.beacon, &self.at, number, SettleArgs { direction, capacity })
    }

    pub async fn settle(&self, direction: Direction, capacity: u64) -> Result<Landed, Error> {
        self.send(&[self.settling(direction, capacity).await], &[self.beacon]).await
    }

    pub async fn settling_pair(&self, subscribe_capacity: u64, redeem_capacity: u64) -> Instruction {
        let args = SettlePairArgs { subscribe_capacity, redeem_capacity };
        ix::settle_pair(&self.beacon, &self.at, self.current().await, args)
    }

    pub async fn settle_pair(&self, subscribe: u64, redeem: u64) -> Result<Landed, Error> {
        self.send(&[self.settling_pair(subscribe, redeem).await], &[self.beacon]).await
    }

    pub async fn unlocking(&self, direction: Direction) -> Instruction {
        let number = self.queue(direction).await.current;
        ix::unlock_overdue(&self.at, &self.side(direction), number)
    }

    pub fn rating(&self, rate: u128) -> Instruction {
        ix::set_rate(&self.beacon, &self.at, rate)
    }

    pub async fn set_rate(&self, rate: u128) -> Result<Landed, Error> {
        self.send(&[self.rating(rate)], &[self.beacon]).await
    }

    /// The PAU's freezer stops it.
    pub async fn freeze_pau(&self) {
        let freezer = self.roles().freezer;
        self.ok(&[halo_sdk::instructions::pau::freeze(&freezer, &self.at.pau)], &[freezer]).await;
    }
}
