//! What a trade pays, and what it is refused for.

use super::floor::*;
use halo_sdk::{
    amm::instructions::{QuoteArgs, SwapArgs},
    deployment::Limit,
    pau::error::PauError,
};
use halo_tests::world::{million, ONE};

#[tokio::test]
async fn a_hundred_thousand_at_five_basis_points_pays_99_950_and_50_stay() {
    let floor = Floor::new().await;
    let before = floor.view().await;
    floor.sell(thousand(100)).await.unwrap();
    assert_eq!(floor.wallet(&floor.bob).await, (99_950 * ONE, 0));
    let (pool, after) = (floor.pool().await, floor.view().await);
    assert_eq!(pool.capital.usds, CAPITAL - 99_950 * ONE);
    assert_eq!(pool.capital.inventory, thousand(100));
    assert_eq!(after.entry_value - before.entry_value, 50 * ONE, "the spread is the pool's");
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_market_maker_earns_the_spread_on_both_sides() {
    let floor = Floor::new().await;
    floor.sell(thousand(900)).await.unwrap();
    let (before, inventory) = (floor.view().await, floor.pool().await.capital.inventory);
    floor.mint(&floor.at.cash, &floor.bob, thousand(600)).await;
    // 500K bought and 300K sold, at 5 basis points each: 250 and 150 USDS.
    let buy = floor.buying(exact_out(thousand(500), thousand(501)));
    floor.ok(&[buy, floor.selling(exact_in(thousand(300)))], &[floor.bob]).await;
    let (after, pool) = (floor.view().await, floor.pool().await);
    assert_eq!(after.entry_value - before.entry_value, 400 * ONE);
    assert_eq!(inventory - pool.capital.inventory, thousand(200));
    floor.assert_sound().await;
}

#[tokio::test]
async fn what_is_quoted_is_what_is_traded() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, million(2)).await;
    floor.mint(&floor.at.cash, &floor.bob, million(2)).await;
    floor.ok(&[floor.selling(exact_in(million(1)))], &[floor.bob]).await;
    let odd = 123_456_789;
    for (sell, exact_out) in [(true, false), (true, true), (false, false), (false, true)] {
        let quote = floor.quote(QuoteArgs { sell, amount: odd, exact_out }).await.unwrap();
        let (cash, asset) = floor.wallet(&floor.bob).await;
        let limit = if exact_out { quote.amount_in } else { quote.amount_out };
        let args = SwapArgs { amount: odd, exact_out, limit, deadline: NEVER };
        let trade = if sell { floor.selling(args) } else { floor.buying(args) };
        floor.ok(&[trade], &[floor.bob]).await;
        let (cash_after, asset_after) = floor.wallet(&floor.bob).await;
        let moved = if sell {
            (asset - asset_after, cash_after - cash)
        } else {
            (cash - cash_after, asset_after - asset)
        };
        assert_eq!(moved, (quote.amount_in, quote.amount_out), "sell {sell}, exact out {exact_out}");
        floor.assert_sound().await;
    }
}

#[tokio::test]
async fn there_and_back_loses_the_spread_twice() {
    let floor = Floor::new().await;
    floor.sell(thousand(100)).await.unwrap();
    let (cash, _) = floor.wallet(&floor.bob).await;
    floor.ok(&[floor.buying(exact_in(cash))], &[floor.bob]).await;
    let (_, asset) = floor.wallet(&floor.bob).await;
    let lost = thousand(100) - asset;
    assert!((99 * ONE..101 * ONE).contains(&lost), "two times 5 basis points of 100K, not {lost}");
}

#[tokio::test]
async fn a_trade_worse_than_its_limit_is_refused() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(100)).await;
    let least = |limit| floor.selling(SwapArgs { limit, ..exact_in(thousand(100)) });
    floor.refused(&[least(99_950 * ONE + 1)], &[floor.bob], AmmError::Slippage).await;
    let most = floor.selling(exact_out(99_950 * ONE, thousand(100) - 1));
    floor.refused(&[most], &[floor.bob], AmmError::Slippage).await;
    floor.ok(&[least(99_950 * ONE)], &[floor.bob]).await;
}

#[tokio::test]
async fn a_trade_after_its_deadline_is_refused() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    let until = |deadline| floor.selling(SwapArgs { deadline, ..exact_in(thousand(1)) });
    floor.refused(&[until(floor.now() - 1)], &[floor.bob], AmmError::DeadlinePassed).await;
    floor.ok(&[until(floor.now())], &[floor.bob]).await;
}

