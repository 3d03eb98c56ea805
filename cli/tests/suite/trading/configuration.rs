//! A feed and a pool are created and bounded from files; what loosens a rule needs a permit, and says which.

use super::house::{act, creating, enact, feed, governed, line, open, pool, refused, FEED, POOL};
use crate::world::{Role, World};
use halo_cli::{Value, View};
use halo_sdk::{
    addresses,
    amm::{
        instructions::{InitializeFeedArgs, PoolLimits, SetBoundsArgs},
        state::{Feed, Pool},
    },
    configurator::state::{Grant, Init},
    halo_math::amm::{NavLimits, PriceLimits, Spread, PRICE_SCALE, REPORTERS},
    instructions::{amm as ix, configurator::Configurer},
};
use solana_pubkey::Pubkey;

fn govops() -> Configurer {
    Configurer::govops(&Role::Govops.key(), &pool().scope, &pool().pau)
}

async fn state(world: &World) -> Pool {
    world.cluster.client(Role::Payer.keypair()).fetch(&pool().pool).await.unwrap()
}

#[tokio::test]
async fn a_feed_and_a_pool_are_created_from_their_files() {
    let world = governed("pool-created").await;
    let [create_feed, create_pool] = creating(&world);
    let payer = Role::Payer.key();
    let mut reporters = [Pubkey::default(); REPORTERS];
    reporters[0] = Role::Reporter.key();
    let limits = PriceLimits {
        max_age_seconds: 345_600,
        max_age_slots: 2_000_000,
        up_bps: 100,
        down_bps: 50,
        floor: PRICE_SCALE / 2,
        ceiling: 2 * PRICE_SCALE,
        confidence_bps: 0,
        second_source_bps: 0,
        cooldown_slots: 2,
        spread_floor_bps: 4,
    };
    let nav = NavLimits { quorum: 1, min_interval_seconds: 0, accrual_seconds: 345_600, max_accrual_bps: 10 };
    let args = InitializeFeedArgs { limits, nav, reporters };
    let expected = ix::initialize_feed(&payer, &Role::FeedBase.key(), &govops(), args);
    assert_eq!(world.plan(Role::Govops, &create_feed).await.instructions, [expected]);
    let created = world.run(Role::Govops, &create_feed).await;
    assert_eq!(created.get("feed"), Some(&Value::text(feed())));
    world.run(Role::Govops, &create_pool).await;
    let found = state(&world).await;
    let [soft, hard, capacity] = [5, 8, 50].map(|millions| millions * 1_000_000_000_000);
    let inventory = found.pricing.inventory;
    assert_eq!((inventory.soft, inventory.hard, inventory.skew_bps), (soft, hard, 50));
    assert_eq!((found.capacity, found.settlement_seconds, found.tolerance_bps), (capacity, 86_400, 10));
    assert_eq!(found.pricing.depth_sell.curve.points[1].bps, 40);
    assert_eq!(found.pricing.depth_buy, Default::default());
    assert_eq!(found.pricing.spread, Spread { bid_bps: 5, ask_bps: 5 });
    let expected = ix::open_custody(&payer, &pool());
    assert_eq!(world.plan(Role::Bob, &line("open-custody @")).await.instructions, [expected]);
    let closed = refused(&world, Role::Bob, "check @").await;
    assert!(closed.starts_with("the pool's vaults were never opened"), "{closed}");
}

#[tokio::test]
async fn an_asset_that_is_not_onboarded_has_no_pool() {
    let world = governed("pool-not-onboarded").await;
    let [create_feed, create_pool] = creating(&world);
    world.run(Role::Govops, &create_feed).await;
    let other =
        halo_sdk::token::MintConfig::new(halo_sdk::token::TokenProgram::Spl, 6, world.cluster.operator());
    world.cluster.create_mint_at(&Role::OwnBase.keypair(), &other).unwrap();
    let foreign = create_pool.replace(&pool().asset.mint.to_string(), &Role::OwnBase.key().to_string());
    let error = world.try_run(&[Role::Govops], &foreign).await.unwrap_err().to_string();
    assert!(error.starts_with("the council has approved no limit of this PAU in the asset"), "{error}");
    let powers = format!("{create_pool} --issuer-powers permanent-delegate");
    let error = world.try_run(&[Role::Govops], &powers).await.unwrap_err().to_string();
    assert!(error.starts_with("the council has not named these powers"), "{error}");
}

/// The digest that a refusal says has to be permitted, and to what.
pub fn permitted(refusal: &str) -> String {
    let command = refusal.split('`').nth(1).expect("a command");
    command.strip_prefix("halo gov schedule ").expect("a schedule").to_owned()
}

/// Does `command` after the council has permitted what its refusal asks for.
async fn with_permit(world: &World, command: &str) -> View {
    let error = world.try_run(&[Role::Govops], &line(command)).await.expect_err(command);
    let words = format!("{error:#}");
    assert!(words.starts_with("nothing permits exactly this"), "{words}");
    enact(world, &[permitted(&words)]).await;
    act(world, Role::Govops, command).await
}

