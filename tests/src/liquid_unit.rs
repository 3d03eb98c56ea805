//! A unit of a Portfolio Halo in a world: what its governance, its beacon and its members do.

mod beacon;

use crate::{
    chain::{Chain, Light},
    world::{million, World, DAY, MATURITY},
};
use halo_sdk::{
    addresses::{self, FacilityAddresses, LctsAddresses, LimitKey, Tranche, UnitQueue},
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant},
    },
    deployment::Limit,
    halo_math::RATE_SCALE,
    instructions::{
        configurator::{self as configurator, BeamAuthority, Configurer},
        lcts::{self as ix, Current, Destinations, Entry},
    },
    lcts::{
        instructions::{InitializeUnitArgs, SetGuardrailsArgs},
        share_mint::ShareMetadata,
        state::{Direction, LctsPosition, LctsQueue},
    },
    pau::state::LimitKind,
    token::{self, TokenProgram},
    transport::Landed,
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Underlying for 10^18 shares, where a share is worth one base unit of it.
pub const PAR: u128 = RATE_SCALE;
/// What every unit starts with.
pub const GUARDRAILS: SetGuardrailsArgs =
    SetGuardrailsArgs { capacity: million(1_000), redeem_limit: million(100), yield_cap_bps: 80 };
/// Where a token account says how much it holds.
const AMOUNT: std::ops::Range<usize> = 64..72;
/// What the beacon may do.
pub const RIGHTS: u32 = permission::LOCK | permission::SETTLE | permission::RATE | permission::DEPLOY;

/// The unit and the key that its address is made of.
#[derive(Clone, Copy)]
pub struct LiquidUnit {
    pub at: LctsAddresses,
    pub base: Pubkey,
    /// Whoever locks and settles, unless it is the world's beacon.
    pub beacon: Option<Pubkey>,
}

impl LiquidUnit {
    /// A unit of the world's PAU that is not created yet; `name` keeps its address apart from others'.
    pub fn named<C: Chain>(world: &mut World<C>, name: &str) -> Self {
        let base = world.keys.add_named(name);
        Self::at(&world.facility, base)
    }

    /// The unit of this `base` under the facility's PAU.
    pub fn at(facility: &FacilityAddresses, base: Pubkey) -> Self {
        let FacilityAddresses { scope, pau, mint, token_program, .. } = *facility;
        let (unit, share_program) = (addresses::unit(&base), TokenProgram::Token2022.id());
        Self {
            at: LctsAddresses {
                unit,
                scope,
                pau,
                mint,
                token_program,
                share_program,
                tranche: Tranche::Sole,
            },
            base,
            beacon: None,
        }
    }

    /// The same with shares of another token program; they are Token-2022's otherwise.
    pub fn with_shares(mut self, program: TokenProgram) -> Self {
        self.at.share_program = program.id();
        self
    }

    /// The same as the senior of `junior`.
    pub fn above(mut self, junior: &Self) -> Self {
        self.at.tranche = Tranche::SeniorOf(junior.at.unit);
        self
    }

    /// The same as the junior of `senior`.
    pub fn below(mut self, senior: &Self) -> Self {
        self.at.tranche = Tranche::JuniorOf(senior.at.unit);
        self
    }

    // Governance.

    /// The limit on what is redeemed out of the holding.
    pub fn limit_key(&self) -> LimitKey {
        LimitKey { kind: LimitKind::Withdraw, target: self.at.unit, mint: self.at.mint }
    }

    /// What the council approves so that the unit can draw on its own Book.
    pub fn grants(&self, Limit { max, slope }: Limit) -> [Grant; 2] {
        let LimitKey { kind, target, mint } = self.limit_key();
        let kinds = LimitKind::Withdraw.bit() | LimitKind::Transfer.bit();
        [
            Grant::Controller { signer: target, book: self.at.book(), kinds },
            Grant::RateLimit { kind, target, mint, max, slope },
        ]
    }

    /// What the council approves so that the GovOps may raise the guardrails, up to what they are to begin with.
    pub fn raises(&self) -> [Grant; 2] {
        let SetGuardrailsArgs { capacity, redeem_limit, .. } = GUARDRAILS;
        [(self.at.mint, capacity, redeem_limit), (self.at.share_mint(), 100, 0)].map(|(mint, max, slope)| {
            Grant::RateLimit { kind: LimitKind::Deposit, target: self.at.unit, mint, max, slope }
        })
    }

    /// The GovOps makes the unit a controller.
    pub async fn add_controller<C: Chain>(&self, world: &World<C>) {
        let roles = world.roles();
        let add = configurator::add_controller(&roles.payer, &world.configurer(), &self.at.unit);
        world.ok(&[add], &[roles.govops]).await;
    }

    /// The council gives `holder` a Beam over the unit.
    pub fn granting<C: Chain>(
        &self,
        world: &World<C>,
        holder: &Pubkey,
        permissions: u32,
        expires_at: i64,
    ) -> Instruction {
        let roles = world.roles();
        let by = BeamAuthority::ABeam { signer: roles.council, scope: self.at.scope, pau: Some(self.at.pau) };
        let args = GrantBeamArgs { target: self.at.unit, holder: *holder, permissions, expires_at };
        configurator::grant_beam(&roles.payer, &by, args)
    }

    /// The council gives the world's beacon its rights over the unit.
    pub async fn grant<C: Chain>(&self, world: &World<C>) {
        let roles = world.roles();
        let grant = self.granting(world, &roles.beacon, RIGHTS, MATURITY + 365 * DAY);
        world.ok(&[grant], &[roles.council]).await;
    }

