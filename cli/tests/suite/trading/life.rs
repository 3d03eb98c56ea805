//! A pool's life: it is traded with, redeems, is paid late, and gives its capital back.

use super::house::{act, endpoint, feed, line, open, page, pool, refused, units, wallet, NOW, ONE};
use crate::world::{Role, DAY};
use halo_cli::Value;
use halo_sdk::{
    amm::instructions::{InitiateRedemptionArgs, SwapArgs},
    halo_math::amm::{Posting, Spread, PRICE_SCALE},
    instructions::amm::{self as ix, Trader},
    view::LiquidityProvider,
};

#[tokio::test]
async fn a_hundred_thousand_are_sold_and_half_of_it_bought_back() {
    let world = open("pool-trades").await;
    let (at, bob) = (pool(), Role::Bob.key());
    assert_eq!(
        page(&world, Role::Bob, "quote @ sell --amount 100k").await,
        "  gives             100,000\n  receives          99,948.5\n  nav               1\n  effective price   0.999485\n  \
         worth at nav      100,000\n  fee               51.5\n  fee bps           5.15\n  of it spread      50\n  of it \
         size        1.5\n  of it inventory   0\n"
    );
    let plan = world.plan(Role::Bob, &line("sell @ --amount 100k")).await;
    let args =
        SwapArgs { amount: 100_000 * ONE, exact_out: false, limit: 99_848_551_500, deadline: NOW + 300 };
    let trader = Trader::associated(&bob, &at.asset, &at.cash);
    assert_eq!(plan.instructions[1..], [ix::sell(&at, &trader, args)], "after the account that is paid");
    let sold = world.send(&[Role::Bob], plan).await.unwrap();
    assert_eq!(
        (units(&sold, "receives"), units(&sold, "receives_at_least")),
        (99_948_500_000, 99_848_551_500)
    );
    assert_eq!(wallet(&world, Role::Bob), [2_099_948_500_000, 1_900_000 * ONE]);

    let buy = line("buy @ --amount 50k --slippage-bps 0 --within 1m");
    let plan = world.plan(Role::Bob, &buy).await;
    let args = SwapArgs { amount: 50_000 * ONE, exact_out: true, limit: 50_025 * ONE, deadline: NOW + 60 };
    let trader = Trader::associated(&bob, &at.cash, &at.asset);
    assert_eq!(plan.instructions[1..], [ix::buy(&at, &trader, args)]);
    world.send(&[Role::Bob], plan).await.unwrap();
    assert_eq!(wallet(&world, Role::Bob), [2_049_923_500_000, 1_950_000 * ONE]);

    // The other two kinds: cash that is fixed.
    let plan = world.plan(Role::Bob, &line("sell @ --for 9995")).await;
    let view = world.send(&[Role::Bob], plan).await.unwrap();
    assert_eq!(units(&view, "receives"), 9_995 * ONE);
    let given = units(&view, "gives");
    assert!(given > 10_000 * ONE && units(&view, "gives_at_most") > given);
    let bought = act(&world, Role::Bob, "buy @ --for 10k").await;
    assert!(units(&bought, "gives") <= 10_000 * ONE && units(&bought, "receives") < 9_996 * ONE);
}

#[tokio::test]
async fn a_pool_is_shown_with_what_it_has_and_what_trades_cost() {
    let world = open("pool-shown").await;
    act(&world, Role::Bob, "sell @ --amount 1M").await;
    let shown = page(&world, Role::Payer, "show @").await;
    let at = pool();
    let addresses = format!(
        "  pool              @\n  scope             {}\n  pau               {}\n  cash mint         {}\n  asset mint        \
         {}\n",
        at.scope, at.pau, at.cash.mint, at.asset.mint
    );
    let rest = shown.strip_prefix(&addresses).unwrap_or_else(|| panic!("{shown}"));
    assert_eq!(rest, include_str!("shown.txt"));
}