#[tokio::test]
async fn both_sides_of_a_trade_are_charged_to_the_limits_of_the_pau() {
    let floor = Floor::new().await;
    let [asset_in, cash_out, cash_in, asset_out] = floor.at.swap_limits();
    let outstanding = async |key| floor.limit(key).await.outstanding;
    floor.sell(thousand(100)).await.unwrap();
    assert_eq!(outstanding(&asset_in).await, thousand(100));
    assert_eq!(outstanding(&cash_out).await, 99_950 * ONE);
    assert_eq!((outstanding(&cash_in).await, outstanding(&asset_out).await), (0, 0));
    floor.buy(thousand(50)).await.unwrap();
    assert_eq!(outstanding(&cash_in).await, thousand(50));
    assert!(outstanding(&asset_out).await > thousand(49));
    assert_eq!(outstanding(&cash_out).await, 99_950 * ONE, "nothing comes back to a limit by a trade");
}

#[tokio::test]
async fn governance_at_zero_stops_a_side_at_once() {
    let floor = Floor::new().await;
    let [asset_in, cash_out, ..] = floor.at.swap_limits();
    floor.set_limit(&cash_out, Limit { max: thousand(10), slope: 0 }).await.unwrap();
    floor.mint(&floor.at.asset, &floor.bob, thousand(100)).await;
    let sell = |amount| floor.selling(exact_in(amount));
    floor.refused(&[sell(thousand(11))], &[floor.bob], PauError::RateLimitExceeded).await;
    floor.ok(&[sell(thousand(10))], &[floor.bob]).await;
    floor.set_limit(&asset_in, Limit { max: 0, slope: 0 }).await.unwrap();
    floor.refused(&[sell(ONE)], &[floor.bob], PauError::RateLimitExceeded).await;
    floor.buy(thousand(1)).await.unwrap();
}

#[tokio::test]
async fn size_and_inventory_are_bounded() {
    let mut floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, million(20)).await;
    let sell = |floor: &Floor, amount| floor.selling(exact_in(amount));
    floor.refused(&[sell(&floor, million(4) + 1)], &[floor.bob], AmmError::TradeSize).await;
    floor.refused(&[sell(&floor, ONE - 1)], &[floor.bob], AmmError::TradeSize).await;
    floor.ok(&[sell(&floor, million(4))], &[floor.bob]).await;
    floor.ok(&[sell(&floor, million(4))], &[floor.bob]).await;
    floor.refused(&[sell(&floor, ONE)], &[floor.bob], AmmError::InventoryFull).await;
    // What is at the issuer counts until its cash is there.
    floor.redeem(million(4), million(4)).await.unwrap();
    floor.refused(&[sell(&floor, ONE)], &[floor.bob], AmmError::InventoryFull).await;
    floor.settle(1, million(4)).await.unwrap();
    floor.report(PAR).await;
    floor.ok(&[sell(&floor, ONE)], &[floor.bob]).await;
}

#[tokio::test]
async fn a_full_pool_bids_less() {
    let floor = Floor::new().await;
    floor.sell(million(4)).await.unwrap();
    floor.sell(million(1)).await.unwrap();
    let quote = floor.quote(QuoteArgs { sell: true, amount: million(1), exact_out: false }).await.unwrap();
    // 5 basis points; and from 5M to 6M of a ramp that reaches 50 basis points at 8M: 25/3 of one on average.
    assert_eq!(quote.fee, 500 * ONE + 833_333_334, "rounded up once");
    assert_eq!(quote.fee, quote.spread_fee + quote.skew_fee);
}

#[tokio::test]
async fn a_pool_pays_no_more_than_it_has() {
    let mut setup = Setup::default();
    setup.args.limits.inventory.soft = million(100);
    setup.args.limits.inventory.hard = million(100);
    let floor = Floor::with(setup).await;
    floor.mint(&floor.at.asset, &floor.bob, million(12)).await;
    let sell = |amount| floor.selling(exact_in(amount));
    floor.ok(&[sell(million(4)), sell(million(4))], &[floor.bob]).await;
    floor.refused(&[sell(million(4))], &[floor.bob], AmmError::InsufficientLiquidity).await;
    let more = floor.buying(exact_out(million(8) + 1, u64::MAX));
    floor.mint(&floor.at.cash, &floor.bob, million(9)).await;
    floor.refused(&[more], &[floor.bob], AmmError::TradeSize).await;
}

#[tokio::test]
async fn a_frozen_pau_trades_nothing() {
    let floor = Floor::new().await;
    floor.mint(&floor.at.asset, &floor.bob, thousand(1)).await;
    let freezer = floor.roles().freezer;
    floor.ok(&[halo_sdk::instructions::pau::freeze(&freezer, &floor.at.pau)], &[freezer]).await;
    floor.refused(&[floor.selling(exact_in(thousand(1)))], &[floor.bob], PauError::Frozen).await;
}
