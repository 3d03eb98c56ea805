//! What a Trading Halo is for, with the specification's numbers: t-bills for cash at once, a market for JAAA, a Prime's
//! way out, and what capital earns by how often it turns over.

use super::floor::*;
use halo_sdk::{amm::instructions::QuoteArgs, deployment::Limit};
use halo_tests::world::{million, DAY, ONE};

/// Days of a year on which an issuer pays.
const BUSINESS_DAYS: u64 = 250;

#[tokio::test]
async fn t_bills_are_cash_at_once_and_the_issuer_pays_the_pool_later() {
    let mut floor = Floor::new().await;
    floor.sell(thousand(100)).await.unwrap();
    assert_eq!(floor.wallet(&floor.bob).await, (99_950 * ONE, 0), "at once");
    floor.redeem(thousand(100), thousand(100)).await.unwrap();
    let away = floor.pool().await.capital;
    assert_eq!((away.usds, away.inventory, away.pending), (CAPITAL - 99_950 * ONE, 0, thousand(100)));
    floor.world.wait(DAY).await;
    floor.settle(1, thousand(100)).await.unwrap();
    let home = floor.pool().await.capital;
    assert_eq!((home.usds, home.pending, home.fees), (CAPITAL + 50 * ONE, 0, 50 * ONE), "the spread stays");
    assert_eq!(floor.wallet(&floor.issuer).await, (0, thousand(100)));
    floor.assert_sound().await;
}

#[tokio::test]
async fn jaaa_bought_and_sold_earns_ten_basis_points_a_round_trip() {
    let floor = Floor::new().await;
    // The pool's first inventory comes from what a Prime has.
    floor.sell(million(1)).await.unwrap();
    let stocked = floor.pool().await.capital;
    floor.mint(&floor.at.cash, &floor.bob, thousand(600)).await;
    let buy = floor.buying(exact_out(thousand(500), thousand(600)));
    floor.ok(&[buy], &[floor.bob]).await;
    let sold = floor.pool().await.capital;
    assert_eq!(stocked.inventory - sold.inventory, thousand(500));
    assert_eq!(sold.usds - stocked.usds, 500_250 * ONE, "the ask is 5 basis points above the NAV");
    floor.ok(&[floor.selling(exact_in(thousand(300)))], &[floor.bob]).await;
    let bought = floor.pool().await.capital;
    assert_eq!(bought.inventory - sold.inventory, thousand(300));
    assert_eq!(sold.usds - bought.usds, 299_850 * ONE, "the bid is 5 basis points below it");
    assert_eq!(stocked.inventory - bought.inventory, thousand(200), "net");
    assert_eq!(bought.fees - stocked.fees, 400 * ONE, "on a volume of 800K");
    floor.assert_sound().await;
}

#[tokio::test]
async fn a_prime_leaves_a_position_at_once_and_allocates_anew() {
    let mut floor = Floor::new().await;
    let prime = floor.bob;
    floor.world.approve(&prime, Limit { max: million(100), slope: million(100) }).await;
    floor.sell(million(2)).await.unwrap();
    let paid = million(2) - 1_000 * ONE;
    assert_eq!(floor.wallet(&prime).await, (paid, 0));
    floor.deposit(&prime, paid).await.unwrap();
    assert_eq!(floor.queued(&prime).await, paid, "it waits for another deal already");
    // The wait for the issuer is the Halo's.
    floor.redeem(million(2), million(2)).await.unwrap();
    floor.world.wait(3 * DAY).await;
    floor.settle(1, million(2)).await.unwrap();
    floor.report(PAR).await;
    assert_eq!(floor.view().await.exit_value, CAPITAL + 1_000 * ONE, "Alice has earned the spread");
    floor.assert_sound().await;
}

/// A pool with so much capital whose limits never stop it.
async fn with_capital(capital: u64) -> Floor {
    let mut setup = Setup::default();
    setup.args.limits.inventory.soft = 2 * capital;
    setup.args.limits.inventory.hard = 2 * capital;
    setup.args.limits.trade.max = CAPITAL;
    setup.args.limits.settlement_seconds = 14 * 86_400;
    let floor = Floor::with(setup).await;
    if capital > CAPITAL {
        floor.provide(&floor.alice, capital - CAPITAL).await.unwrap();
    }
    floor
}

