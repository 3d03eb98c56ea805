//! What every case starts from: a pool of USDS and t-bills that is open, with full limits and one reporter, who has said that
//! a t-bill is worth 1 USDS; 10M of Alice's capital; and Bob with 2M of both. It is 2025-02-01 00:00 UTC.

use crate::world::{Role, World, DAY, DELAY};
use halo_cli::{Paint, Value, View};
use halo_sdk::{
    addresses::{self, LimitKey, PoolAddresses, PoolToken},
    pau::state::LimitKind,
    token::{MintConfig, TokenProgram},
};
use solana_pubkey::Pubkey;

/// One token of either kind.
pub const ONE: u64 = 1_000_000;
/// 2025-02-01 00:00 UTC.
pub const NOW: i64 = 1_738_368_000;

pub const POOL: &str = r#"
[spread]
bid_bps = 5
ask_bps = 5

[bounds]
bid_bps = [4, 100]
ask_bps = [4, 100]
total_max_bps = 300

[depth.sell]
points = [{ at = "1M", bps = 3 }, { at = "6M", bps = 40 }]
recovery_a_day = "2M"

[limits]
soft = "5M"
hard = "8M"
skew_bps = 50
trade = ["1", "4M"]
capacity = "50M"
settlement = "1d"
tolerance_bps = 10
"#;

pub const FEED: &str = r#"
[price]
max_age = "4d"
max_age_slots = 2_000_000
up_bps = 100
down_bps = 50
floor = "0.5"
ceiling = "2"
cooldown_slots = 2
spread_floor_bps = 4

[reports]
quorum = 1
min_interval = "0s"
accrual = "4d"
max_accrual_bps = 10
"#;

pub fn pool() -> PoolAddresses {
    let at = World::facility();
    let token = |mint| PoolToken { mint, token_program: TokenProgram::Spl.id() };
    PoolAddresses {
        pool: addresses::pool(&Role::PoolBase.key()),
        scope: at.scope,
        pau: at.pau,
        cash: token(at.mint),
        asset: token(Role::Asset.key()),
        feed: Some(feed()),
    }
}

pub fn feed() -> Pubkey {
    addresses::feed(&Role::FeedBase.key())
}

/// The issuer's account for t-bills.
pub fn endpoint() -> Pubkey {
    pool().asset.account(&Role::Borrower.key())
}

/// `pool COMMAND` with `@` for the pool, `#` for its feed.
pub fn line(command: &str) -> String {
    format!("pool {command}").replace('@', &pool().pool.to_string()).replace('#', &feed().to_string())
}

/// `line` acted by `role`.
pub async fn act(world: &World, role: Role, command: &str) -> View {
    world.run(role, &line(command)).await
}

/// What is shown of `command` to a person, with the addresses as `@` and `#` again.
pub async fn page(world: &World, role: Role, command: &str) -> String {
    anonymous(&act(world, role, command).await.render(Paint::plain()))
}

/// What `command` of `role` is refused with before anything is signed.
pub async fn refused(world: &World, role: Role, command: &str) -> String {
    let error = world.try_run(&[role], &line(command)).await.expect_err(command);
    anonymous(&format!("{error:#}"))
}

fn anonymous(text: &str) -> String {
    text.replace(&pool().pool.to_string(), "@").replace(&feed().to_string(), "#")
}

/// The amount called `name`, base units.
pub fn units(view: &View, name: &str) -> u64 {
    match view.get(name) {
        Some(Value::Tokens(units, _)) => *units,
        other => panic!("{name}: {other:?}"),
    }
}

/// USDS and t-bills of `owner`.
pub fn wallet(world: &World, owner: Role) -> [u64; 2] {
    let at = pool();
    [at.cash, at.asset]
        .map(|token| world.cluster.token_balance(&token.account(&owner.key())).unwrap_or_default())
}

/// The limits that a pool needs.
fn limits() -> Vec<LimitKey> {
    let at = pool();
    let more = [at.withdraw_limit(), at.redemption_limit(&endpoint())];
    at.swap_limits().into_iter().chain(more).collect()
}

