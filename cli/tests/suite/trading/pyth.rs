//! A pool whose price comes from Pyth alone: whoever needs the price brings its account along.

use super::{
    configuration::permitted,
    house::{act, creating, enact, governed, line, open, pool, refused, units, POOL},
};
use crate::world::{Role, World};
use halo_cli::Value;
use halo_sdk::{
    amm::pyth,
    halo_math::amm::PriceRange,
    instructions::amm::{self as ix, Trader},
};
use solana_pubkey::Pubkey;

const FEED_ID: [u8; 32] = [9; 32];
/// Where updates are posted.
const UPDATE: Pubkey = Pubkey::new_from_array([77; 32]);

/// Posts what the publishers agreed on at `publish_time`: `price * 10^-8`.
fn post(world: &World, price: i64, publish_time: i64) {
    let mut data = vec![0; 134];
    let mut put = |at: usize, bytes: &[u8]| data[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &pyth::DISCRIMINATOR);
    put(40, &[1]);
    put(41, &FEED_ID);
    put(73, &price.to_le_bytes());
    put(89, &(-8_i32).to_le_bytes());
    put(93, &publish_time.to_le_bytes());
    put(125, &world.cluster.slot().to_le_bytes());
    // Some account, with another owner and content.
    let mut account = world.cluster.account(&pool().pau).expect("a PAU");
    (account.data, account.owner) = (data, pyth::RECEIVER);
    world.cluster.set_account(&UPDATE, account).unwrap();
}

