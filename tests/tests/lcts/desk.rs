//! What every case starts from: a unit of the world's PAU with both queues and a holding, a beacon with every right over
//! it, and Alice, Bob and Carol with token accounts and nothing in them. It is midnight.

use halo_sdk::{
    addresses::{self, LctsAddresses, LimitKey, UnitQueue},
    cluster::Cluster,
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant, Payload},
    },
    error::Error,
    halo_math::{Generation, GenerationState, LOCK_SECOND, RATE_SCALE, SETTLE_SECOND},
    instructions::{
        self as ix,
        configurator::BeamAuthority,
        lcts::{Current, Destinations, Entry},
    },
    lcts::{
        instructions::{
            GenerationView, InitializeUnitArgs, PositionView, SetGuardrailsArgs, SettleArgs, SettlePairArgs,
        },
        state::{LctsGeneration, LctsPosition, LctsQueue, Unit},
    },
    pau::state::LimitKind,
    token::{self, TokenProgram},
    transport::Landed,
};
use halo_tests::{
    chain::{announce_core, Light},
    world::{million, World, DAY, MATURITY, START, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::lcts::{
    error::LctsError,
    state::Direction::{self, Redeem, Subscribe},
};

/// Underlying for 10^18 shares, where a share is worth one unit of it.
pub const PAR: u128 = RATE_SCALE;
/// What every unit starts with.
pub const GUARDRAILS: SetGuardrailsArgs =
    SetGuardrailsArgs { capacity: million(1_000), redeem_limit: million(100), yield_cap_bps: 100 };
/// Both queues of a unit.
pub const BOTH: [Direction; 2] = [Subscribe, Redeem];
/// What the beacon may do.
pub const RIGHTS: u32 = permission::LOCK | permission::SETTLE | permission::RATE | permission::DEPLOY;

pub struct Desk {
    pub world: World<Light>,
    pub at: LctsAddresses,
    pub base: Pubkey,
    pub beacon: Pubkey,
    pub alice: Pubkey,
    pub bob: Pubkey,
    pub carol: Pubkey,
    /// Everybody who was ever let in.
    pub members: Vec<Pubkey>,
}

impl Deref for Desk {
    type Target = World<Light>;

    fn deref(&self) -> &World<Light> {
        &self.world
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut World<Light> {
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
        let mut desk = Self::governed(shares).await;
        desk.open(rate).await;
        for owner in [desk.alice, desk.bob, desk.carol] {
            desk.let_in(&owner).await;
        }
        desk
    }

    /// The unit is a controller with a limit and has a beacon, but is not created.
    pub async fn governed(shares: TokenProgram) -> Self {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().build();
        let mut world = World::new(Light(cluster.expect("programs are built"))).await;
        let base = world.keys.add_named("unit");
        let at = LctsAddresses {
            unit: addresses::unit(&base),
            scope: world.facility.scope,
            pau: world.facility.pau,
            mint: world.facility.mint,
            token_program: world.facility.token_program,
            share_program: shares.id(),
        };
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
        let (unit, pau, mint) = (self.at.unit, self.at.pau, self.at.mint);
        let kinds = LimitKind::Withdraw.bit() | LimitKind::Transfer.bit();
        let controller = Grant::Controller { signer: unit, book: unit, kinds };
        let limit = LimitKey { kind: LimitKind::Withdraw, target: unit, mint };
        let init = Payload::AddInit { pau, grant: controller };
        let number = self.world.schedule(init).await.unwrap();
        self.world.approve_limit(&limit, WIDE).await;
        self.world.execute(number).await.unwrap();
        let (payer, govops) = (self.roles().payer, self.roles().govops);
        let add = ix::configurator::add_controller(&payer, &self.configurer(), &unit);
        self.ok(&[add], &[govops]).await;
        self.add_limit(&limit, WIDE).await.unwrap();
        self.grant(&self.beacon, RIGHTS, MATURITY).await;
        self.world.wait(DAY).await;
    }

    /// Creates the unit with its queues and its holding.
    async fn open(&self, rate: u128) {
        let payer = self.roles().payer;
        self.ok(&[self.initializing(rate)], &[self.base, self.roles().govops]).await;
        self.ok(&BOTH.map(|direction| ix::lcts::open_queue(&payer, &self.at, direction)), &[]).await;
        self.ok(&[ix::lcts::open_holding(&payer, &self.at)], &[]).await;
    }

    pub fn initializing(&self, rate: u128) -> Instruction {
        let args = InitializeUnitArgs { rate, guardrails: GUARDRAILS };
        ix::lcts::initialize_unit(&self.roles().payer, &self.base, &self.configurer(), &self.at, args)
    }

    /// The council gives `holder` a Beam over the unit.
    pub fn granting(&self, holder: &Pubkey, permissions: u32, expires_at: i64) -> Instruction {
        let args = GrantBeamArgs { target: self.at.unit, holder: *holder, permissions, expires_at };
        let (signer, pau) = (self.roles().council, Some(self.at.pau));
        let by = BeamAuthority::ABeam { signer, scope: self.at.scope, pau };
        ix::configurator::grant_beam(&self.roles().payer, &by, args)
    }

    pub async fn grant(&self, holder: &Pubkey, permissions: u32, expires_at: i64) {
        self.ok(&[self.granting(holder, permissions, expires_at)], &[self.roles().council]).await;
    }

    /// Creates `owner`'s token accounts.
    pub async fn let_in(&mut self, owner: &Pubkey) {
        let payer = self.roles().payer;
        for (mint, program) in
            [(self.at.mint, self.at.token_program), (self.at.share_mint(), self.at.share_program)]
        {
            let program = TokenProgram::from_id(&program).expect("a token program");
            let create = token::create_associated_token_account(&payer, owner, &mint, program);
            self.ok(&[create], &[]).await;
        }
        self.members.push(*owner);
    }

    pub fn side(&self, direction: Direction) -> UnitQueue {
        self.at.queue(direction)
    }

    // The clock.

    /// Goes on to this time of the day.
    pub async fn at_second(&mut self, second: i64) {
        let midnight = self.world.chain.0.unix_time().div_euclid(DAY) * DAY;
        self.world.wait_until(midnight + second).await;
    }

    /// Goes on to midnight.
    pub async fn next_day(&mut self) {
        let day = self.world.chain.0.unix_time().div_euclid(DAY) + 1;
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

    // Accounts.

    pub async fn unit(&self) -> Unit {
        self.client.fetch(&self.at.unit).await.expect("a unit")
    }

    pub async fn queue(&self, direction: Direction) -> LctsQueue {
        self.client.fetch(&self.side(direction).queue).await.expect("a queue")
    }

    pub async fn generation(&self, direction: Direction, number: u64) -> Option<Generation> {
        let address = self.side(direction).generation(number);
        let record: Option<LctsGeneration> = self.client.fetch_optional(&address).await.expect("an account");
        record.map(|record| record.totals)
    }

    /// State of the current generation; dormant when it has no account.
    pub async fn state(&self, direction: Direction) -> GenerationState {
        let current = self.queue(direction).await.current;
        let generation = self.generation(direction, current).await.unwrap_or_default();
        generation.state().expect("a state")
    }

    /// Base units that wait in the current generation.
    pub async fn waiting(&self, direction: Direction) -> u64 {
        let current = self.queue(direction).await.current;
        self.generation(direction, current).await.map_or(0, |generation| generation.underlying)
    }

    pub async fn held(&self, direction: Direction, owner: &Pubkey) -> Option<LctsPosition> {
        let address = self.side(direction).position(owner);
        self.client.fetch_optional(&address).await.expect("an account")
    }

    /// The generation that the owner's position is in, if it is in one.
    pub async fn membership(&self, direction: Direction, owner: &Pubkey) -> Option<u64> {
        let held = self.held(direction, owner).await?.held;
        (held.shares() > 0).then_some(held.generation)
    }

    pub async fn view(&self, direction: Direction, owner: &Pubkey) -> PositionView {
        let number = self.membership(direction, owner).await;
        let view = ix::lcts::position_state(&self.side(direction), owner, number);
        self.client.view_as(view).await.expect("a position")
    }

    pub async fn generation_view(&self, direction: Direction, number: u64) -> GenerationView {
        let view = ix::lcts::generation_state(&self.side(direction), number);
        self.client.view_as(view).await.expect("a generation")
    }

    pub async fn rate(&self) -> u128 {
        self.client.view_as(ix::lcts::exchange_rate(&self.at)).await.expect("a unit")
    }

    /// Shares in the owner's wallet, base units.
    pub async fn shares(&self, owner: &Pubkey) -> u64 {
        self.tokens(&self.at.shares(owner)).await
    }

    // What members do.

    pub async fn entering(&self, direction: Direction, owner: &Pubkey, amount: u64) -> Instruction {
        let (queue, current) = (self.side(direction), self.queue(direction).await.current);
        let finalized = self.membership(direction, owner).await.filter(|number| *number != current);
        let source = queue.input.token_account(owner);
        let entry = Entry { payer: self.roles().payer, owner: *owner, source, current, finalized };
        ix::lcts::enter(&queue, &entry, amount)
    }

    pub async fn enter(&self, direction: Direction, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.send(&[self.entering(direction, owner, amount).await], &[*owner]).await
    }

    /// Gives `amount` of the underlying to `owner`, who subscribes with it.
    pub async fn subscribe(&self, owner: &Pubkey, amount: u64) -> Landed {
        self.give(owner, amount).await;
        self.enter(Subscribe, owner, amount).await.unwrap_or_else(|error| panic!("{error:#?}"))
    }

    pub async fn claiming(&self, direction: Direction, owner: &Pubkey) -> Instruction {
        let (queue, number) = (self.side(direction), self.membership(direction, owner).await);
        ix::lcts::claim(&queue, owner, &queue.reward.token_account(owner), number)
    }

    pub async fn claim(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        self.send(&[self.claiming(direction, owner).await], &[*owner]).await
    }

    pub fn leaving(&self, direction: Direction, owner: &Pubkey, number: u64) -> Instruction {
        let queue = self.side(direction);
        let [input, reward] = [queue.input, queue.reward].map(|side| side.token_account(owner));
        ix::lcts::exit(&queue, owner, &Destinations { input, reward }, number)
    }

    pub async fn exit(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        let number = self.membership(direction, owner).await.expect("a member");
        self.send(&[self.leaving(direction, owner, number)], &[*owner]).await
    }

    // What the beacon does.

    pub async fn current(&self) -> Current {
        let [subscribe, redeem] = [self.queue(Subscribe).await, self.queue(Redeem).await]
            .map(|queue| (queue.live == 1).then_some(queue.current));
        Current { subscribe, redeem }
    }

    pub async fn locking(&self) -> Instruction {
        ix::lcts::lock(&self.beacon, &self.at, self.current().await)
    }

    pub async fn lock(&self) -> Result<Landed, Error> {
        self.send(&[self.locking().await], &[self.beacon]).await
    }

    pub async fn settling(&self, direction: Direction, capacity: u64) -> Instruction {
        let number = self.queue(direction).await.current;
        ix::lcts::settle(&self.beacon, &self.at, number, SettleArgs { direction, capacity })
    }

    pub async fn settle(&self, direction: Direction, capacity: u64) -> Result<Landed, Error> {
        self.send(&[self.settling(direction, capacity).await], &[self.beacon]).await
    }

    pub async fn settling_pair(&self, subscribe_capacity: u64, redeem_capacity: u64) -> Instruction {
        let args = SettlePairArgs { subscribe_capacity, redeem_capacity };
        ix::lcts::settle_pair(&self.beacon, &self.at, self.current().await, args)
    }

    pub async fn settle_pair(&self, subscribe: u64, redeem: u64) -> Result<Landed, Error> {
        self.send(&[self.settling_pair(subscribe, redeem).await], &[self.beacon]).await
    }

    pub async fn unlocking(&self, direction: Direction) -> Instruction {
        let number = self.queue(direction).await.current;
        ix::lcts::unlock_overdue(&self.at, &self.side(direction), number)
    }

    pub fn rating(&self, rate: u128) -> Instruction {
        ix::lcts::set_rate(&self.beacon, &self.at, rate)
    }

    pub async fn set_rate(&self, rate: u128) -> Result<Landed, Error> {
        self.send(&[self.rating(rate)], &[self.beacon]).await
    }

    /// The PAU's freezer stops it.
    pub async fn freeze_pau(&self) {
        let freezer = self.roles().freezer;
        self.ok(&[ix::pau::freeze(&freezer, &self.at.pau)], &[freezer]).await;
    }

    // What must always be so.

    /// Every vault has exactly what is recorded, and what a queue owes is what its generations and positions say.
    pub async fn assert_sound(&self) {
        let unit = self.unit().await;
        let supply = self.world.chain.0.mint(&self.at.share_mint()).expect("a mint").supply;
        assert_eq!(unit.supply, supply, "supply");
        assert_eq!(unit.holding, self.tokens(&self.at.holding()).await, "holding");
        for direction in BOTH {
            let (queue, side) = (self.queue(direction).await, self.side(direction));
            let waiting = self.waiting(direction).await;
            assert_eq!(self.tokens(&side.input.vault).await, waiting, "{direction:?} waits");
            assert_eq!(self.tokens(&side.reward.vault).await, queue.owed, "{direction:?} owes");
            let mut owed = 0;
            for number in 1..=queue.current {
                owed += self.generation(direction, number).await.map_or(0, |totals| totals.rewards_owed);
            }
            for member in &self.members {
                owed += self.held(direction, member).await.map_or(0, |position| position.held.accrued);
            }
            assert_eq!(queue.owed, owed, "{direction:?} owes what its members are owed");
        }
    }
}
