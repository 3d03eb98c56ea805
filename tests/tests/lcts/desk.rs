//! What every case starts from: a unit of the world's PAU with both queues and a holding, a beacon with every right over
//! it, and Alice, Bob and Carol with token accounts and nothing in them. It is midnight.

//!
//! `clock` moves the time of day, `reads` asks for accounts, `members` and `beacon` act, `sound` says what must always be
//! so, `worth` counts what somebody has, `forge` writes what no program would. All of it works on both engines.

mod beacon;
mod clock;
pub mod forge;
mod members;
mod more_units;
mod reads;
mod sound;
mod worth;

use halo_sdk::{
    addresses::{self, LctsAddresses, UnitQueue},
    configurator::state::Payload,
    instructions as ix,
    lcts::instructions::{InitializeUnitArgs, SetGuardrailsArgs},
    token::{self, TokenProgram},
};
use halo_tests::{
    chain::{Bank, Chain, Light},
    liquid_unit::LiquidUnit,
    world::{million, World, DAY, MATURITY, START, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::lcts::{
    error::LctsError,
    state::Direction::{self, Redeem, Subscribe},
};
pub use halo_tests::liquid_unit::{PAR, RIGHTS};

/// Plays a story twice: on LiteSVM, and on the bank of a validator.
macro_rules! on_both_engines {
    ($story:ident, $rate:expr) => {{
        $story(Desk::at_rate($rate).await).await;
        $story(Desk::on_bank($rate).await).await;
    }};
}
pub(crate) use on_both_engines;

/// What every unit starts with.
pub const GUARDRAILS: SetGuardrailsArgs =
    SetGuardrailsArgs { capacity: million(1_000), redeem_limit: million(100), yield_cap_bps: 100 };
/// Both queues of a unit.
pub const BOTH: [Direction; 2] = [Subscribe, Redeem];

pub struct Desk<C: Chain = Light> {
    pub world: World<C>,
    pub at: LctsAddresses,
    pub base: Pubkey,
    pub beacon: Pubkey,
    pub alice: Pubkey,
    pub bob: Pubkey,
    pub carol: Pubkey,
    /// Everybody who was ever let in.
    pub members: Vec<Pubkey>,
}

impl<C: Chain> Deref for Desk<C> {
    type Target = World<C>;

    fn deref(&self) -> &World<C> {
        &self.world
    }
}

impl<C: Chain> DerefMut for Desk<C> {
    fn deref_mut(&mut self) -> &mut World<C> {
        &mut self.world
    }
}

impl Desk {
    /// A share is worth one unit of the underlying.
    pub async fn new() -> Self {
        Self::at_rate(PAR).await
    }

    /// A share is worth `rate` to begin with.
    pub async fn at_rate(rate: u128) -> Self {
        Self::with(rate, TokenProgram::Token2022).await
    }

    /// With shares of this token program.
    pub async fn with(rate: u128, shares: TokenProgram) -> Self {
        Self::governed(shares).await.opened(rate).await
    }

    /// Alice has bought 20M shares and waits with 5M of them; Bob waits with 6M and has 4M shares to claim. It is midnight.
    pub async fn busy() -> Self {
        let mut desk = Self::new().await;
        let (alice, bob) = (desk.alice, desk.bob);
        desk.buy(&alice, million(20)).await;
        desk.subscribe(&bob, million(10)).await;
        desk.enter(Redeem, &alice, million(5)).await.unwrap();
        desk.day(Subscribe, million(4)).await;
        desk.ok(&[desk.unlocking(Redeem).await], &[]).await;
        desk.next_day().await;
        desk
    }

    /// The unit is a controller with a limit and has a beacon, but is not created.
    pub async fn governed(shares: TokenProgram) -> Self {
        Self::over(World::new(Light::start(START)).await, shares).await
    }
}

impl Desk<Bank> {
    /// As [`Desk::at_rate`], on the bank of a validator.
    pub async fn on_bank(rate: u128) -> Self {
        let world = World::new(Bank::start(START).await).await;
        Self::over(world, TokenProgram::Token2022).await.opened(rate).await
    }
}

impl<C: Chain> Desk<C> {
    /// The council lets a unit be created in `world`.
    async fn over(mut world: World<C>, shares: TokenProgram) -> Self {
        let LiquidUnit { at, base, .. } = LiquidUnit::named(&mut world, "unit").with_shares(shares);
        let mut people = Vec::new();
        for name in ["Alice", "Bob", "Carol", "unit beacon"] {
            people.push(world.person(name).await);
        }
        let [alice, bob, carol, beacon] = people[..] else { unreachable!() };
        let mut desk = Self { world, at, base, beacon, alice, bob, carol, members: Vec::new() };
        desk.govern().await;
        desk
    }

    /// The council approves the unit as a controller and its limit, and the GovOps makes both real.
    async fn govern(&mut self) {
        let unit = self.liquid();
        let [controller, limit] = unit.grants(WIDE).map(|grant| Payload::AddInit { pau: unit.at.pau, grant });
        let number = self.world.schedule(controller).await.unwrap();
        self.world.enact(limit).await;
        self.world.execute(number).await.unwrap();
        unit.add_controller(&self.world).await;
        self.add_limit(&unit.limit_key(), WIDE).await.unwrap();
        self.grant(&self.beacon, RIGHTS, MATURITY).await;
        self.world.wait(DAY).await;
    }

    /// Creates the unit with its queues and its holding, and lets three people in.
    async fn opened(mut self, rate: u128) -> Self {
        self.open(rate).await;
        for owner in [self.alice, self.bob, self.carol] {
            self.let_in(&owner).await;
        }
        self
    }

    /// Creates the unit with its queues and its holding.
    async fn open(&self, rate: u128) {
        self.open_without_holding(rate).await;
        self.open_holding().await;
    }

    /// The unit that the desk acts on.
    pub fn liquid(&self) -> LiquidUnit {
        LiquidUnit { at: self.at, base: self.base, beacon: Some(self.beacon) }
    }

    pub fn initializing(&self, rate: u128) -> Instruction {
        let args = InitializeUnitArgs { rate, guardrails: GUARDRAILS, metadata: None };
        ix::lcts::initialize_unit(&self.roles().payer, &self.base, &self.configurer(), &self.at, args)
    }

    /// The council gives `holder` a Beam over the unit.
    pub fn granting(&self, holder: &Pubkey, permissions: u32, expires_at: i64) -> Instruction {
        self.liquid().granting(&self.world, holder, permissions, expires_at)
    }

    pub async fn grant(&self, holder: &Pubkey, permissions: u32, expires_at: i64) {
        self.ok(&[self.granting(holder, permissions, expires_at)], &[self.roles().council]).await;
    }

    /// Creates `owner`'s token accounts.
    pub async fn let_in(&mut self, owner: &Pubkey) {
        self.token_account(owner).await;
        self.let_hold(owner).await;
        self.members.push(*owner);
    }

    pub fn side(&self, direction: Direction) -> UnitQueue {
        self.at.queue(direction)
    }
}