#[tokio::test]
async fn the_issuer_pays_in_parts_late_and_not_all() {
    let world = open("pool-redeems").await;
    let (at, beacon) = (pool(), Role::Beacon.key());
    act(&world, Role::Bob, "sell @ --amount 1M").await;
    let redeem = line(&format!("redeem @ --to {} --amount 600k", endpoint()));
    let plan = world.plan(Role::Beacon, &redeem).await;
    let args = InitiateRedemptionArgs { amount: 600_000 * ONE, expected: 600_000 * ONE };
    assert_eq!(plan.instructions, [ix::initiate_redemption(&beacon, &at, 1, &endpoint(), None, args)]);
    let started = world.send(&[Role::Beacon], plan).await.unwrap();
    assert_eq!(started.get("due"), Some(&Value::Moment(NOW + DAY as i64)));
    let issuer = Role::Borrower;
    world.cluster.mint_tokens(&at.cash.mint, &issuer.key(), 599_000 * ONE).unwrap();
    let settle = line("settle @ 1 --amount 400k");
    let source = at.cash.account(&issuer.key());
    let expected = ix::settle_redemption(&issuer.key(), &at, 1, &source, 400_000 * ONE);
    assert_eq!(world.plan(issuer, &settle).await.instructions, [expected]);
    let settled = world.run(issuer, &settle).await;
    assert_eq!((units(&settled, "still_expected"), units(&settled, "gain")), (200_000 * ONE, 0));

    world.cluster.advance(DAY).unwrap();
    let shown = act(&world, Role::Payer, "show @").await;
    let Some(Value::List(due)) = shown.get("due_now") else { panic!("{shown:?}") };
    let pool_key = at.pool.to_string();
    assert_eq!(
        due.iter().map(|task| task.replace(&pool_key, "@")).collect::<Vec<_>>(),
        [
            "say that redemption #1 is late: `halo pool flag @ 1`, anyone",
            "redemption #1 was due at 2025-02-02 00:00:00 UTC: `halo pool settle @ 1` by whoever has the cash, or `halo \
             pool close-redemption @ 1`, a beacon"
        ]
    );
    let expected = ix::flag_overdue(&Role::Alice.key(), &at, 1);
    assert_eq!(world.plan(Role::Alice, &line("flag @ 1")).await.instructions, [expected]);
    act(&world, Role::Alice, "flag @ 1").await;
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!(shown.get("trading"), Some(&Value::text("the pool sells and does not buy")));
    world.run(issuer, &line("settle @ 1 --amount 199k")).await;
    let expected = ix::close_redemption(&beacon, &at, 1);
    assert_eq!(world.plan(Role::Beacon, &line("close-redemption @ 1")).await.instructions, [expected]);
    let closed = act(&world, Role::Beacon, "close-redemption @ 1").await;
    assert_eq!(units(&closed, "loss"), 1_000 * ONE);
    // It comes after all; then the account of the redemption goes.
    world.cluster.mint_tokens(&at.cash.mint, &issuer.key(), 1_000 * ONE).unwrap();
    let last = world.run(issuer, &line("settle @ 1 --amount 1k")).await;
    assert_eq!((units(&last, "gain"), last.get("closed")), (1_000 * ONE, Some(&Value::Flag(true))));
    let expected = ix::remove_redemption(&at, 1, &beacon);
    assert_eq!(world.plan(Role::Bob, &line("remove-redemption @ 1")).await.instructions, [expected]);
    act(&world, Role::Bob, "remove-redemption @ 1").await;
    act(&world, Role::Beacon, &format!("redeem @ --to {} --amount 100k", endpoint())).await;
    let source = at.asset.account(&issuer.key());
    let expected = ix::return_inventory(&issuer.key(), &at, 2, &source);
    assert_eq!(world.plan(issuer, &line("return @ 2")).await.instructions, [expected]);
    world.run(issuer, &line("return @ 2")).await;
    let expected = ix::unpause(&Role::Council.key(), &at, 1);
    assert_eq!(world.plan(Role::Council, &line("unpause @ sell")).await.instructions, [expected]);
    act(&world, Role::Council, "unpause @ sell").await;
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!(shown.get("trading"), Some(&Value::text("both ways")));
    assert_eq!((units(&shown, "losses"), units(&shown, "at_the_issuer")), (1_000 * ONE, 0));
}

