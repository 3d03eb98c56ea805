//! What every case starts from: a pool of USDS and t-bills in the world's PAU with every limit full, one reporter who has
//! said that a t-bill is worth 1 USDS, Alice whose 10M USDS are the pool's capital, and Bob with tokens of both kinds.

// Named, for other suites take this file in by its path.
#[path = "floor/accounts.rs"]
mod accounts;
#[path = "floor/people.rs"]
mod people;
#[path = "floor/prices.rs"]
mod prices;

use halo_sdk::{
    addresses::{self, LimitKey, PoolAddresses, PoolToken},
    amm::instructions::{InitializeFeedArgs, InitializePoolArgs},
    cluster::Cluster,
    configurator::{
        state::{Grant, Payload},
        DEFAULT_DELAY,
    },
    halo_math::amm::{PriceLimits, REPORTERS},
    instructions as ix,
    token::{self, MintConfig, TokenProgram},
    transport::Transport,
};
use halo_tests::{
    chain::{announce_core, Light},
    pyth::priced_by_pyth,
    world::{million, World, DAY, START, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_sdk::amm::error::AmmError;
pub use halo_tests::{pyth::ONE_USDS, trading_pool::*};

/// Base units of capital that Alice brings.
pub const CAPITAL: u64 = million(10);

/// How a floor differs from the usual one.
#[derive(Clone)]
pub struct Setup {
    pub args: InitializePoolArgs,
    pub price_limits: PriceLimits,
    /// Whether the price comes from reporters.
    pub reported: bool,
    pub asset: MintConfig,
    /// Cash of another mint than the world's asset.
    pub cash: Option<MintConfig>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            args: parameters(),
            price_limits: PRICE_LIMITS,
            reported: true,
            asset: MintConfig::new(TokenProgram::Spl, 6, Pubkey::default()),
            cash: None,
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

impl Setup {
    /// Of a pool whose price comes from Pyth, alone or beside the reporters.
    fn with_pyth(reported: bool) -> Self {
        let second_source_bps = if reported { 10 } else { 0 };
        let price_limits = PriceLimits { second_source_bps, ..PRICE_LIMITS };
        Self { args: priced_by_pyth(parameters()), price_limits, reported, ..Self::default() }
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

    /// With a price from Pyth, alone or beside the reporters; nobody has traded.
    pub async fn with_update(reported: bool) -> Self {
        let mut floor = Self::governed(Setup::with_pyth(reported)).await;
        floor.open().await;
        if reported {
            floor.report(PAR).await;
        }
        floor.show(&floor.sound(ONE_USDS));
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
            cash: match &setup.cash {
                None => PoolToken { mint: world.facility.mint, token_program: world.facility.token_program },
                Some(cash) => {
                    PoolToken { mint: world.keys.add_named("cash"), token_program: cash.program.id() }
                }
            },
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
        floor.create_tokens().await;
        floor.govern().await;
        if floor.setup.reported {
            floor.ok(&[floor.initializing_feed(&feed_base)], &[feed_base, floor.roles().govops]).await;
        }
        floor
    }

    async fn create_tokens(&self) {
        let payer = self.roles().payer;
        let rent = self.client.transport().rent().await.expect("rent");
        let cash = self.setup.cash.as_ref().map(|cash| (self.at.cash.mint, cash));
        for (mint, config) in [(self.at.asset.mint, &self.setup.asset)].into_iter().chain(cash) {
            let config = MintConfig { authority: payer, ..config.clone() };
            let create = token::create_mint(&payer, &mint, &config, &rent).expect("a mint");
            self.ok(&create, &[mint]).await;
        }
        for owner in [self.alice, self.bob, self.issuer] {
            for side in [self.at.cash, self.at.asset] {
                let program = TokenProgram::from_id(&side.token_program).expect("a token program");
                let open = token::create_associated_token_account(&payer, &owner, &side.mint, program);
                self.ok(&[open], &[]).await;
            }
        }
    }

    /// The pool alone.
    pub fn trading(&self) -> TradingPool {
        TradingPool { at: self.at, base: self.base }
    }

    /// The PAU's limits that the pool needs: what it swaps, pays out and sends to the issuer.
    pub fn limits(&self) -> Vec<LimitKey> {
        self.trading().limits(&self.endpoint)
    }

    /// The council approves the pool as a controller and its limits, and the GovOps makes all real.
    pub async fn govern(&mut self) {
        let (pool, pau) = (self.at.pool, self.at.pau);
        let limits = self.limits().into_iter().map(|key| limit_grant(key, WIDE));
        let grants = [self.trading().controller_grant()].into_iter().chain(limits);
        let payloads = grants.map(|grant| Payload::AddInit { pau, grant }).collect();
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
        self.trading().grant(&self.world, holder, permissions).await;
    }

    fn initializing_feed(&self, base: &Pubkey) -> Instruction {
        let mut reporters = [Pubkey::default(); REPORTERS];
        reporters[..3].copy_from_slice(&self.reporters);
        let args = InitializeFeedArgs { limits: self.setup.price_limits, nav: NAV_LIMITS, reporters };
        ix::amm::initialize_feed(&self.roles().payer, base, &self.configurer(), args)
    }

    /// The init of a limit in the asset.
    pub fn onboarding(&self) -> Pubkey {
        self.trading().onboarding()
    }

    pub fn initializing(&self, args: InitializePoolArgs) -> Instruction {
        self.trading().initializing(&self.roles().payer, &self.configurer(), args)
    }

    /// Creates the pool with its custody.
    pub async fn open(&self) {
        self.trading().open(&self.world, self.setup.args).await;
    }
}
