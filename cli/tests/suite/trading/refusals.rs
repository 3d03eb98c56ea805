//! What cannot be done with a pool now is refused before it is signed, in words for people.

use super::house::{act, endpoint, open, page, pool, refused, units, ONE};
use crate::world::{Role, DAY};

#[tokio::test]
async fn a_stale_price_says_how_old_it_is_and_may_be() {
    let world = open("pool-stale").await;
    world.cluster.advance(5 * DAY).unwrap();
    let stale =
        "the price is 5 d old, from 2025-02-01 00:00:00 UTC, and may be at most 4 d old: a reporter has to \
                 post a new one, with `halo pool feed post #`";
    for command in ["quote @ sell --amount 1", "sell @ --amount 1", "buy @ --for 1", "deposit @ --amount 1"] {
        assert_eq!(refused(&world, Role::Alice, command).await, stale, "{command}");
    }
    let alone = format!("redeem @ --to {} --amount 1", endpoint());
    assert_eq!(refused(&world, Role::Beacon, &alone).await, stale);
    assert_eq!(
        refused(&world, Role::Alice, "trip @").await,
        "the price gives no reason to halt the pool",
        "an old price becomes new again"
    );
    act(&world, Role::Reporter, "feed post # --price 1").await;
    act(&world, Role::Bob, "sell @ --amount 1k").await;
}

#[tokio::test]
async fn a_trade_beyond_the_pool_says_what_it_has() {
    let world = open("pool-beyond").await;
    for (command, words) in [
        ("sell @ --amount 0.5", "a trade is worth from 1 to 4,000,000 in this pool, and this one 0.5"),
        ("quote @ sell --amount 5M", "a trade is worth from 1 to 4,000,000 in this pool, and this one 5,000,000"),
        ("quote @ sell --amount 9M", "the pool would have 9,000,000 of the asset and may have 8,000,000: sell less, or wait until some is redeemed"),
        ("quote @ buy --amount 10", "the pool has 0 of the asset, and this needs 10"),
        ("quote @ sell --amount 0", "expected an amount above 0, got 0"),
    ] {
        assert_eq!(refused(&world, Role::Bob, command).await, words, "{command}");
    }
    let full = refused(&world, Role::Alice, "deposit @ --amount 41M").await;
    assert_eq!(
        full,
        "the pool may be worth 50,000,000 when somebody deposits, and would be worth 51,000,000: bring less"
    );
    let (pau, at) = (pool().pau, pool());
    let limit = format!("{pau} --kind swap-out --target {} --mint {}", at.pool, at.cash.mint);
    world.run(Role::Govops, &format!("limits set {limit} --max 10k --slope 0")).await;
    assert_eq!(
        refused(&world, Role::Bob, "sell @ --amount 20k").await,
        "the PAU's limit on what leaves by trades lets 10,000 of 10,000 pass now, this needs 19,989.94: trade less, or wait \
         until it has refilled"
    );
    world.run(Role::Govops, &format!("limits set {limit} --max 0 --slope 0")).await;
    assert_eq!(
        refused(&world, Role::Bob, "sell @ --amount 20k").await,
        "governance has set the PAU's limit on what leaves by trades to zero"
    );
}

#[tokio::test]
async fn a_price_out_of_step_stops_the_pool_and_the_council_lets_it_go_on() {
    let world = open("pool-out-of-step").await;
    world.cluster.advance(60).unwrap();
    let posted = act(&world, Role::Reporter, "feed post # --price 1.02").await;
    let price = posted.get("price").unwrap().to_string();
    assert_eq!(
        price,
        "none: 1.02 is too far from 1, and nobody trades until they agree or the council accepts it"
    );
    assert_eq!(
        refused(&world, Role::Bob, "sell @ --amount 1").await,
        "the newest price, 1.02, is too far from the last one, 1: trading waits until they agree, or until the council \
         accepts it with `halo pool feed rebase # --least PRICE --most PRICE`; anybody may stop the pool over it with `halo pool trip @`"
    );
    act(&world, Role::Alice, "trip @").await;
    act(&world, Role::Council, "feed rebase # --least 1.01 --most 1.03").await;
    world.cluster.advance(60).unwrap();
    assert_eq!(
        refused(&world, Role::Bob, "sell @ --amount 1").await,
        "nobody can sell to the pool: it was stopped, see `halo pool show @`; the council lets it go on with `halo pool \
         unpause @ sell`"
    );
    assert_eq!(
        refused(&world, Role::Alice, "deposit @ --amount 1").await,
        "a side of the pool is stopped, and it takes no deposits meanwhile: see why with `halo pool show @`"
    );
    act(&world, Role::Council, "unpause @").await;
    act(&world, Role::Bob, "sell @ --amount 1").await;
    act(&world, Role::Beacon, "pause @ buy").await;
    assert!(refused(&world, Role::Bob, "buy @ --for 1").await.starts_with("nobody can buy from the pool"));
    let stranger = refused(&world, Role::Bob, "pause @").await;
    assert!(stranger.contains("which is none"), "{stranger}");
}

