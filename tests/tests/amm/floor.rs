//! What every case starts from: a pool of USDS and t-bills in the world's PAU with every limit full, one reporter who has
//! said that a t-bill is worth 1 USDS, Alice whose 10M USDS are the pool's capital, and Bob with tokens of both kinds.

use halo_sdk::{
    addresses::{self, LimitKey, PoolAddresses, PoolToken},
    amm::{
        instructions::{
            DepositArgs, InitializeFeedArgs, InitializePoolArgs, InitiateRedemptionArgs, PoolLimits,
            PoolView, QuoteArgs, QuoteView, SwapArgs,
        },
        state::{Feed, Pool, PoolPosition, PoolRedemption, PoolWithdrawal},
    },
    cluster::Cluster,
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant, Payload},
        DEFAULT_DELAY,
    },
    error::Error,
    halo_math::amm::{
        Depth, InventoryLimits, NavLimits, Posting, PriceLimits, Spread, SpreadBounds, TradeLimits,
        PRICE_SCALE, REPORTERS,
    },
    instructions::{self as ix, amm::Trader, configurator::BeamAuthority},
    pau::state::LimitKind,
    token::{self, MintConfig, TokenProgram},
    transport::{Landed, Transport},
};
use halo_tests::{
    chain::{announce_core, Light},
    world::{million, World, DAY, MATURITY, ONE, START, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::amm::error::AmmError;

/// `thousands` of tokens in base units.
pub const fn thousand(thousands: u64) -> u64 {
    thousands * 1_000 * ONE
}

/// One USDS a t-bill.
pub const PAR: u64 = PRICE_SCALE;
/// Base units of capital that Alice brings.
pub const CAPITAL: u64 = million(10);
/// Seconds for which a price is fresh.
pub const MAX_AGE: u64 = 4 * 86_400;
/// What the beacon may do.
pub const RIGHTS: u32 = permission::QUOTE | permission::REDEEM;
/// Later than any test runs.
pub const NEVER: i64 = i64::MAX;

pub const PRICE_LIMITS: PriceLimits = PriceLimits {
    max_age_seconds: MAX_AGE,
    max_age_slots: 10_000_000,
    up_bps: 100,
    down_bps: 50,
    floor: PAR / 2,
    ceiling: 2 * PAR,
    confidence_bps: 20,
    second_source_bps: 0,
    cooldown_slots: 2,
    spread_floor_bps: 4,
};

pub const NAV_LIMITS: NavLimits =
    NavLimits { quorum: 1, min_interval_seconds: 0, accrual_seconds: 4 * 86_400, max_accrual_bps: 10 };

pub const BOUNDS: SpreadBounds =
    SpreadBounds { bid_min: 4, bid_max: 100, ask_min: 4, ask_max: 100, total_max: 300 };

pub const LIMITS: PoolLimits = PoolLimits {
    inventory: InventoryLimits { soft: million(5), hard: million(8), skew_bps: 50, low: 0, scarcity_bps: 0 },
    trade: TradeLimits { min: ONE, max: million(4) },
    capacity: million(50),
    settlement_seconds: 86_400,
    tolerance_bps: 10,
};

/// What the pool is created with; tests change a part.
pub fn parameters() -> InitializePoolArgs {
    InitializePoolArgs {
        pyth_feed: [0; 32],
        pull: PriceLimits::default(),
        spread: Spread { bid_bps: 5, ask_bps: 5 },
        bounds: BOUNDS,
        depth_sell: Depth::default(),
        depth_buy: Depth::default(),
        limits: LIMITS,
        issuer_powers: 0,
    }
}

/// How a floor differs from the usual one.
#[derive(Clone)]
pub struct Setup {
    pub args: InitializePoolArgs,
    pub price_limits: PriceLimits,
    /// Whether the price comes from reporters.
    pub reported: bool,
    pub asset: MintConfig,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            args: parameters(),
            price_limits: PRICE_LIMITS,
            reported: true,
            asset: MintConfig::new(TokenProgram::Spl, 6, Pubkey::default()),
        }
    }
}

pub struct Floor {
    pub world: World<Light>,
    pub at: PoolAddresses,
    pub feed: Pubkey,
    pub base: Pubkey,
    pub beacon: Pubkey,
    pub alice: Pubkey,
    pub bob: Pubkey,
    /// Who reports, in the feed's order.
    pub reporters: [Pubkey; 3],
    /// The issuer, and its token account for t-bills.
    pub issuer: Pubkey,
    pub endpoint: Pubkey,
    pub setup: Setup,
    /// Account of the Pyth receiver that instructions name.
    pub update: Option<Pubkey>,
}