/// A year in which every business day brings as much as the capital can take when the issuer pays `days` business days
/// later; returns what was bought and what was earned.
async fn year(days: u64) -> (u64, u64) {
    let mut floor = with_capital(CAPITAL).await;
    let part = CAPITAL / days;
    for day in 1..=BUSINESS_DAYS {
        floor.report(PAR).await;
        if day > days {
            floor.settle(day - days, part).await.unwrap();
        }
        floor.sell(part).await.unwrap();
        floor.redeem(part, part).await.unwrap();
        floor.world.wait(if day % 5 == 0 { 3 * DAY } else { DAY }).await;
    }
    for number in BUSINESS_DAYS - days + 1..=BUSINESS_DAYS {
        floor.settle(number, part).await.unwrap();
    }
    floor.report(PAR).await;
    floor.assert_sound().await;
    let earned = floor.pool().await.capital.usds - CAPITAL;
    assert_eq!(floor.view().await.exit_value, CAPITAL + earned, "all of it is the shares'");
    (BUSINESS_DAYS * part, earned)
}

/// `part / whole * scale`, rounded to the nearest.
fn rounded(part: u64, whole: u64, scale: u64) -> u64 {
    (part * scale + whole / 2) / whole
}

#[tokio::test]
async fn capital_turns_over_250_times_a_year_at_one_day() {
    let (volume, earned) = year(1).await;
    assert_eq!(rounded(volume, CAPITAL, 1), 250);
    assert_eq!(rounded(earned, CAPITAL, 1_000), 125, "12.5 %");
}

#[tokio::test]
async fn capital_turns_over_83_times_a_year_at_three_days() {
    let (volume, earned) = year(3).await;
    assert_eq!(rounded(volume, CAPITAL, 1), 83);
    assert_eq!(rounded(earned, CAPITAL, 1_000), 42, "4.2 %");
}

#[tokio::test]
async fn capital_turns_over_36_times_a_year_at_seven_days() {
    let (volume, earned) = year(7).await;
    assert_eq!(rounded(volume, CAPITAL, 1), 36);
    assert_eq!(rounded(earned, CAPITAL, 1_000), 18, "1.8 %");
}

/// Scale: what 50M of capital can take a day is 50M, each day anew, when the issuer pays the next.
#[tokio::test]
async fn fifty_million_take_fifty_million_of_t_bills_a_day() {
    const SCALE: u64 = million(50);
    const DAYS: u64 = 10;
    let (trades, earned_a_day) = (SCALE / CAPITAL, SCALE / 10_000 * 5);
    let mut floor = with_capital(SCALE).await;
    for day in 1..=DAYS {
        floor.report(PAR).await;
        if day > 1 {
            floor.settle(day - 1, SCALE).await.unwrap();
        }
        let before = floor.wallet(&floor.bob).await.0;
        for _ in 0..trades {
            floor.sell(CAPITAL).await.unwrap();
        }
        let paid = floor.wallet(&floor.bob).await.0 - before;
        assert_eq!(paid, SCALE - earned_a_day, "day {day}: 50M of t-bills, at once");
        let capital = floor.pool().await.capital;
        assert_eq!(
            (capital.inventory, capital.usds),
            (SCALE, day * earned_a_day),
            "day {day}: all of it works"
        );
        let more = QuoteArgs { sell: true, amount: CAPITAL, exact_out: false };
        let full = floor.quote(more).await.unwrap_err();
        assert_eq!(full.code(), Some(u32::from(AmmError::InsufficientLiquidity)), "day {day}: {full}");
        floor.redeem(SCALE, SCALE).await.unwrap();
        floor.world.wait(if day % 5 == 0 { 3 * DAY } else { DAY }).await;
    }
    floor.settle(DAYS, SCALE).await.unwrap();
    let capital = floor.pool().await.capital;
    assert_eq!((capital.usds, capital.pending), (SCALE + DAYS * earned_a_day, 0), "liquidity is whole again");
    floor.assert_sound().await;
}
