//! What the beacon does, and whoever acts in its place.

use super::*;
use halo_sdk::{
    error::Error,
    instructions::lcts::{self as ix, Current},
    lcts::instructions::SettlePairArgs,
    transport::Landed,
};

impl<C: Chain> Desk<C> {
    pub async fn current(&self) -> Current {
        self.liquid().current(&self.world).await
    }

    pub async fn locking(&self) -> Instruction {
        self.liquid().locking(&self.world).await
    }

    pub async fn lock(&self) -> Result<Landed, Error> {
        self.send(&[self.locking().await], &[self.beacon]).await
    }

    pub async fn settling(&self, direction: Direction, capacity: u64) -> Instruction {
        self.liquid().settling(&self.world, direction, capacity).await
    }

    pub async fn settle(&self, direction: Direction, capacity: u64) -> Result<Landed, Error> {
        self.send(&[self.settling(direction, capacity).await], &[self.beacon]).await
    }

    pub async fn settling_pair(&self, subscribe_capacity: u64, redeem_capacity: u64) -> Instruction {
        let args = SettlePairArgs { subscribe_capacity, redeem_capacity };
        self.liquid().settling_pair(&self.world, args).await
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