impl Deref for Floor {
    type Target = World<Light>;

    fn deref(&self) -> &World<Light> {
        &self.world
    }
}

impl DerefMut for Floor {
    fn deref_mut(&mut self) -> &mut World<Light> {
        &mut self.world
    }
}

impl Floor {
    /// The usual one, open for trade.
    pub async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    /// Open for trade, with another setup that has reporters.
    pub async fn with(setup: Setup) -> Self {
        let mut floor = Self::governed(setup).await;
        floor.open().await;
        floor.report(PAR).await;
        floor.provide(&floor.alice, CAPITAL).await.unwrap();
        floor
    }

    /// Everything is approved, but neither feed nor pool is created.
    pub async fn governed(setup: Setup) -> Self {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().build();
        let mut world = World::new(Light(cluster.expect("programs are built"))).await;
        let [base, feed_base, asset] = ["pool", "feed", "t-bills"].map(|name| world.keys.add_named(name));
        let at = PoolAddresses {
            pool: addresses::pool(&base),
            scope: world.facility.scope,
            pau: world.facility.pau,
            cash: PoolToken { mint: world.facility.mint, token_program: world.facility.token_program },
            asset: PoolToken { mint: asset, token_program: setup.asset.program.id() },
            feed: setup.reported.then(|| addresses::feed(&feed_base)),
        };
        let mut people = Vec::new();
        for name in ["Alice", "Bob", "pool beacon", "issuer", "reporter 1", "reporter 2", "reporter 3"] {
            people.push(world.person(name).await);
        }
        let [alice, bob, beacon, issuer, first, second, third] = people[..] else { unreachable!() };
        let endpoint = at.asset.account(&issuer);
        let feed = addresses::feed(&feed_base);
        let reporters = [first, second, third];
        let mut floor = Self {
            world,
            at,
            feed,
            base,
            beacon,
            alice,
            bob,
            reporters,
            issuer,
            endpoint,
            setup,
            update: None,
        };
        floor.create_asset().await;
        floor.govern().await;
        if floor.setup.reported {
            floor.ok(&[floor.initializing_feed(&feed_base)], &[feed_base, floor.roles().govops]).await;
        }
        floor
    }

    async fn create_asset(&self) {
        let payer = self.roles().payer;
        let rent = self.client.transport().rent().await.expect("rent");
        let config = MintConfig { authority: payer, ..self.setup.asset.clone() };
        let create = token::create_mint(&payer, &self.at.asset.mint, &config, &rent).expect("a mint");
        self.ok(&create, &[self.at.asset.mint]).await;
        for owner in [self.alice, self.bob, self.issuer] {
            for side in [self.at.cash, self.at.asset] {
                let program = TokenProgram::from_id(&side.token_program).expect("a token program");
                let open = token::create_associated_token_account(&payer, &owner, &side.mint, program);
                self.ok(&[open], &[]).await;
            }
        }
    }

    /// The PAU's limits that the pool needs: what it swaps, pays out and sends to the issuer.
    pub fn limits(&self) -> Vec<LimitKey> {
        let mut keys = self.at.swap_limits().to_vec();
        keys.extend([self.at.withdraw_limit(), self.at.redemption_limit(&self.endpoint)]);
        keys
    }

    /// The council approves the pool as a controller and its limits, and the GovOps makes all real.
    pub async fn govern(&mut self) {
        let (pool, pau) = (self.at.pool, self.at.pau);
        let kinds = [LimitKind::SwapIn, LimitKind::SwapOut, LimitKind::Withdraw, LimitKind::Transfer];
        let kinds = kinds.into_iter().fold(0, |bits, kind| bits | kind.bit());
        let mut payloads =
            vec![Payload::AddInit { pau, grant: Grant::Controller { signer: pool, book: pool, kinds } }];
        payloads.extend(self.limits().into_iter().map(|LimitKey { kind, target, mint }| {
            let (max, slope) = (WIDE.max, WIDE.slope);
            Payload::AddInit { pau, grant: Grant::RateLimit { kind, target, mint, max, slope } }
        }));
        self.enact_all(payloads).await;
        let (payer, govops) = (self.roles().payer, self.roles().govops);
        let add = ix::configurator::add_controller(&payer, &self.configurer(), &pool);
        self.ok(&[add], &[govops]).await;
        for key in self.limits() {
            self.add_limit(&key, WIDE).await.unwrap();
        }
        self.grant(&self.beacon, RIGHTS).await;
        self.world.wait(DAY).await;
    }

