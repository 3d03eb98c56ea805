//! Units of Portfolio Halos in the states that their instructions need, and the people who are in their queues.

use super::{super::governed::REDEEMED, Exchanges, Ground};
use halo_sdk::{
    halo_math::LOCK_SECOND,
    instructions::lcts as ix,
    lcts::state::Direction::{self, Redeem, Subscribe},
};
use halo_tests::{
    chain::Light,
    liquid_unit::LiquidUnit,
    matrix::accounts::Names,
    world::{World, DAY, ONE},
};
use solana_pubkey::Pubkey;

/// What a member of a queue brings.
pub const SHARE: u64 = 100 * ONE;
/// Days that the units need before the deals of the houses.
pub const DAYS: i64 = 6;

/// Units of Portfolio Halos, by what has become of them once the cast is complete. All but the last are of A's PAU.
#[derive(Clone, Copy)]
pub struct Units {
    /// Every one of its days is over.
    pub open: LiquidUnit,
    /// Locked today. Has a junior.
    pub locked: LiquidUnit,
    /// Locked today, over the holding of the locked one.
    pub junior: LiquidUnit,
    /// Locked on an earlier day and not settled, and halted because money of its holding is missing.
    pub overdue: LiquidUnit,
    /// With one queue, that nobody is in, and without a holding.
    pub bare: LiquidUnit,
    /// Without queues; may become the junior of the open one.
    pub spare: LiquidUnit,
    /// Of B's PAU, without queues.
    pub foreign: LiquidUnit,
}

impl Units {
    pub fn named(a: &mut World<Light>, b: &mut World<Light>) -> Self {
        let mut of_a = |name| LiquidUnit::named(a, name);
        let (open, locked, junior) = (of_a("open unit"), of_a("locked unit"), of_a("junior unit"));
        Self {
            open,
            locked: locked.above(&junior),
            junior: junior.below(&locked),
            overdue: of_a("overdue unit"),
            bare: of_a("bare unit"),
            spare: of_a("spare unit").below(&open),
            foreign: LiquidUnit::named(b, "foreign unit"),
        }
    }

    pub fn all(&self) -> [LiquidUnit; 7] {
        [self.open, self.locked, self.junior, self.overdue, self.bare, self.spare, self.foreign]
    }
}

/// The units and the members of their queues.
#[derive(Clone, Copy)]
pub struct Portfolio {
    pub units: Units,
    /// In the current generation of the open unit's subscribe queue, with rewards credited and to be credited, and in
    /// both queues of the locked unit and of its junior.
    pub member: Pubkey,
    /// In a finalized generation of the open unit's subscribe queue.
    pub early: Pubkey,
    /// Was in both queues of the open unit, and is in none.
    pub former: Pubkey,
}

/// Goes on to the next 13:00 UTC.
async fn at_lock(world: &mut World<Light>) {
    let now = world.chain.0.unix_time();
    world.wait((LOCK_SECOND - 1 - now).rem_euclid(DAY) + 1).await;
}

impl Portfolio {
    /// Opens everything and lives through [`DAYS`] days.
    pub async fn open(ground: &mut Ground) -> Self {
        let start = ground.a.chain.0.unix_time();
        ground.units.foreign.initialize(&ground.b).await;
        let (units, world) = (ground.units, &mut ground.a);
        let [member, early, former] = [
            world.person("member").await,
            world.person("early member").await,
            world.person("former member").await,
        ];
        let this = Self { units, member, early, former };
        this.create(world).await;
        Exchanges::open(ground, &member).await;
        let world = &mut ground.a;
        world.wait(DAY).await;
        at_lock(world).await;
        this.first_day(world).await;
        at_lock(world).await;
        this.second_day(world).await;
        for day in [3, 4] {
            at_lock(world).await;
            units.open.lock(world).await;
            units.open.settle(world, Subscribe, SHARE / 5).await;
            // What the third day brings is credited, what the fourth does is not.
            if day == 3 {
                units.open.enter(world, Subscribe, &member, SHARE / 10).await;
            }
        }
        // More goes out than comes in, so that both queues together draw on the holding too.
        for unit in [units.locked, units.junior] {
            unit.enter(world, Subscribe, &member, SHARE / 2).await;
            unit.enter(world, Redeem, &member, SHARE).await;
        }
        world.wait_until(start + DAYS * DAY).await;
        this
    }

    async fn create(&self, world: &mut World<Light>) {
        let Units { open, locked, junior, overdue, bare, spare, .. } = self.units;
        for unit in [open, locked, junior, overdue, bare, spare] {
            unit.initialize(world).await;
            unit.add_controller(world).await;
        }
        bare.open_queue(world, Subscribe).await;
        for unit in [open, locked, junior, overdue] {
            unit.open_queue(world, Subscribe).await;
            unit.open_queue(world, Redeem).await;
            unit.grant(world).await;
        }
        for unit in [open, locked, overdue] {
            unit.open_holding(world).await;
        }
        for unit in [open, locked, junior] {
            world.add_limit(&unit.limit_key(), REDEEMED).await.expect("approved");
        }
        world.ok(&[ix::subordinate(&junior.at, &locked.at.unit)], &[]).await;
        for owner in [self.member, self.early, self.former] {
            world.give(&owner, 10 * SHARE).await;
            open.share_account(world, &owner).await;
        }
        for unit in [locked, junior] {
            unit.share_account(world, &self.member).await;
        }
    }