#[tokio::test]
async fn rules_are_tightened_at_once_and_loosened_on_a_permit() {
    let world = open("pool-rules").await;
    let (at, by) = (pool(), govops());
    let tighter =
        world.file("tighter.toml", &POOL.replace("[4, 100]", "[4, 60]").replace("\"50M\"", "\"40M\""));
    let plan = world.plan(Role::Govops, &line(&format!("bounds @ --config {tighter}"))).await;
    let found = state(&world).await;
    let mut bounds = found.pricing.bounds;
    (bounds.bid_max, bounds.ask_max) = (60, 60);
    let args = SetBoundsArgs { bounds, spread: found.pricing.spread };
    assert_eq!(plan.instructions, [ix::set_bounds(&by, &at, args, None)]);
    world.send(&[Role::Govops], plan).await.unwrap();
    let plan = world.plan(Role::Govops, &line(&format!("limits @ --config {tighter}"))).await;
    let lower = PoolLimits { capacity: 40_000_000_000_000, ..PoolLimits::of(&found) };
    assert_eq!(plan.instructions, [ix::set_limits(&by, &at, lower, None)]);
    world.send(&[Role::Govops], plan).await.unwrap();

    let wider = world.file("wider.toml", &POOL.replace("bps = 40", "bps = 30"));
    with_permit(&world, &format!("bounds @ --config {wider}")).await;
    with_permit(&world, &format!("limits @ --config {wider}")).await;
    with_permit(&world, &format!("depth @ --config {wider}")).await;
    let after = state(&world).await;
    assert_eq!((after.pricing.bounds.bid_max, after.capacity), (100, 50_000_000_000_000));
    assert_eq!(after.pricing.depth_sell.curve.points[1].bps, 30);
    // A permit is used up by what it permits.
    let again = refused(&world, Role::Govops, &format!("depth @ --config {wider}")).await;
    assert!(again.starts_with("nothing permits exactly this"), "{again}");

    let feed_file = world.file("feed2.toml", &FEED.replace("max_age = \"4d\"", "max_age = \"5d\""));
    with_permit(&world, &format!("feed limits # --config {feed_file}")).await;
    let (reporter, bob) = (Role::Reporter.key(), Role::Bob.key());
    with_permit(&world, &format!("feed reporters # {reporter} {bob}")).await;
    let client = world.cluster.client(Role::Payer.keypair());
    let found: Feed = client.fetch(&feed()).await.unwrap();
    assert_eq!(found.nav.limits.max_age_seconds, 432_000);
    assert_eq!(found.reporters[..2], [reporter, bob]);
    // To remove somebody needs none.
    act(&world, Role::Govops, &format!("feed reporters # {reporter}")).await;
    let many = vec![reporter.to_string(); 6].join(" ");
    assert_eq!(
        refused(&world, Role::Govops, &format!("feed reporters # {many}")).await,
        "expected at most 5 reporters, came 6"
    );
}

#[tokio::test]
async fn the_permit_that_is_asked_for_is_the_one_that_is_used() {
    let world = open("pool-permit").await;
    let wider = world.file("wider.toml", &POOL.replace("\"50M\"", "\"60M\""));
    let command = format!("limits @ --config {wider}");
    let error = world.try_run(&[Role::Govops], &line(&command)).await.unwrap_err();
    enact(&world, &[permitted(&format!("{error:#}"))]).await;
    let plan = world.plan(Role::Govops, &line(&command)).await;
    let limits = PoolLimits { capacity: 60_000_000_000_000, ..PoolLimits::of(&state(&world).await) };
    let named = plan.instructions[0].accounts.iter().map(|account| account.pubkey);
    let client = world.cluster.client(Role::Payer.keypair());
    let mut permits = Vec::new();
    for key in named {
        if let Ok(Some(Init { grant: Grant::Permit { target, digest }, .. })) =
            client.fetch_optional(&key).await
        {
            assert_eq!(key, addresses::permit(&pool().scope, &target, &digest));
            permits.push(target);
        }
    }
    assert_eq!(permits, [pool().pool]);
    world.send(&[Role::Govops], plan).await.unwrap();
    assert_eq!(PoolLimits::of(&state(&world).await), limits);
}

#[tokio::test]
async fn what_is_signed_by_the_govops_is_said_before() {
    let world = governed("pool-effects").await;
    let [create_feed, create_pool] = creating(&world);
    let effects = |document: View| match document.get("effects") {
        Some(Value::List(effects)) => effects.join("\n"),
        _ => panic!("{document:?}"),
    };
    let (at, reporter) = (pool(), Role::Reporter.key());
    assert_eq!(
        effects(world.document(Role::Govops, &create_feed).await),
        format!(
            "creates a feed of prices\n  reporter             {reporter}\n  oldest price         4 d, 2000000 slots\n  step of \
             a price      100 bps up, 50 bps down\n  price from           0.5\n  price up to          2\n  widest confidence    \
             0 bps\n  wait after a jump    2 slots\n  least spread         4 bps\n  needed reports       1\n  between two \
             reports  0 s\n  growth               10 bps a day for 4 d\n  PAU                  {}\n  feed                 {}",
            at.pau,
            feed()
        )
    );
    assert_eq!(
        effects(world.document(Role::Govops, &create_pool).await),
        format!(
            "creates a pool\n  bid                  5 bps\n  ask                  5 bps\n  bid may be           4 to 100 bps\n  \
             ask may be           4 to 100 bps\n  all together         at most 300 bps\n  selling costs        3 bps after \
             1,000,000, 40 bps after 6,000,000; 2,000,000 a day are forgotten\n  buying costs         nothing for size\n  \
             inventory            at most 8,000,000, and 50 bps less by then, from 5,000,000 on\n  trade                1 to \
             4,000,000\n  capacity             50,000,000\n  settlement           1 d\n  tolerated shortfall  10 bps\n  PAU                  \
             {}\n  feed                 {}\n  pool                 {}\n  cash mint            {}\n  asset mint           {}",
            at.pau,
            feed(),
            at.pool,
            at.cash.mint,
            at.asset.mint
        )
    );
}