    /// Schedules all, waits once, executes all.
    pub async fn enact_all(&mut self, payloads: Vec<Payload>) {
        let mut numbers = Vec::new();
        for payload in payloads {
            numbers.push(self.schedule(payload).await.unwrap());
        }
        self.world.wait(DEFAULT_DELAY).await;
        for number in numbers {
            self.execute(number).await.unwrap();
        }
    }

    /// The council permits what `digest` names to `target`.
    pub async fn permit(&mut self, target: &Pubkey, digest: [u8; 32]) {
        let grant = Grant::Permit { target: *target, digest };
        self.enact_all(vec![Payload::AddInit { pau: Pubkey::default(), grant }]).await;
    }

    /// The council gives `holder` a Beam over the pool.
    pub async fn grant(&self, holder: &Pubkey, permissions: u32) {
        let args = GrantBeamArgs {
            target: self.at.pool,
            holder: *holder,
            permissions,
            expires_at: MATURITY + 365 * DAY,
        };
        let (signer, scope) = (self.roles().council, self.at.scope);
        let pau = (permissions & permission::OPERATIONS != 0).then_some(self.at.pau);
        let by = BeamAuthority::ABeam { signer, scope, pau };
        let grant = ix::configurator::grant_beam(&self.roles().payer, &by, args);
        self.ok(&[grant], &[signer]).await;
    }

    fn initializing_feed(&self, base: &Pubkey) -> Instruction {
        let mut reporters = [Pubkey::default(); REPORTERS];
        reporters[..3].copy_from_slice(&self.reporters);
        let args = InitializeFeedArgs { limits: self.setup.price_limits, nav: NAV_LIMITS, reporters };
        ix::amm::initialize_feed(&self.roles().payer, base, &self.configurer(), args)
    }

    /// The init of a limit in the asset.
    pub fn onboarding(&self) -> Pubkey {
        self.at.swap_limits()[0].init(&self.at.scope, &self.at.pau)
    }

    pub fn initializing(&self, args: InitializePoolArgs) -> Instruction {
        let payer = self.roles().payer;
        ix::amm::initialize_pool(&payer, &self.base, &self.configurer(), &self.at, &self.onboarding(), args)
    }

    /// Creates the pool with its custody.
    pub async fn open(&self) {
        let (payer, govops) = (self.roles().payer, self.roles().govops);
        self.ok(&[self.initializing(self.setup.args)], &[self.base, govops]).await;
        self.ok(&[ix::amm::open_custody(&payer, &self.at)], &[]).await;
    }

    // Prices.

    pub fn now(&self) -> i64 {
        self.world.chain.0.unix_time()
    }

    /// The next report of a reporter, published now.
    pub async fn posting(&self, place: usize, price: u64) -> Posting {
        let sequence = self.nav_feed().await.nav.reports[place].sequence + 1;
        let (effective_at, published_at) = (self.now(), self.now());
        Posting { price, accrual_per_day: 0, effective_at, published_at, sequence }
    }

    pub async fn post(&self, place: usize, posting: Posting) -> Result<Landed, Error> {
        let reporter = self.reporters[place];
        self.send(&[ix::amm::post_nav(&reporter, &self.feed, posting)], &[reporter]).await
    }

    /// The first reporter says that the asset is worth this, and the cooldown passes.
    pub async fn report(&mut self, price: u64) {
        self.world.wait(1).await;
        self.post(0, self.posting(0, price).await).await.unwrap();
        self.world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
    }

    // Accounts.

    pub async fn pool(&self) -> Pool {
        self.client.fetch(&self.at.pool).await.expect("a pool")
    }

    pub async fn nav_feed(&self) -> Feed {
        self.client.fetch(&self.feed).await.expect("a feed")
    }

    pub async fn shares(&self, owner: &Pubkey) -> u64 {
        let position: PoolPosition = self.client.fetch(&self.at.position(owner)).await.expect("a position");
        position.shares
    }

    pub async fn withdrawal(&self, number: u64) -> PoolWithdrawal {
        self.client.fetch(&self.at.withdrawal(number)).await.expect("a withdrawal")
    }

    pub async fn redemption(&self, number: u64) -> PoolRedemption {
        self.client.fetch(&self.at.redemption(number)).await.expect("a redemption")
    }

