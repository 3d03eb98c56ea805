//! Pools of Trading Halos in the states that their instructions need, and the people who trade with them.

mod days;
mod names;
pub mod permitted;

pub use days::{IN_STEP, JUMPED};

use super::Ground;
use halo_sdk::{
    addresses::{self, LimitKey, PoolToken},
    amm::instructions::InitializeFeedArgs,
    configurator::state::permission,
    halo_math::amm::{BOTH_SIDES, REPORTERS},
    instructions::{amm as ix, configurator},
    token::{self, MintConfig, MintExtension, TokenProgram},
    transport::Transport,
};
use halo_tests::{
    chain::Light,
    pyth::priced_by_pyth,
    trading_pool::{parameters, thousand, TradingPool, NAV_LIMITS, PRICE_LIMITS, RIGHTS},
    world::{World, DECIMALS, WIDE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What the provider brings to each pool, and what is sold to it.
pub const CAPITAL: u64 = thousand(100);
pub const SALE: u64 = thousand(20);
/// Shares of one withdrawal: a thousandth of the capital.
pub const WITHDRAWN: u64 = CAPITAL / 1_000;
/// What is sent to the issuer at a time.
pub const SENT: u64 = thousand(1);
/// Powers of the issuer of the seizable tokens, as a permit names them: it may move anybody's.
pub const POWERS: u8 = 1;
/// Limits of a feed whose prices must be held against Pyth's.
const SECOND_SOURCE_BPS: u64 = 10;

/// Names of the pools that have a feed, from which the keys of both come.
const REPORTED: &str = "reported pool";
const DOUBLED: &str = "doubled pool";
const TROUBLED: &str = "troubled pool";
const BARE: &str = "bare pool";
const FOREIGN: &str = "foreign pool";

/// Key that the address of a pool's feed is made of.
fn feed_base(world: &mut World<Light>, pool: &str) -> Pubkey {
    world.keys.add_named(&format!("feed of the {pool}"))
}

/// Pools and feeds by what has become of them once the cast is complete. All but the last are of A's PAU.
#[derive(Clone, Copy)]
pub struct Pools {
    /// Priced by a reporter; everything is in it that there can be.
    pub reported: TradingPool,
    /// Priced by Pyth.
    pub pulled: TradingPool,
    /// Priced by a reporter whom Pyth must agree with.
    pub doubled: TradingPool,
    /// Its price is out of step, it is stopped, and its issuer has taken of the inventory.
    pub troubled: TradingPool,
    /// Without custody.
    pub bare: TradingPool,
    /// Of B's PAU, without custody and stopped.
    pub foreign: TradingPool,
}

impl Pools {
    pub fn all(&self) -> [TradingPool; 6] {
        [self.reported, self.pulled, self.doubled, self.troubled, self.bare, self.foreign]
    }
}

/// The pools, their tokens and whoever comes to them.
#[derive(Clone, Copy)]
pub struct Trading {
    pub pools: Pools,
    /// What all pools trade.
    pub bills: PoolToken,
    /// What no pool trades: its issuer may take it.
    pub seizable: PoolToken,
    /// Has shares, and withdrawals that wait, are filled and are over.
    pub provider: Pubkey,
    /// Trades, and has an empty position.
    pub trader: Pubkey,
    /// Owes for one redemption, and has paid for another.
    pub issuer: Pubkey,
    /// Says what the bills are worth.
    pub reporter: Pubkey,
}

impl Trading {
    /// Where all of it will be.
    pub async fn named(a: &mut World<Light>, b: &mut World<Light>) -> Self {
        let mut people = Vec::new();
        for name in ["provider", "trader", "issuer", "reporter"] {
            people.push(a.person(name).await);
        }
        let [provider, trader, issuer, reporter] = people[..] else { unreachable!("as many as names") };
        let bills = PoolToken { mint: a.keys.add_named("bills"), token_program: TokenProgram::Spl.id() };
        let seizable =
            PoolToken { mint: a.keys.add_named("seizable"), token_program: TokenProgram::Token2022.id() };
        let named = |world: &mut World<Light>, name: &str| {
            let feed = addresses::feed(&feed_base(world, name));
            TradingPool::named(world, name, bills, Some(feed))
        };
        let pools = Pools {
            reported: named(a, REPORTED),
            pulled: TradingPool::named(a, "pulled pool", bills, None),
            doubled: named(a, DOUBLED),
            troubled: named(a, TROUBLED),
            bare: named(a, BARE),
            foreign: named(b, FOREIGN),
        };
        Self { pools, bills, seizable, provider, trader, issuer, reporter }
    }

    /// Who may report to every feed.
    pub fn reporters(&self) -> [Pubkey; REPORTERS] {
        let mut all = [Pubkey::default(); REPORTERS];
        all[0] = self.reporter;
        all
    }

    /// Account of the issuer to which bills go.
    pub fn endpoint(&self) -> Pubkey {
        self.bills.account(&self.issuer)
    }

    /// The limits that the pools of A need.
    pub fn limits(&self) -> Vec<LimitKey> {
        let Pools { reported, pulled, doubled, troubled, .. } = self.pools;
        let buying = |pool: TradingPool| pool.at.swap_limits().into_iter().take(2);
        let mut all = reported.limits(&self.endpoint());
        all.push(pulled.at.withdraw_limit());
        all.extend([pulled, doubled, troubled].into_iter().flat_map(buying));
        all
    }

    /// A limit in the seizable tokens.
    pub fn in_seizable(&self) -> LimitKey {
        let LimitKey { kind, target, .. } = self.pools.reported.at.swap_limits()[0];
        LimitKey { kind, target, mint: self.seizable.mint }
    }

    /// Creates tokens, feeds, pools and what their PAU needs, and brings capital.
    pub async fn open(ground: &mut Ground) {
        let this = ground.trading;
        this.create_tokens(&ground.a).await;
        for (name, second_source_bps) in
            [(REPORTED, 0), (DOUBLED, SECOND_SOURCE_BPS), (TROUBLED, 0), (BARE, 0)]
        {
            this.create_feed(&mut ground.a, name, second_source_bps).await;
        }
        this.create_feed(&mut ground.b, FOREIGN, 0).await;
        let Pools { reported, pulled, doubled, troubled, bare, foreign } = this.pools;
        for (world, pool) in [(&ground.a, bare), (&ground.b, foreign)] {
            let create = pool.initializing(&world.roles().payer, &world.configurer(), parameters());
            world.ok(&[create], &[pool.base, world.roles().govops]).await;
        }
        stop(&ground.b, &foreign).await;
        let world = &ground.a;
        let roles = world.roles();
        for pool in [reported, pulled, doubled, troubled, bare] {
            let add = configurator::add_controller(&roles.payer, &world.configurer(), &pool.at.pool);
            world.ok(&[add], &[roles.govops]).await;
        }
        for key in this.limits() {
            world.add_limit(&key, WIDE).await.expect("approved");
        }
        let by_pyth = priced_by_pyth(parameters());
        for (pool, args) in
            [(reported, parameters()), (pulled, by_pyth), (doubled, by_pyth), (troubled, parameters())]
        {
            pool.open(world, args).await;
        }
        reported.grant(world, &roles.beacon, RIGHTS).await;
        pulled.grant(world, &roles.beacon, RIGHTS).await;
        reported.grant(world, &roles.warden, permission::HALT).await;
        this.provide(&mut ground.a).await;
    }

    /// Two kinds of tokens, and everybody's accounts.
    async fn create_tokens(&self, world: &World<Light>) {
        let (payer, rent) = (world.roles().payer, world.client.transport().rent().await.expect("rent"));
        let bills = MintConfig::new(TokenProgram::Spl, DECIMALS, payer);
        let seizable = MintConfig::new(TokenProgram::Token2022, DECIMALS, payer)
            .with_extension(MintExtension::PermanentDelegate(self.issuer));
        for (mint, config) in [(self.bills.mint, bills), (self.seizable.mint, seizable)] {
            let create = token::create_mint(&payer, &mint, &config, &rent).expect("a mint");
            world.ok(&create, &[mint]).await;
        }
        for owner in [self.trader, self.issuer] {
            let account = self.bills.account(&owner);
            let open =
                token::create_associated_token_account(&payer, &owner, &self.bills.mint, TokenProgram::Spl);
            let give = token::mint_to(TokenProgram::Spl, &self.bills.mint, &account, &payer, 10 * SALE);
            world.ok(&[open, give.expect("a token program")], &[]).await;
        }
        for owner in [self.provider, self.trader, self.issuer] {
            world.give(&owner, 10 * CAPITAL).await;
        }
    }

    async fn create_feed(&self, world: &mut World<Light>, pool: &str, second_source_bps: u64) {
        let (base, roles) = (feed_base(world, pool), world.roles());
        let mut args = self.feed_args();
        args.limits.second_source_bps = second_source_bps;
        let create = ix::initialize_feed(&roles.payer, &base, &world.configurer(), args);
        world.ok(&[create], &[base, roles.govops]).await;
    }

    /// What every feed is created with.
    pub fn feed_args(&self) -> InitializeFeedArgs {
        InitializeFeedArgs { limits: PRICE_LIMITS, nav: NAV_LIMITS, reporters: self.reporters() }
    }
}

/// The feed of a pool that has reporters.
pub fn feed_of(pool: &TradingPool) -> Pubkey {
    pool.at.feed.expect("it has reporters")
}

/// The council stops both sides of `pool`.
async fn stop(world: &World<Light>, pool: &TradingPool) {
    let council = world.roles().council;
    world.ok(&[ix::pause(&council, &pool.at, false, BOTH_SIDES)], &[council]).await;
}
