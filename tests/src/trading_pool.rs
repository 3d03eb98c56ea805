//! A pool of a Trading Halo in a world: what it is created with, what governance approves for it, and how it is opened.

use crate::{
    chain::{Chain, Light},
    world::{million, World, DAY, MATURITY, ONE},
};
use halo_sdk::{
    addresses::{self, FacilityAddresses, LimitKey, PoolAddresses, PoolToken},
    amm::{
        instructions::{InitializePoolArgs, PoolLimits, SwapArgs},
        state::Feed,
    },
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant},
    },
    deployment::Limit,
    halo_math::amm::{
        Depth, InventoryLimits, NavLimits, Posting, PriceLimits, Spread, SpreadBounds, TradeLimits,
        PRICE_SCALE,
    },
    instructions::{
        amm as ix,
        configurator::{self as configurator, BeamAuthority, Configurer},
    },
    pau::state::LimitKind,
    token,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// `thousands` of tokens in base units.
pub const fn thousand(thousands: u64) -> u64 {
    thousands * 1_000 * ONE
}

/// One unit of cash a whole token of the asset.
pub const PAR: u64 = PRICE_SCALE;
/// Seconds for which a price is fresh.
pub const MAX_AGE: u64 = 4 * 86_400;
/// What the beacon may do.
pub const RIGHTS: u32 = permission::QUOTE | permission::REDEEM;
/// Where a token account says how much it holds.
const AMOUNT: std::ops::Range<usize> = 64..72;
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

/// What a pool with reporters is created with; tests change a part.
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

/// Gives exactly `amount`, for whatever comes.
pub fn exact_in(amount: u64) -> SwapArgs {
    SwapArgs { amount, exact_out: false, limit: 0, deadline: NEVER }
}

/// Receives exactly `amount`, for at most `limit`.
pub fn exact_out(amount: u64, limit: u64) -> SwapArgs {
    SwapArgs { amount, exact_out: true, limit, deadline: NEVER }
}

/// The next report of the reporter at `place` of a feed, published now.
pub async fn posting(world: &World<Light>, feed: &Pubkey, place: usize, price: u64) -> Posting {
    let feed: Feed = world.client.fetch(feed).await.expect("a feed");
    let (sequence, now) = (feed.nav.reports[place].sequence + 1, world.chain.0.unix_time());
    Posting { price, accrual_per_day: 0, effective_at: now, published_at: now, sequence }
}

/// The pool and the key that its address is made of.
#[derive(Clone, Copy)]
pub struct TradingPool {
    pub at: PoolAddresses,
    pub base: Pubkey,
}

impl TradingPool {
    /// A pool of the world's PAU that is not created yet; `name` keeps its address apart from others'.
    pub fn named<C: Chain>(world: &mut World<C>, name: &str, asset: PoolToken, feed: Option<Pubkey>) -> Self {
        let base = world.keys.add_named(name);
        Self::at(&world.facility, base, asset, feed)
    }

    /// The pool of this `base` under the facility's PAU, whose cash is what the facility deals in.
    pub fn at(facility: &FacilityAddresses, base: Pubkey, asset: PoolToken, feed: Option<Pubkey>) -> Self {
        let FacilityAddresses { scope, pau, mint, token_program, .. } = *facility;
        let cash = PoolToken { mint, token_program };
        Self { at: PoolAddresses { pool: addresses::pool(&base), scope, pau, cash, asset, feed }, base }
    }

    // Governance.

    /// The PAU's limits that the pool needs: what it swaps, pays out and sends to the issuer at `endpoint`.
    pub fn limits(&self, endpoint: &Pubkey) -> Vec<LimitKey> {
        let mut keys = self.at.limits().to_vec();
        keys.push(self.at.redemption_limit(endpoint));
        keys
    }

    /// What the council approves so that the pool can draw on its own Book.
    pub fn controller_grant(&self) -> Grant {
        let kinds = [LimitKind::SwapIn, LimitKind::SwapOut, LimitKind::Withdraw, LimitKind::Transfer];
        let kinds = kinds.into_iter().fold(0, |bits, kind| bits | kind.bit());
        Grant::Controller { signer: self.at.pool, book: self.at.pool, kinds }
    }

    /// The init of a limit in the asset.
    pub fn onboarding(&self) -> Pubkey {
        self.at.swap_limits()[0].init(&self.at.scope, &self.at.pau)
    }

    pub fn initializing(&self, payer: &Pubkey, by: &Configurer, args: InitializePoolArgs) -> Instruction {
        ix::initialize_pool(payer, &self.base, by, &self.at, &self.onboarding(), args)
    }

    /// The GovOps creates it, and somebody its custody.
    pub async fn open<C: Chain>(&self, world: &World<C>, args: InitializePoolArgs) {
        let (payer, govops) = (world.roles().payer, world.roles().govops);
        let create = self.initializing(&payer, &world.configurer(), args);
        world.ok(&[create], &[self.base, govops]).await;
        world.ok(&[ix::open_custody(&payer, &self.at)], &[]).await;
    }

    /// The council gives `holder` a Beam over the pool.
    pub async fn grant<C: Chain>(&self, world: &World<C>, holder: &Pubkey, permissions: u32) {
        let args = GrantBeamArgs {
            target: self.at.pool,
            holder: *holder,
            permissions,
            expires_at: MATURITY + 365 * DAY,
        };
        let (signer, scope) = (world.roles().council, self.at.scope);
        let pau = (permissions & permission::OPERATIONS != 0).then_some(self.at.pau);
        let by = BeamAuthority::ABeam { signer, scope, pau };
        world.ok(&[configurator::grant_beam(&world.roles().payer, &by, args)], &[signer]).await;
    }

    /// What no program does: `amount` of the inventory is gone, as if its issuer had taken it.
    pub fn lose(&self, world: &World<Light>, amount: u64) {
        let (vault, cluster) = (self.at.custody(&self.at.asset), &world.chain.0);
        let mut account = cluster.account(&vault).expect("a vault");
        let held = token::decode_token_account(&account).expect("a token account").amount;
        account.data[AMOUNT].copy_from_slice(&(held - amount).to_le_bytes());
        cluster.set_account(&vault, account).expect("an account that the engine takes");
    }
}

/// What the council approves so that there is this limit.
pub fn limit_grant(LimitKey { kind, target, mint }: LimitKey, Limit { max, slope }: Limit) -> Grant {
    Grant::RateLimit { kind, target, mint, max, slope }
}