fn feed_digits() -> String {
    FEED_ID.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The file of a pool whose price comes from Pyth.
fn by_pyth(world: &World) -> String {
    let price = "max_age = \"1m\"\nmax_age_slots = 2_000_000\nup_bps = 100\ndown_bps = 50\nfloor = \"0.5\"\nceiling = \"2\"\n\
                 confidence_bps = 20\ncooldown_slots = 2\nspread_floor_bps = 4\n";
    let feed = feed_digits();
    world.file("pyth.toml", &format!("{POOL}\n[pyth]\nfeed = \"{feed}\"\n\n[pyth.price]\n{price}"))
}

#[tokio::test]
async fn a_pool_by_pyth_is_created_traded_with_and_rebased() {
    let world = governed("pool-pyth").await;
    let file = by_pyth(&world);
    let [_, create] = creating(&world);
    let named = world.folder.join("pool.toml").display().to_string();
    let of_feed = format!("--feed {} ", super::house::feed());
    world.run(Role::Govops, &create.replace(&of_feed, "").replace(&named, &file)).await;
    act(&world, Role::Payer, "open-custody @").await;
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!(shown.get("price_from"), Some(&Value::text("Pyth")));
    let without =
        "the pool has a price by Pyth: post an update of it, and name its account with --price-update";
    assert_eq!(refused(&world, Role::Bob, "quote @ sell --amount 1").await, without);

    let start = world.cluster.unix_time();
    post(&world, 100_000_000, start);
    let at = halo_sdk::addresses::PoolAddresses { feed: None, ..pool() };
    act(&world, Role::Alice, &format!("deposit @ --amount 10M --price-update {UPDATE}")).await;
    let sell = line(&format!("sell @ --amount 1k --price-update {UPDATE}"));
    let plan = world.plan(Role::Bob, &sell).await;
    let bob = Role::Bob.key();
    let trader = Trader { price_update: Some(UPDATE), ..Trader::associated(&bob, &at.asset, &at.cash) };
    let args = halo_sdk::amm::instructions::SwapArgs {
        amount: 1_000_000_000,
        exact_out: false,
        limit: 998_500_350,
        deadline: start + 300,
    };
    assert_eq!(plan.instructions[1..], [ix::sell(&at, &trader, args)]);
    let sold = world.send(&[Role::Bob], plan).await.unwrap();
    assert!(units(&sold, "receives") >= 998_500_350);

    world.cluster.advance(61).unwrap();
    assert_eq!(
        refused(&world, Role::Bob, &format!("buy @ --amount 1 --price-update {UPDATE}")).await,
        format!(
            "the price is 1 min 1 s old, from {}, and may be at most 1 min old: post a new update of Pyth, and name its \
             account with --price-update",
            Value::Moment(start)
        )
    );
    // Two per cent up: the council has to look.
    post(&world, 102_000_000, world.cluster.unix_time());
    let far = refused(&world, Role::Bob, &format!("buy @ --amount 1 --price-update {UPDATE}")).await;
    assert!(far.contains("`halo pool rebase @ --least PRICE --most PRICE`"), "{far}");
    let council = Role::Council.key();
    let agreed = PriceRange { least: 1_015_000_000_000, most: 2_000_000_000_000 };
    let rebase = line(&format!("rebase @ --price-update {UPDATE} --least 1.015 --most 2"));
    let expected = ix::rebase_pool(&council, &at, &UPDATE, agreed);
    assert_eq!(world.plan(Role::Council, &rebase).await.instructions, [expected]);
    world.run(Role::Council, &rebase).await;
    let quote = act(&world, Role::Bob, &format!("quote @ buy --amount 1 --price-update {UPDATE}")).await;
    assert_eq!(units(&quote, "nav"), 1_020_000_000_000);
}

#[tokio::test]
async fn reporters_give_way_to_pyth_on_a_permit_while_the_pool_is_stopped() {
    let world = open("pool-sources").await;
    let change = line(&format!("sources @ --least 0.98 --most 1.02 --config {}", by_pyth(&world)));
    let refused = async |command: &str| {
        let error = world.try_run(&[Role::Govops], command).await.expect_err(command);
        format!("{error:#}")
    };
    let unpermitted = refused(&change).await;
    assert!(unpermitted.starts_with("nothing permits exactly this"), "{unpermitted}");
    enact(&world, &[permitted(&unpermitted)]).await;
    let running = refused(&change).await;
    assert!(
        running.starts_with("both sides of the pool have to be stopped first, with `halo pool pause"),
        "{running}"
    );
    act(&world, Role::Beacon, "pause @").await;
    assert_eq!(
        refused(&change).await,
        "the pool is to have a price by Pyth: post an update of it, and name its account with --price-update"
    );
    post(&world, 101_000_000, world.cluster.unix_time());
    let told = world.document(Role::Govops, &format!("{change} --price-update {UPDATE}")).await;
    let Some(Value::List(effects)) = told.get("effects") else { panic!("{told:?}") };
    let effects = effects.join("\n");
    for word in ["sets where a pool's price comes from", &feed_digits(), "0.98 to 1.02", "oldest price"] {
        assert!(effects.contains(word), "{word}: {effects}");
    }
    let shown = act(&world, Role::Payer, &format!("show @ --price-update {UPDATE}")).await;
    assert_eq!(shown.get("price_from"), Some(&Value::text("Pyth")));
    assert_eq!(shown.get("trading"), Some(&Value::text("no: both sides are stopped")));
    assert_eq!(units(&shown, "nav"), 1_010_000_000_000);
    act(&world, Role::Council, "unpause @").await;
    act(&world, Role::Bob, &format!("sell @ --amount 1k --price-update {UPDATE}")).await;
    assert_eq!(refused(&change).await, "the pool has exactly these sources already");

    // And back to its reporters, who are named: this file has no Pyth.
    let reported = line(&format!(
        "sources @ --least 0.98 --most 1.02 --config {} --feed #",
        world.file("reported.toml", POOL)
    ));
    enact(&world, &[permitted(&refused(&reported).await)]).await;
    act(&world, Role::Reporter, "feed post # --price 1").await;
    act(&world, Role::Beacon, "pause @").await;
    let changed = world.run(Role::Govops, &reported).await;
    assert_eq!(changed.get("feed"), Some(&Value::text(super::house::feed())));
    act(&world, Role::Council, "unpause @").await;
    act(&world, Role::Bob, "sell @ --amount 1k").await;
}