    /// Without anything for wallets to show.
    pub fn initializing(&self, payer: &Pubkey, by: &Configurer) -> Instruction {
        self.initializing_as(payer, by, None)
    }

    pub fn initializing_as(
        &self,
        payer: &Pubkey,
        by: &Configurer,
        metadata: Option<ShareMetadata>,
    ) -> Instruction {
        let args = InitializeUnitArgs { rate: PAR, guardrails: GUARDRAILS, metadata };
        ix::initialize_unit(payer, &self.base, by, &self.at, args)
    }

    /// The GovOps creates it.
    pub async fn initialize<C: Chain>(&self, world: &World<C>) {
        let roles = world.roles();
        let create = self.initializing(&roles.payer, &world.configurer());
        world.ok(&[create], &[self.base, roles.govops]).await;
    }

    pub async fn open_queue<C: Chain>(&self, world: &World<C>, direction: Direction) {
        world.ok(&[ix::open_queue(&world.roles().payer, &self.at, direction)], &[]).await;
    }

    pub async fn open_holding<C: Chain>(&self, world: &World<C>) {
        world.ok(&[ix::open_holding(&world.roles().payer, &self.at)], &[]).await;
    }

    // Accounts.

    pub fn side(&self, direction: Direction) -> UnitQueue {
        self.at.queue(direction)
    }

    pub async fn queue<C: Chain>(&self, world: &World<C>, direction: Direction) -> LctsQueue {
        world.client.fetch(&self.side(direction).queue).await.expect("a queue")
    }

    /// Number of the generation that the owner's position is in, if it is in one.
    pub async fn membership<C: Chain>(
        &self,
        world: &World<C>,
        direction: Direction,
        owner: &Pubkey,
    ) -> Option<u64> {
        let address = self.side(direction).position(owner);
        let position: Option<LctsPosition> = world.client.fetch_optional(&address).await.expect("an account");
        position.map(|position| position.held).filter(|held| held.shares() > 0).map(|held| held.generation)
    }

    /// Numbers of the current generations that have an account.
    pub async fn current<C: Chain>(&self, world: &World<C>) -> Current {
        let live = async |direction| {
            let queue = self.queue(world, direction).await;
            (queue.live == 1).then_some(queue.current)
        };
        Current { subscribe: live(Direction::Subscribe).await, redeem: live(Direction::Redeem).await }
    }

    /// What no program does: takes all money out of the holding. Returns its account as it was.
    pub fn rob(&self, world: &World<Light>) -> Account {
        let (holding, cluster) = (self.at.holding(), &world.chain.0);
        let before = cluster.account(&holding).expect("a token account");
        let mut after = before.clone();
        after.data[AMOUNT].fill(0);
        cluster.set_account(&holding, after).expect("an account that the engine takes");
        before
    }

    // Members.

    /// Creates `owner`'s token account for the shares.
    pub async fn share_account<C: Chain>(&self, world: &World<C>, owner: &Pubkey) {
        let (payer, mint) = (world.roles().payer, self.at.share_mint());
        let program = TokenProgram::from_id(&self.at.share_program).expect("a token program");
        let create = token::create_associated_token_account(&payer, owner, &mint, program);
        world.ok(&[create], &[]).await;
    }

    /// What an entry of the owner's names, as the queue is now.
    pub async fn entry<C: Chain>(&self, world: &World<C>, direction: Direction, owner: &Pubkey) -> Entry {
        let current = self.queue(world, direction).await.current;
        let before = self.membership(world, direction, owner).await;
        Entry {
            payer: world.roles().payer,
            owner: *owner,
            source: self.side(direction).input.token_account(owner),
            current,
            finalized: before.filter(|number| *number != current),
        }
    }

    pub async fn entering<C: Chain>(
        &self,
        world: &World<C>,
        direction: Direction,
        owner: &Pubkey,
        amount: u64,
    ) -> Instruction {
        ix::enter(&self.side(direction), &self.entry(world, direction, owner).await, amount)
    }

    pub async fn enter<C: Chain>(
        &self,
        world: &World<C>,
        direction: Direction,
        owner: &Pubkey,
        amount: u64,
    ) -> Landed {
        world.ok(&[self.entering(world, direction, owner, amount).await], &[*owner]).await
    }

    /// `generation` is of the one that the position is in; none pays only what was credited before.
    pub fn claiming(&self, direction: Direction, owner: &Pubkey, generation: Option<u64>) -> Instruction {
        let side = self.side(direction);
        ix::claim(&side, owner, &side.reward.token_account(owner), generation)
    }

    pub async fn claim<C: Chain>(&self, world: &World<C>, direction: Direction, owner: &Pubkey) -> Landed {
        let generation = self.membership(world, direction, owner).await;
        world.ok(&[self.claiming(direction, owner, generation)], &[*owner]).await
    }

    pub fn leaving(&self, direction: Direction, owner: &Pubkey, generation: u64) -> Instruction {
        let side = self.side(direction);
        let [input, reward] = [side.input, side.reward].map(|side| side.token_account(owner));
        ix::exit(&side, owner, &Destinations { input, reward }, generation)
    }

    pub async fn exit<C: Chain>(&self, world: &World<C>, direction: Direction, owner: &Pubkey) -> Landed {
        let generation = self.membership(world, direction, owner).await.expect("a member");
        world.ok(&[self.leaving(direction, owner, generation)], &[*owner]).await
    }
}
