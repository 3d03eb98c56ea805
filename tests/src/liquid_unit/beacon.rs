//! What its beacon does to a unit, day by day.

use super::LiquidUnit;
use crate::{chain::Chain, world::World};
use halo_sdk::{
    instructions::lcts as ix,
    lcts::{instructions::SettlePairArgs, state::Direction},
    transport::Landed,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl LiquidUnit {
    fn beacon<C: Chain>(&self, world: &World<C>) -> Pubkey {
        self.beacon.unwrap_or(world.roles().beacon)
    }

    pub async fn locking<C: Chain>(&self, world: &World<C>) -> Instruction {
        ix::lock(&self.beacon(world), &self.at, self.current(world).await)
    }

    pub async fn lock<C: Chain>(&self, world: &World<C>) -> Landed {
        world.ok(&[self.locking(world).await], &[self.beacon(world)]).await
    }

    pub async fn settling<C: Chain>(
        &self,
        world: &World<C>,
        direction: Direction,
        capacity: u64,
    ) -> Instruction {
        let number = self.queue(world, direction).await.current;
        ix::settle(&self.beacon(world), &self.at, direction, number, capacity)
    }

    pub async fn settle<C: Chain>(&self, world: &World<C>, direction: Direction, capacity: u64) -> Landed {
        let settle = self.settling(world, direction, capacity).await;
        world.ok(&[settle], &[self.beacon(world)]).await
    }

    pub async fn settling_pair<C: Chain>(&self, world: &World<C>, args: SettlePairArgs) -> Instruction {
        ix::settle_pair(&self.beacon(world), &self.at, self.current(world).await, args)
    }
}