#[tokio::test]
async fn capital_waits_is_filled_and_leaves() {
    let world = open("pool-capital").await;
    let (at, alice, payer) = (pool(), Role::Alice.key(), Role::Payer.key());
    // A hundred shares for each base unit of the first deposit.
    let shares = 10_000_000 * ONE * 100;
    world.cluster.advance(3_600).unwrap();
    assert_eq!(
        page(&world, Role::Alice, "position @").await,
        format!(
            "  owner            {alice}\n  shares           10,000,000\n  worth            10,000,000\n  all shares       \
             10,000,000\n  shares waiting   0\n  free cash        10,000,000\n  room             40,000,000\n  withdrawals      none\n"
        )
    );
    let client = world.cluster.client(Role::Alice.keypair());
    let next_id = async || LiquidityProvider::read(&client, &at.pool, &alice, None).await.unwrap().next_id();
    let first = next_id().await;
    let plan = world.plan(Role::Alice, &line("withdraw @ --shares 4M")).await;
    let expected = ix::request_withdrawal(&payer, &at, &alice, first, shares / 10 * 4);
    assert_eq!(plan.instructions, [expected]);
    world.send(&[Role::Alice], plan).await.unwrap();
    let second = next_id().await;
    assert_ne!(first, second, "in the same slot, if need be");
    act(&world, Role::Alice, "withdraw @ --all").await;
    assert_eq!(
        world.plan(Role::Bob, &line("fill @")).await.instructions,
        [ix::fill_withdrawal(&at, first, None)]
    );
    let filled = act(&world, Role::Bob, "fill @").await;
    assert_eq!(
        (units(&filled, "set_aside"), filled.get("done")),
        (4_000_000 * ONE, Some(&Value::Flag(true)))
    );
    let plan = world.plan(Role::Alice, &line("claim @ 1")).await;
    let destination = at.cash.account(&alice);
    assert_eq!(plan.instructions[1..], [ix::claim_withdrawal(&at, &alice, first, &destination)]);
    let paid = world.send(&[Role::Alice], plan).await.unwrap();
    assert_eq!((units(&paid, "paid"), wallet(&world, Role::Alice)[0]), (4_000_000 * ONE, 4_000_000 * ONE));
    let close = line("close-withdrawal @ 1");
    assert_eq!(world.plan(Role::Bob, &close).await.instructions, [ix::close_withdrawal(&at, first, &payer)]);
    world.run(Role::Bob, &close).await;

    assert_eq!(
        world.plan(Role::Alice, &line("cancel @ 2")).await.instructions,
        [ix::cancel_withdrawal(&at, &alice, second)]
    );
    let cancelled = act(&world, Role::Alice, "cancel @ 2").await;
    assert_eq!(units(&cancelled, "shares_back"), shares / 10 * 6);
    act(&world, Role::Bob, "fill @").await;
    act(&world, Role::Bob, "close-withdrawal @ 2").await;
    act(&world, Role::Alice, "withdraw @ --all").await;
    act(&world, Role::Bob, "fill @").await;
    act(&world, Role::Alice, "claim @ 3").await;
    let left = 10_000_000 * ONE - wallet(&world, Role::Alice)[0];
    assert!(left <= 2, "but for what roundings leave: {left}");
    let expected = ix::close_position(&at, &alice, &payer);
    assert_eq!(world.plan(Role::Alice, &line("close-position @")).await.instructions, [expected]);
    act(&world, Role::Alice, "close-position @").await;
    assert!(world.cluster.account(&at.position(&alice)).is_none());
    let open = line(&format!("open-position @ --owner {alice}"));
    assert_eq!(world.plan(Role::Bob, &open).await.instructions, [ix::open_position(&payer, &at, &alice)]);
}

