//! The life of a unit of a Portfolio Halo, with shares of either token program.

use crate::{calls, exchanging, tranches};
use halo_sdk::{
    configurator::state::Payload,
    halo_math::{LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
    lcts::{
        instructions::{SetGuardrailsArgs, SettlePairArgs},
        state::Direction::{Redeem, Subscribe},
    },
    token::TokenProgram,
    transport::Landed,
};
use halo_tests::{
    chain::Light,
    liquid_unit::{LiquidUnit, GUARDRAILS, PAR},
    world::{World, DAY, ONE, START, WIDE},
};
use solana_pubkey::Pubkey;

/// What one instruction takes by what it has to do, beside the largest figure of each.
pub struct Case {
    pub name: String,
    pub units: u64,
}

impl Case {
    /// What the transaction's own instruction took in the case `name`.
    pub fn of(name: &str, landed: &Landed) -> Self {
        let call = calls::of(landed).into_iter().find(|call| call.depth == 1).expect("a call of our own");
        Self { name: format!("{}: {name}", call.name), units: call.units }
    }
}

/// Every landed transaction, and the cases.
pub async fn run() -> (Vec<Landed>, Vec<Case>) {
    let (mut journal, mut cases) = (Vec::new(), Vec::new());
    for (shares, name) in [(TokenProgram::Token2022, "Token-2022"), (TokenProgram::Spl, "p-token")] {
        let mut life = Life::begin(shares, name).await;
        life.live().await;
        tranches::run(&mut life.world, &life.unit).await;
        exchanging::run(&mut life.world, &life.unit, &life.alice).await;
        journal.append(&mut life.world.journal.lock().expect("one thread"));
        cases.extend(life.cases);
    }
    (journal, cases)
}

struct Life {
    world: World<Light>,
    unit: LiquidUnit,
    alice: Pubkey,
    bob: Pubkey,
    /// Token program of the shares, for people.
    shares: &'static str,
    cases: Vec<Case>,
}

impl Life {
    /// A unit with both queues and a holding, and two people with cash.
    async fn begin(shares: TokenProgram, name: &'static str) -> Self {
        let mut world = World::new(Light::start(START)).await;
        let unit = LiquidUnit::named(&mut world, "unit").with_shares(shares);
        for grant in unit.grants(WIDE) {
            world.enact(Payload::AddInit { pau: unit.at.pau, grant }).await;
        }
        unit.initialize(&world).await;
        unit.add_controller(&world).await;
        world.add_limit(&unit.limit_key(), WIDE).await.expect("approved");
        unit.grant(&world).await;
        for direction in [Subscribe, Redeem] {
            unit.open_queue(&world, direction).await;
        }
        unit.open_holding(&world).await;
        let [alice, bob] = [world.person("Alice").await, world.person("Bob").await];
        for owner in [alice, bob] {
            world.give(&owner, 1_000 * ONE).await;
            unit.share_account(&world, &owner).await;
        }
        world.wait(DAY).await;
        Self { world, unit, alice, bob, shares: name, cases: Vec::new() }
    }

    /// Keeps what the instruction of `landed` took.
    fn note(&mut self, name: &str, landed: &Landed) {
        self.cases.push(Case::of(name, landed));
    }

    /// The same of an instruction that moves shares.
    fn note_shares(&mut self, name: &str, landed: &Landed) {
        self.note(&format!("{name}, {} shares", self.shares), landed);
    }

    /// Goes on to the next time that it is this second of the day.
    async fn at_second(&mut self, second: i64) {
        let now = self.world.chain.0.unix_time();
        self.world.wait((second - 1 - now).rem_euclid(DAY) + 1).await;
    }

    async fn live(&mut self) {
        self.fill().await;
        self.pay().await;
        self.net().await;
        self.end().await;
    }

    /// Everybody enters, and a first generation is finalized.
    async fn fill(&mut self) {
        let (unit, alice, bob) = (self.unit, self.alice, self.bob);
        let first = unit.enter(&self.world, Subscribe, &alice, 40 * ONE).await;
        self.note("the first of a generation", &first);
        let new = unit.enter(&self.world, Subscribe, &bob, 40 * ONE).await;
        self.note("a new member", &new);
        let again = unit.enter(&self.world, Subscribe, &alice, 20 * ONE).await;
        self.note("a member again", &again);
        self.at_second(LOCK_SECOND).await;
        let lock = unit.lock(&self.world).await;
        self.note("one queue", &lock);
        self.rate(PAR + PAR / 1_000).await;
        let settle = unit.settle(&self.world, Subscribe, u64::MAX).await;
        self.note_shares("all that waits", &settle);
        let claim = unit.claim(&self.world, Subscribe, &bob).await;
        self.note_shares("of a finalized generation", &claim);
        unit.enter(&self.world, Subscribe, &bob, 40 * ONE).await;
        let old = unit.enter(&self.world, Subscribe, &alice, 40 * ONE).await;
        self.note("settling an old position", &old);
    }

    /// A part is converted, claimed, and left; shares go into the other queue.
    async fn pay(&mut self) {
        let (unit, alice, bob) = (self.unit, self.alice, self.bob);
        self.at_second(LOCK_SECOND).await;
        unit.lock(&self.world).await;
        unit.settle(&self.world, Subscribe, 20 * ONE).await;
        let claim = unit.claim(&self.world, Subscribe, &alice).await;
        self.note_shares("of an active generation", &claim);
        let exit = unit.exit(&self.world, Subscribe, &bob).await;
        self.note_shares("with rewards", &exit);
        unit.enter(&self.world, Redeem, &alice, 60 * ONE).await;
        self.at_second(LOCK_SECOND).await;
        let lock = unit.lock(&self.world).await;
        self.note("both queues", &lock);
        let settle = unit.settle(&self.world, Redeem, 10 * ONE).await;
        self.note_shares("a part", &settle);
        self.at_second(SETTLE_SECOND).await;
        let unlock = ix::unlock_overdue(&unit.at, &unit.side(Subscribe), 2);
        self.world.ok(&[unlock], &[]).await;
    }

    /// Both queues at once, with more going out than coming in.
    async fn net(&mut self) {
        self.at_second(LOCK_SECOND).await;
        self.unit.lock(&self.world).await;
        let args = SettlePairArgs { subscribe_capacity: 0, redeem_capacity: 5 * ONE };
        let settle = self.unit.settling_pair(&self.world, args).await;
        let settle = self.world.ok(&[settle], &[self.world.roles().beacon]).await;
        self.note_shares("netting, and out of the holding", &settle);
        self.unit.claim(&self.world, Redeem, &self.alice).await;
    }

    /// Money goes out and comes home, the rate falls, and what is spent is closed.
    async fn end(&mut self) {
        let (unit, alice, bob, world) = (self.unit, self.alice, self.bob, &self.world);
        let roles = world.roles();
        let [subscribe, redeem] = [Subscribe, Redeem].map(|direction| unit.side(direction));
        let deploy = ix::deploy(&roles.beacon, &unit.at, &world.endpoint, 10 * ONE);
        world.ok(&[deploy], &[roles.beacon]).await;
        let home = world.facility.token_account(&world.borrower);
        let back = ix::return_funds(&world.borrower, &unit.at, &home, 10 * ONE);
        world.ok(&[back], &[world.borrower]).await;
        let guardrails = SetGuardrailsArgs { capacity: GUARDRAILS.capacity / 2, ..GUARDRAILS };
        let lower = ix::set_guardrails(&world.configurer(), &unit.at, guardrails);
        world.ok(&[lower], &[roles.govops]).await;
        self.rate(PAR / 2).await;
        let world = &self.world;
        let number = unit.membership(world, Redeem, &alice).await;
        for view in [
            ix::exchange_rate(&unit.at),
            ix::generation_state(&redeem, 1),
            ix::position_state(&redeem, &alice, number),
        ] {
            world.ok(&[view], &[]).await;
        }
        let close = ix::close_position(&subscribe, &bob, &roles.payer);
        world.ok(&[close], &[bob]).await;
        world.ok(&[ix::close_generation(&subscribe, 1, &roles.payer)], &[]).await;
    }

    async fn rate(&self, rate: u128) {
        let beacon = self.world.roles().beacon;
        self.world.ok(&[ix::set_rate(&beacon, &self.unit.at, rate)], &[beacon]).await;
    }
}