#[tokio::test]
async fn providers_and_beacons_are_told_what_is_there() {
    let world = open("pool-told").await;
    for (role, command, words) in [
        (Role::Bob, "withdraw @ --all", "there is no position in the pool: `halo pool deposit @` opens one"),
        (
            Role::Alice,
            "withdraw @ --shares 10000001",
            "the position has 10,000,000 shares, 10,000,001 are asked for",
        ),
        (Role::Alice, "fill @", "no withdrawal waits"),
        (Role::Alice, "claim @ 1", "withdrawal 1 is none of this owner"),
        (
            Role::Alice,
            "close-position @",
            "10,000,000 shares are in the position: withdraw them first, with `halo pool withdraw @ --all`",
        ),
        (Role::Alice, "flag @ 1", "the pool has no redemption 1"),
        (Role::Beacon, "spread @", "nothing to change: give --bid-bps or --ask-bps"),
        (Role::Beacon, "spread @ --bid-bps 101", "expected a spread from 4 to 100 bps, got 101"),
        (
            Role::Council,
            "rebase @ --least 0.9 --most 1.1",
            "expected a pool with a price by Pyth, and its account in --price-update",
        ),
    ] {
        assert_eq!(refused(&world, role, command).await, words, "{command}");
    }
    let shown = act(&world, Role::Alice, "position @").await;
    let until = shown.get("stays_until").expect("a deposit was made just now").to_string();
    assert_eq!(
        refused(&world, Role::Alice, "withdraw @ --shares 1M").await,
        format!(
            "a position stays for an hour after each deposit into it: this one may be left from {until} on"
        )
    );
    world.cluster.advance(3_600).unwrap();
    assert_eq!(
        refused(&world, Role::Alice, "withdraw @ --shares 0.99").await,
        "a withdrawal is of 1 shares or more, or of all that are left with --all, and this one of 0.99"
    );
    act(&world, Role::Alice, "withdraw @ --shares 1M").await;
    assert_eq!(
        refused(&world, Role::Alice, "claim @ 1").await,
        "nothing is set aside for withdrawal #1 yet: anybody may do that when cash is free, with `halo pool fill @`"
    );
    act(&world, Role::Bob, "sell @ --amount 1k").await;
    let dear = format!("redeem @ --to {} --amount 1k --expected 1001", endpoint());
    assert_eq!(
        refused(&world, Role::Beacon, &dear).await,
        "1,000 of the asset are worth 1,000 at the price of now: expected no more than that, came 1,001"
    );
    let cheap = format!("redeem @ --to {} --amount 1k --expected 969.999999", endpoint());
    assert_eq!(
        refused(&world, Role::Beacon, &cheap).await,
        "1,000 of the asset are worth 970 at the price of now less the pool's widest discount: expected no less than that, \
         came 969.999999; leave --expected out for all that they are worth"
    );
    let elsewhere = format!("redeem @ --to {} --amount 1k", pool().asset.account(&Role::Bob.key()));
    let refusal = refused(&world, Role::Beacon, &elsewhere).await;
    assert!(refusal.starts_with("the PAU has no transfer limit for this"), "{refusal}");
    act(&world, Role::Beacon, &format!("redeem @ --to {} --amount 1k", endpoint())).await;
    assert_eq!(
        refused(&world, Role::Alice, "flag @ 1").await,
        "redemption #1 is not late: it is due at 2025-02-02 01:00:00 UTC"
    );
    let reporter = refused(&world, Role::Bob, "feed post # --price 1").await;
    assert!(reporter.contains("expected a reporter of the feed to act"), "{reporter}");
    // Nothing is missing, so nothing is taken off the record.
    act(&world, Role::Bob, "check @").await;
    assert_eq!(world.refusal(Role::Council, &super::house::line("write-down @")).await, "NothingLost");
}

#[tokio::test]
async fn what_is_gone_from_a_vault_is_said_wherever_it_counts() {
    let world = open("pool-missing").await;
    act(&world, Role::Bob, "sell @ --amount 1k").await;
    world.cluster.advance(3_600).unwrap();
    act(&world, Role::Alice, "withdraw @ --shares 1M").await;
    // The issuer has taken 400 of them.
    let vault = pool().custody(&pool().asset);
    let mut account = world.cluster.account(&vault).expect("a vault");
    account.data[64..72].copy_from_slice(&(600 * ONE).to_le_bytes());
    world.cluster.set_account(&vault, account).unwrap();
    let gone = "the pool's vaults lack 0 and 400 that are on record, and nobody trades, enters or is paid for shares until \
                that is settled: anybody may stop the pool over it with `halo pool check @`, and the council writes it down \
                with `halo pool write-down @`";
    let redeem = format!("redeem @ --to {} --amount 1", endpoint());
    for (role, command) in [
        (Role::Bob, "quote @ sell --amount 1"),
        (Role::Bob, "buy @ --amount 1"),
        (Role::Bob, "deposit @ --amount 1"),
        (Role::Payer, "fill @"),
        (Role::Beacon, &redeem),
    ] {
        assert_eq!(refused(&world, role, command).await, gone, "{command}");
    }
    let shown = page(&world, Role::Payer, "show @").await;
    assert!(shown.contains("stop the pool over it with `halo pool check @`"), "{shown}");
    act(&world, Role::Bob, "check @").await;
    let shown = act(&world, Role::Payer, "show @").await;
    assert_eq!(units(&shown, "asset_missing"), 400 * ONE);
    let shown = page(&world, Role::Payer, "show @").await;
    assert!(shown.contains("off the record: `halo pool write-down @`, the council"), "{shown}");
    act(&world, Role::Council, "write-down @").await;
    act(&world, Role::Payer, "fill @").await;
    assert_eq!(act(&world, Role::Payer, "show @").await.get("asset_missing"), None);
}