fn kind(kind: LimitKind) -> &'static str {
    match kind {
        LimitKind::SwapIn => "swap-in",
        LimitKind::SwapOut => "swap-out",
        LimitKind::Withdraw => "withdraw",
        _ => "transfer",
    }
}

/// Schedules `additions`, waits and executes them.
pub async fn enact(world: &World, additions: &[String]) {
    let scope = pool().scope;
    let mut numbers = Vec::new();
    for addition in additions {
        let scheduled = world.run(Role::Council, &format!("gov --scope {scope} schedule {addition}")).await;
        numbers.push(scheduled.get("number").expect("a number").to_string());
    }
    world.cluster.advance(DELAY).unwrap();
    for number in numbers {
        world.run(Role::Payer, &format!("gov --scope {scope} execute {number}")).await;
    }
}

/// The council approves the pool as a controller and its limits, and the GovOps makes all real.
async fn govern(world: &World) {
    let (pau, at) = (pool().pau, pool().pool);
    let full = |key: &LimitKey| {
        let LimitKey { kind: seed, target, mint } = key;
        format!("--kind {} --target {target} --mint {mint} --max 100M --slope 100M", kind(*seed))
    };
    let kinds = "swap-in,swap-out,withdraw,transfer";
    let controller = format!("init-controller {pau} {at} --kinds {kinds} --book {at}");
    let approved =
        limits().iter().map(|key| format!("init-limit --pau {pau} {}", full(key))).collect::<Vec<_>>();
    enact(world, &[vec![controller], approved].concat()).await;
    world.run(Role::Govops, &format!("govops add-controller {pau} {at}")).await;
    for key in limits() {
        world.run(Role::Govops, &format!("limits add {pau} {}", full(&key))).await;
    }
}

/// Everything is approved, but there is neither feed nor pool.
pub async fn governed(name: &str) -> World {
    let world = World::new(name);
    let config = MintConfig::new(TokenProgram::Spl, 6, world.cluster.operator());
    world.cluster.create_mint_at(&Role::Asset.keypair(), &config).unwrap();
    world.cluster.create_token_account(&Role::Asset.key(), &Role::Borrower.key()).unwrap();
    world.deploy().await;
    govern(&world).await;
    for owner in [Role::Alice, Role::Bob] {
        world.cluster.airdrop(&owner.key(), 1_000_000_000).unwrap();
    }
    world.cluster.mint_tokens(&Role::Mint.key(), &Role::Alice.key(), 10_000_000 * ONE).unwrap();
    for mint in [Role::Mint, Role::Asset] {
        world.cluster.mint_tokens(&mint.key(), &Role::Bob.key(), 2_000_000 * ONE).unwrap();
    }
    world.cluster.advance(DAY).unwrap();
    world
}

/// The line that creates the feed, and the one that creates the pool.
pub fn creating(world: &World) -> [String; 2] {
    let at = pool();
    let (pool_file, feed_file) = (world.file("pool.toml", POOL), world.file("feed.toml", FEED));
    let (pool_base, feed_base) = (world.key_file(Role::PoolBase), world.key_file(Role::FeedBase));
    let reporter = Role::Reporter.key();
    [
        format!(
            "pool feed init --pau {} --config {feed_file} --reporters {reporter} --base {feed_base}",
            at.pau
        ),
        format!(
            "pool init --pau {} --cash {} --asset {} --feed {} --config {pool_file} --base {pool_base}",
            at.pau,
            at.cash.mint,
            at.asset.mint,
            feed()
        ),
    ]
}

/// The feed and the pool, open for trade, with a price and with Alice's capital.
pub async fn open(name: &str) -> World {
    let world = governed(name).await;
    for create in creating(&world) {
        world.run(Role::Govops, &create).await;
    }
    act(&world, Role::Payer, "open-custody @").await;
    let grant = format!("beam grant --target {} --holder {}", pool().pool, Role::Beacon.key());
    world.run(Role::Council, &format!("{grant} --permissions quote,redeem --expires 2026-01-01")).await;
    world.cluster.warp_to(NOW).unwrap();
    act(&world, Role::Reporter, "feed post # --price 1").await;
    act(&world, Role::Alice, "deposit @ --amount 10M").await;
    world
}
