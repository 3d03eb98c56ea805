//! Rounding: every number of decimals on either side, dust, the largest trades, prices at both ends of their range. No trade leaves the
//! trader richer at the NAV, however small.

use super::{floor::*, purse::kept};
use halo_sdk::{
    amm::instructions::{InitializePoolArgs, PoolLimits, SwapArgs},
    halo_math::amm::{InventoryLimits, PriceLimits, TradeLimits},
    token::{MintConfig, TokenProgram},
};
use halo_tests::world::{ONE, WIDE};
use num_bigint::BigInt;
use solana_pubkey::Pubkey;

/// Decimals of USDS.
const USDS: u8 = 6;

/// A pool without limits of its own for cash and an asset of these decimals, the asset worth `price`.
async fn boundless([cash, asset]: [u8; 2], price: u64) -> Floor {
    let mint = |decimals| MintConfig::new(TokenProgram::Spl, decimals, Pubkey::default());
    let limits = PoolLimits {
        inventory: InventoryLimits { soft: u64::MAX, hard: u64::MAX, ..InventoryLimits::default() },
        trade: TradeLimits { min: 0, max: u64::MAX },
        capacity: u64::MAX,
        ..LIMITS
    };
    let setup = Setup {
        args: InitializePoolArgs { limits, ..parameters() },
        price_limits: PriceLimits { floor: 1, ceiling: u64::MAX, ..PRICE_LIMITS },
        asset: mint(asset),
        cash: (cash != USDS).then(|| mint(cash)),
        ..Setup::default()
    };
    let mut floor = Floor::governed(setup).await;
    floor.open().await;
    floor.report(price).await;
    floor.provide(&floor.alice, tokens(10_000_000, cash)).await.unwrap();
    floor
}

/// Base units of so many tokens.
fn tokens(count: u64, decimals: u8) -> u64 {
    count * 10_u64.pow(decimals.into())
}

impl Floor {
    /// Bob tries every kind of trade of each amount; returns how many were done.
    async fn try_all(&self, amounts: &[u64], price: u64) -> usize {
        let mut done = 0;
        for &amount in amounts {
            for (sell, exact_out) in [(true, false), (false, false), (true, true), (false, true)] {
                let limit = if exact_out { u64::MAX } else { 0 };
                let args = SwapArgs { amount, exact_out, limit, deadline: NEVER };
                let before = (self.purse().await, self.view().await);
                let trade = if sell { self.selling(args) } else { self.buying(args) };
                if self.send(&[trade], &[self.bob]).await.is_err() {
                    assert_eq!(before.0, self.purse().await);
                    continue;
                }
                let gain = before.0.gain(&self.purse().await, price);
                let what = format!("sell {sell}, exact out {exact_out}, {amount} at {price}");
                assert!(gain < BigInt::ZERO, "{what}: {gain}");
                assert!(kept(&before.1, &self.view().await), "{what}");
                self.assert_sound().await;
                done += 1;
            }
        }
        done
    }
}

/// A price that no power of ten divides.
const ODD: u64 = PAR / 7 * 9;

async fn every_amount(cash: u8, asset: u8) {
    let floor = boundless([cash, asset], ODD).await;
    floor.fund(tokens(10_000_000, cash), tokens(5_000_000, asset)).await;
    // A fifth of the capital, or a third of what a limit of the PAU lets pass.
    let most = (WIDE.max / tokens(3, cash.max(asset))).min(2_000_000);
    let largest = floor.try_all(&[tokens(most, asset)], ODD).await;
    assert!(largest > 0, "{cash} decimals of cash, {asset} of the asset: {most} tokens");
    let mut amounts = vec![1, 2, 3, 999, 123_456_789, u64::MAX];
    for decimals in [cash, asset] {
        amounts.extend([1, 7, most / 10].map(|count| tokens(count, decimals)));
    }
    amounts.sort_unstable();
    amounts.dedup();
    let done = floor.try_all(&amounts, ODD).await;
    assert!(done >= 16, "{cash} decimals of cash, {asset} of the asset: {done} trades");
}

#[tokio::test]
async fn assets_with_few_decimals_lose_nothing_to_rounding() {
    for decimals in 0..=4 {
        every_amount(USDS, decimals).await;
    }
}

#[tokio::test]
async fn assets_with_many_decimals_lose_nothing_to_rounding() {
    for decimals in 5..=9 {
        every_amount(USDS, decimals).await;
    }
}

#[tokio::test]
async fn cash_with_few_decimals_loses_nothing_to_rounding() {
    for cash in 0..=4 {
        for asset in [0, 5, 9] {
            every_amount(cash, asset).await;
        }
    }
}

#[tokio::test]
async fn cash_with_many_decimals_loses_nothing_to_rounding() {
    for cash in [5, 7, 8, 9] {
        for asset in [0, 4, 9] {
            every_amount(cash, asset).await;
        }
    }
}

#[tokio::test]
async fn a_thousand_times_dust_is_dust_lost() {
    let floor = boundless([USDS, 9], ODD).await;
    floor.fund(ONE, 1_000_000).await;
    let before = floor.purse().await;
    let mut done = 0;
    for step in 0..300_u64 {
        let amount = 1 + step % 13;
        done += floor.try_all(&[amount], ODD).await;
        floor.world.chain.0.advance_slots(1);
    }
    assert!(done > 300, "{done} trades");
    assert!(before.gain(&floor.purse().await, ODD) < BigInt::ZERO);
}

#[tokio::test]
async fn prices_at_both_ends_of_their_range_round_against_the_trader() {
    let mut done = 0;
    for price in [1, 2, u64::MAX - 1, u64::MAX] {
        for decimals in [[USDS, 0], [USDS, 9], [0, 9], [9, 0]] {
            let floor = boundless(decimals, price).await;
            floor.fund(CAPITAL, u64::MAX / 4).await;
            done += floor.try_all(&[1, 1_000, ONE, CAPITAL / 10, 10_u64.pow(14)], price).await;
        }
    }
    assert!(done >= 80, "{done} trades");
}