#[tokio::test]
async fn a_withdrawal_waits_until_cash_comes() {
    let world = open("pool-waits").await;
    let at = pool();
    world.cluster.mint_tokens(&at.asset.mint, &Role::Bob.key(), 6_000_000 * ONE).unwrap();
    for _ in 0..2 {
        act(&world, Role::Bob, "sell @ --amount 4M").await;
    }
    world.cluster.advance(3_600).unwrap();
    act(&world, Role::Alice, "withdraw @ --all").await;
    let shown = act(&world, Role::Payer, "show @").await;
    let Some(Value::List(due)) = shown.get("due_now") else { panic!("{shown:?}") };
    assert_eq!(due[..], [format!("set cash aside for withdrawal #1: `halo pool fill {}`, anyone", at.pool)]);
    let filled = act(&world, Role::Bob, "fill @").await;
    assert_eq!(filled.get("done"), Some(&Value::Flag(false)));
    let first = units(&filled, "set_aside");
    assert!(first > 2_000_000 * ONE, "all the cash there was: {first}");
    // What a share's rounding leaves buys no share.
    let nothing = refused(&world, Role::Bob, "fill @").await;
    assert!(nothing.starts_with("the first that waits is to be paid"), "{nothing}");
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!(shown.get("due_now"), Some(&Value::List(vec![])), "nobody is sent to do what fails");
    // Whoever waits comes before traders.
    let behind = refused(&world, Role::Bob, "quote @ sell --for 1").await;
    assert!(
        behind.starts_with("the pool would have") || behind.contains("that nobody waits for"),
        "{behind}"
    );
    act(&world, Role::Bob, "buy @ --amount 3M").await;
    let filled = act(&world, Role::Bob, "fill @").await;
    assert!(units(&filled, "set_aside") >= 3_000_000 * ONE);
    let paid = act(&world, Role::Alice, "claim @ 1").await;
    assert_eq!(units(&paid, "paid"), first + units(&filled, "set_aside"));
}

#[tokio::test]
async fn prices_and_the_spread_are_the_beacons_within_their_bounds() {
    let world = open("pool-prices").await;
    let (at, reporter) = (pool(), Role::Reporter.key());
    world.cluster.advance(DAY).unwrap();
    let post = line("feed post # --price 1.0002 --accrual 0.0001");
    let now = NOW + DAY as i64;
    let posting = Posting {
        price: PRICE_SCALE + PRICE_SCALE / 5_000,
        accrual_per_day: PRICE_SCALE / 10_000,
        effective_at: now,
        published_at: now,
        sequence: 2,
    };
    let plan = world.plan(Role::Reporter, &post).await;
    assert_eq!(plan.instructions, [ix::post_nav(&reporter, &feed(), posting)]);
    let posted = world.send(&[Role::Reporter], plan).await.unwrap();
    assert_eq!(posted.get("price"), Some(&Value::text("1.0002")));
    assert_eq!(posted.get("before"), Some(&Value::text("1")));
    world.cluster.advance(DAY / 2).unwrap();
    let quote = act(&world, Role::Bob, "quote @ sell --amount 1k").await;
    assert_eq!(units(&quote, "nav"), 1_000_250_000_000);
    let feed_page = page(&world, Role::Payer, "feed show #").await;
    assert!(feed_page.contains("1.00025"), "half a day's growth: {feed_page}");
    let spread = line("spread @ --bid-bps 20");
    let expected = ix::set_spread(&Role::Beacon.key(), &at, Spread { bid_bps: 20, ask_bps: 5 });
    assert_eq!(world.plan(Role::Beacon, &spread).await.instructions, [expected]);
    let set = world.run(Role::Beacon, &spread).await;
    assert_eq!(set.get("bid"), Some(&Value::text("20 bps, from 5")));
    let document = world.document(Role::Payer, &line("show @")).await;
    let document = serde_json::to_value(&document).unwrap();
    assert_eq!((&document["bid_bps"], &document["ask_bps"]), (&20.into(), &5.into()));
    assert_eq!(document["depth"]["nav"], 1_000_250_000_000_u64);
}
