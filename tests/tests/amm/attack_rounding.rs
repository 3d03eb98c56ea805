//! Rounding: every mix of decimals, dust, the largest trades, prices at both ends of their range. No trade leaves the
//! trader richer at the NAV, however small.

use super::{floor::*, purse::kept};
use halo_sdk::{
    amm::instructions::{InitializePoolArgs, PoolLimits, SwapArgs},
    halo_math::amm::{InventoryLimits, PriceLimits, TradeLimits},
    token::{MintConfig, TokenProgram},
};
use halo_tests::world::ONE;
use num_bigint::BigInt;
use solana_pubkey::Pubkey;

/// A pool without limits of its own for an asset of these decimals that is worth `price`.
async fn boundless(decimals: u8, price: u64) -> Floor {
    let limits = PoolLimits {
        inventory: InventoryLimits { soft: u64::MAX, hard: u64::MAX, ..InventoryLimits::default() },
        trade: TradeLimits { min: 0, max: u64::MAX },
        capacity: u64::MAX,
        ..LIMITS
    };
    let setup = Setup {
        args: InitializePoolArgs { limits, ..parameters() },
        price_limits: PriceLimits { floor: 1, ceiling: u64::MAX, ..PRICE_LIMITS },
        asset: MintConfig::new(TokenProgram::Spl, decimals, Pubkey::default()),
        ..Setup::default()
    };
    let mut floor = Floor::governed(setup).await;
    floor.open().await;
    floor.report(price).await;
    floor.provide(&floor.alice, CAPITAL).await.unwrap();
    floor
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

async fn every_amount(decimals: u8) {
    let floor = boundless(decimals, ODD).await;
    let token = 10_u64.pow(decimals.into());
    floor.fund(CAPITAL, 5_000_000 * token).await;
    let amounts = [1, 2, 3, 999, token, 7 * token, 123_456_789, 2_000_000 * token];
    let done = floor.try_all(&amounts, ODD).await;
    assert!(done >= 16, "{decimals} decimals: {done} trades");
}

#[tokio::test]
async fn assets_with_few_decimals_lose_nothing_to_rounding() {
    for decimals in 0..=4 {
        every_amount(decimals).await;
    }
}

#[tokio::test]
async fn assets_with_many_decimals_lose_nothing_to_rounding() {
    for decimals in 5..=9 {
        every_amount(decimals).await;
    }
}

#[tokio::test]
async fn a_thousand_times_dust_is_dust_lost() {
    let floor = boundless(9, ODD).await;
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
        for decimals in [0, 9] {
            let floor = boundless(decimals, price).await;
            floor.fund(CAPITAL, u64::MAX / 4).await;
            done += floor.try_all(&[1, 1_000, ONE, CAPITAL / 10, 10_u64.pow(14)], price).await;
        }
    }
    assert!(done >= 40, "{done} trades");
}