    pub async fn view(&self) -> PoolView {
        self.client.view_as(ix::amm::pool_state(&self.at, self.update)).await.expect("a price")
    }

    pub async fn quote(&self, args: QuoteArgs) -> Result<QuoteView, Error> {
        self.client.view_as(ix::amm::quote(&self.at, self.update, args)).await
    }

    /// USDS and t-bills of somebody's wallet.
    pub async fn wallet(&self, owner: &Pubkey) -> (u64, u64) {
        (self.tokens(&self.at.cash.account(owner)).await, self.tokens(&self.at.asset.account(owner)).await)
    }

    /// Mints `amount` of a token to `owner`'s account.
    pub async fn mint(&self, side: &PoolToken, owner: &Pubkey, amount: u64) {
        let program = TokenProgram::from_id(&side.token_program).expect("a token program");
        let (payer, account) = (self.roles().payer, side.account(owner));
        let mint = token::mint_to(program, &side.mint, &account, &payer, amount).expect("a mint");
        self.ok(&[mint], &[]).await;
    }

    // What people do.

    pub async fn provide(&self, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, owner, amount).await;
        let payer = self.roles().payer;
        if self.client.fetch_optional::<PoolPosition>(&self.at.position(owner)).await?.is_none() {
            self.ok(&[ix::amm::open_position(&payer, &self.at, owner)], &[]).await;
        }
        self.send(&[self.depositing(owner, amount)], &[*owner]).await
    }

    pub fn depositing(&self, owner: &Pubkey, amount: u64) -> Instruction {
        let args = DepositArgs { amount, min_shares: 0 };
        ix::amm::deposit(&self.at, owner, &self.at.cash.account(owner), self.update, args)
    }

    fn trader(&self, gives: &PoolToken, receives: &PoolToken) -> Trader {
        Trader { price_update: self.update, ..Trader::associated(&self.bob, gives, receives) }
    }

    pub fn selling(&self, args: SwapArgs) -> Instruction {
        ix::amm::sell(&self.at, &self.trader(&self.at.asset, &self.at.cash), args)
    }

    pub fn buying(&self, args: SwapArgs) -> Instruction {
        ix::amm::buy(&self.at, &self.trader(&self.at.cash, &self.at.asset), args)
    }

    /// Bob sells what he is given for it.
    pub async fn sell(&self, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.asset, &self.bob, amount).await;
        self.send(&[self.selling(exact_in(amount))], &[self.bob]).await
    }

    /// Bob buys for what he is given.
    pub async fn buy(&self, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, &self.bob, amount).await;
        self.send(&[self.buying(exact_in(amount))], &[self.bob]).await
    }

    pub async fn redeeming(&self, amount: u64, expected: u64) -> Instruction {
        let number = self.pool().await.redemptions + 1;
        let args = InitiateRedemptionArgs { amount, expected };
        ix::amm::initiate_redemption(&self.beacon, &self.at, number, &self.endpoint, self.update, args)
    }

    /// The beacon sends inventory to the issuer.
    pub async fn redeem(&self, amount: u64, expected: u64) -> Result<Landed, Error> {
        self.send(&[self.redeeming(amount, expected).await], &[self.beacon]).await
    }

    /// The issuer pays for redemption `number`.
    pub async fn settle(&self, number: u64, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, &self.issuer, amount).await;
        let source = self.at.cash.account(&self.issuer);
        let settle = ix::amm::settle_redemption(&self.issuer, &self.at, number, &source, amount);
        self.send(&[settle], &[self.issuer]).await
    }

    /// The record is what the vaults hold.
    pub async fn assert_sound(&self) {
        let capital = self.pool().await.capital;
        let (cash, asset) = (self.at.custody(&self.at.cash), self.at.custody(&self.at.asset));
        assert_eq!(self.tokens(&cash).await, capital.usds, "cash");
        assert_eq!(self.tokens(&asset).await, capital.inventory, "inventory");
        assert_eq!(self.tokens(&self.at.payout_account()).await, capital.reserved, "reserved");
    }
}

/// Gives exactly `amount`, for whatever comes.
pub fn exact_in(amount: u64) -> SwapArgs {
    SwapArgs { amount, exact_out: false, limit: 0, deadline: NEVER }
}

/// Receives exactly `amount`, for at most `limit`.
pub fn exact_out(amount: u64, limit: u64) -> SwapArgs {
    SwapArgs { amount, exact_out: true, limit, deadline: NEVER }
}