    /// Four units are locked, and three of them convert everything.
    async fn first_day(&self, world: &World<Light>) {
        let Units { open, locked, junior, overdue, .. } = self.units;
        open.enter(world, Subscribe, &self.early, SHARE).await;
        open.enter(world, Subscribe, &self.former, SHARE).await;
        for unit in [locked, junior, overdue] {
            unit.enter(world, Subscribe, &self.member, SHARE).await;
        }
        for unit in [open, locked, junior, overdue] {
            unit.lock(world).await;
        }
        for unit in [open, locked, junior] {
            unit.settle(world, Subscribe, u64::MAX).await;
        }
        open.claim(world, Subscribe, &self.former).await;
        for unit in [locked, junior] {
            unit.claim(world, Subscribe, &self.member).await;
        }
        self.lose(world).await;
    }

    /// Money of the overdue unit's holding is taken, and somebody checks.
    async fn lose(&self, world: &World<Light>) {
        let at = self.units.overdue.at;
        let source = at.cash(&self.former);
        world.ok(&[ix::return_funds(&self.former, &at, &source, ONE)], &[self.former]).await;
        self.units.overdue.rob(world);
        world.ok(&[ix::check_unit(&at)], &[]).await;
    }

    /// A part is subscribed; what is redeemed is paid and leaves a generation that nobody is in.
    async fn second_day(&self, world: &World<Light>) {
        let open = self.units.open;
        open.enter(world, Subscribe, &self.member, SHARE).await;
        open.enter(world, Redeem, &self.former, SHARE / 2).await;
        open.lock(world).await;
        open.settle(world, Subscribe, SHARE / 5).await;
        open.settle(world, Redeem, u64::MAX).await;
        open.claim(world, Redeem, &self.former).await;
        open.claim(world, Subscribe, &self.member).await;
        open.enter(world, Redeem, &self.member, SHARE / 10).await;
        open.exit(world, Redeem, &self.member).await;
    }

    /// At 13:00 UTC of the day on which the instructions are sent, which ends at midnight: two units are locked.
    pub async fn lock(&self, world: &mut World<Light>) {
        at_lock(world).await;
        for unit in [self.units.locked, self.units.junior] {
            unit.lock(world).await;
        }
    }

    /// Names every account of the units and their members.
    pub fn name(&self, beacon: &Pubkey, names: &mut Names) {
        let members = [("member", self.member), ("early member", self.early), ("former member", self.former)];
        for (what, key) in members {
            names.add(what, key);
            names.add(format!("A's tokens of the {what}"), self.units.open.at.cash(&key));
        }
        let states = [
            "A's open unit",
            "A's locked unit",
            "A's junior unit",
            "A's overdue unit",
            "A's bare unit",
            "A's spare unit",
            "B's unit",
        ];
        for (state, unit) in states.into_iter().zip(self.units.all()) {
            name_unit(state, &unit, beacon, names);
            for (who, key) in members {
                names.add(format!("{state}'s shares of the {who}"), unit.at.shares(&key));
                for direction in [Subscribe, Redeem] {
                    let position = unit.side(direction).position(&key);
                    names.add(format!("{} position of the {who}", queue_name(state, direction)), position);
                }
            }
        }
    }
}

fn queue_name(state: &str, direction: Direction) -> String {
    format!("{state}'s {}", format!("{direction:?}").to_lowercase())
}

fn name_unit(state: &str, unit: &LiquidUnit, beacon: &Pubkey, names: &mut Names) {
    let at = &unit.at;
    for (what, key) in [
        ("record", at.unit),
        ("share mint", at.share_mint()),
        ("controller", at.controller()),
        ("redeem limit", at.redeem_limit()),
        ("beacon's Beam", at.beam(beacon)),
    ] {
        names.add(format!("{state}'s {what}"), key);
    }
    if at.tranche.senior().is_none() {
        names.add(format!("{state}'s vault"), at.vault());
        names.add(format!("{state}'s proxy"), at.proxy());
        names.add(format!("{state}'s holding"), at.holding());
    }
    for direction in [Subscribe, Redeem] {
        let (queue, side) = (queue_name(state, direction), unit.side(direction));
        names.add(format!("{queue} queue"), side.queue);
        names.add(format!("{queue} input"), side.input.vault);
        names.add(format!("{queue} reward"), side.reward.vault);
        for number in 1..=3 {
            names.add(format!("{queue} generation {number}"), side.generation(number));
        }
    }
}
