//! How often the capital of a pool turns over, and that a known change of the price is not worth a trade.

use super::floor::*;
use halo_sdk::halo_math::amm::Spread;
use halo_tests::{
    refusal::assert_refused,
    world::{million, ONE},
};

/// A pool whose whole capital is sold for, sent to the issuer and paid back after `days`, `turns` times over; returns what
/// it earned.
async fn earned(days: i64, turns: u64) -> u64 {
    let mut setup = Setup::default();
    setup.args.limits.inventory.soft = million(20);
    setup.args.limits.inventory.hard = million(20);
    setup.args.limits.trade.max = million(10);
    let mut floor = Floor::with(setup).await;
    for turn in 1..=turns {
        floor.sell(million(10)).await.unwrap();
        floor.redeem(million(10), million(10)).await.unwrap();
        floor.world.wait(days * 86_400).await;
        floor.settle(turn, million(10)).await.unwrap();
        floor.report(PAR).await;
    }
    floor.assert_sound().await;
    floor.pool().await.capital.usds - CAPITAL
}

#[tokio::test]
async fn a_turn_earns_the_spread_on_the_whole_capital() {
    // 10 turns of 10M at 5 basis points; 250 business days a year hold 250, 83 and 36 turns of one, three and seven days.
    for (days, turns_a_year, yield_bps) in [(1_i64, 250_u64, 1_250_u64), (3, 83, 415), (7, 36, 180)] {
        let ten = earned(days, 10).await;
        assert_eq!(ten, 10 * 5_000 * ONE);
        let year = ten / 10 * turns_a_year;
        assert_eq!(year * 10_000 / CAPITAL, yield_bps, "T+{days}");
    }
}

#[tokio::test]
async fn knowing_the_next_price_is_not_worth_the_spread() {
    let mut floor = Floor::new().await;
    let set = Spread { bid_bps: 5, ask_bps: 5 };
    floor
        .ok(&[halo_sdk::instructions::amm::set_spread(&floor.beacon, &floor.at, set)], &[floor.beacon])
        .await;
    floor.sell(million(2)).await.unwrap();
    let (cash, _) = floor.wallet(&floor.bob).await;
    // Buys before a report that lifts the price by a basis point, sells right after it.
    floor.ok(&[floor.buying(exact_in(thousand(1_000)))], &[floor.bob]).await;
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR + PAR / 10_000).await).await.unwrap();
    let (_, asset) = floor.wallet(&floor.bob).await;
    floor.ok(&[floor.selling(exact_in(asset))], &[floor.bob]).await;
    let (after, _) = floor.wallet(&floor.bob).await;
    assert!(after < cash, "{after} of {cash}");
    // A report that moves it by more than half the spread gives nobody the time to sell.
    floor.ok(&[floor.buying(exact_in(thousand(1_000)))], &[floor.bob]).await;
    floor.world.wait(1).await;
    floor.post(0, floor.posting(0, PAR + PAR / 100).await).await.unwrap();
    let (_, asset) = floor.wallet(&floor.bob).await;
    let sell = floor.send(&[floor.selling(exact_in(asset))], &[floor.bob]).await;
    assert_refused(sell, AmmError::PriceCooldown);
}
