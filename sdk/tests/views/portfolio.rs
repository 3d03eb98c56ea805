//! A unit of a Portfolio Halo, and two people with money: what the views of a unit are read from.

use crate::{world, Embedded};
use halo_sdk::{
    configurator::state::Payload,
    halo_math::LOCK_SECOND,
    lcts::state::Direction::{Redeem, Subscribe},
    view::{NotNow, Subscriber, UnitOperator},
};
use halo_tests::{
    liquid_unit::LiquidUnit,
    world::{million, DAY, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub struct Portfolio {
    pub world: Embedded,
    pub unit: LiquidUnit,
    pub alice: Pubkey,
    pub bob: Pubkey,
}

impl Portfolio {
    /// The unit is approved and created, and has neither queues nor a holding; each of the two has 100M. It is midnight.
    pub async fn bare() -> Self {
        let mut world = world().await;
        let unit = LiquidUnit::named(&mut world, "unit");
        for grant in unit.grants(WIDE) {
            world.enact(Payload::AddInit { pau: unit.at.pau, grant }).await;
        }
        unit.add_controller(&world).await;
        world.add_limit(&unit.limit_key(), WIDE).await.expect("approved");
        unit.initialize(&world).await;
        unit.grant(&world).await;
        let [alice, bob] = [world.person("Alice").await, world.person("Bob").await];
        for owner in [alice, bob] {
            world.give(&owner, million(100)).await;
            unit.share_account(&world, &owner).await;
        }
        let mut this = Self { world, unit, alice, bob };
        this.next_day().await;
        this
    }

    /// With both queues and the holding.
    pub async fn open() -> Self {
        let this = Self::bare().await;
        for direction in [Subscribe, Redeem] {
            this.unit.open_queue(&this.world, direction).await;
        }
        this.unit.open_holding(&this.world).await;
        this
    }

    pub fn beacon(&self) -> Pubkey {
        self.world.roles().beacon
    }

    fn now(&self) -> i64 {
        self.world.chain.0.unix_time()
    }

    /// Unix seconds of this second of the day.
    pub fn today(&self, second: i64) -> i64 {
        self.now().div_euclid(DAY) * DAY + second
    }

    pub async fn at_second(&mut self, second: i64) {
        self.world.wait_until(self.today(second)).await;
    }

    pub async fn next_day(&mut self) {
        self.world.wait_until(self.today(DAY)).await;
    }

    pub async fn subscriber(&self, owner: &Pubkey) -> Subscriber {
        Subscriber::read(&self.world.client, &self.unit.at.unit, owner).await.expect("a unit")
    }

    pub async fn operator(&self) -> UnitOperator {
        UnitOperator::read(&self.world.client, &self.unit.at.unit).await.expect("a unit")
    }

    /// Sends what a view has built.
    pub async fn send(&self, act: Result<Instruction, NotNow>, signers: &[Pubkey]) {
        self.world.ok(&[act.expect("possible now")], signers).await;
    }

    /// Enters the subscribe queue as the view says.
    pub async fn subscribe(&self, owner: &Pubkey, amount: u64) {
        let enter = self.subscriber(owner).await.enter(&self.world.roles().payer, Subscribe, amount);
        self.send(enter, &[*owner]).await;
    }

    /// 13:00 UTC of this day, locked as the view says.
    pub async fn lock(&mut self) {
        self.at_second(LOCK_SECOND).await;
        let (operator, beacon) = (self.operator().await, self.beacon());
        self.send(operator.lock(&beacon), &[beacon]).await;
    }
}
