//! What an attacker is left with, and what it does to those who stay.

use super::floor::*;
use halo_sdk::amm::instructions::PoolView;
use num_bigint::BigInt;
use solana_pubkey::Pubkey;

/// Tokens of one wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purse {
    pub cash: u64,
    pub asset: u64,
    /// `12 + decimals of the asset - decimals of the cash`.
    exponent: u32,
}

impl Purse {
    /// What it is worth at `price`, in parts of `10^-exponent` base units of cash: exact.
    pub fn worth(&self, price: u64) -> BigInt {
        BigInt::from(self.cash) * BigInt::from(10).pow(self.exponent)
            + BigInt::from(self.asset) * BigInt::from(price)
    }

    /// What `later` is worth above this one at the same price, rounded down to base units of cash.
    pub fn gain(&self, later: &Self, price: u64) -> BigInt {
        let unit = BigInt::from(10).pow(self.exponent);
        let gain = later.worth(price) - self.worth(price);
        let rest = ((&gain % &unit) + &unit) % &unit;
        (gain - rest) / unit
    }
}

impl Floor {
    /// What Bob has.
    pub async fn purse(&self) -> Purse {
        self.purse_of(&self.bob).await
    }

    pub async fn purse_of(&self, owner: &Pubkey) -> Purse {
        let (cash, asset) = self.wallet(owner).await;
        let exponent = u32::try_from(self.pool().await.pricing.pair.exponent).expect("at most 21");
        Purse { cash, asset, exponent }
    }

    /// Bob gets what an attack needs.
    pub async fn fund(&self, cash: u64, asset: u64) {
        self.mint(&self.at.cash, &self.bob, cash).await;
        self.mint(&self.at.asset, &self.bob, asset).await;
    }
}

/// Whether a share is worth at least as much in `after` as in `before`, by what one who leaves is paid for it.
pub fn kept(before: &PoolView, after: &PoolView) -> bool {
    let part = |one: &PoolView, other: &PoolView| {
        u128::from(one.exit_value).saturating_add(1) * u128::from(other.shares).saturating_add(100)
    };
    part(after, before) >= part(before, after)
}
