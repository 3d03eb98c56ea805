//! What may happen to a pool, from random bytes.

use halo_math::amm::{Spread, Trade};

/// Owners of a pool.
pub const OWNERS: usize = 3;
/// A million USDS.
pub const MILLION: u64 = 1_000_000_000_000;

/// What random bytes say: operation, who or how, amount.
pub type RawOp = (u8, u8, u64);

#[derive(Clone, Copy, Debug)]
pub enum Op {
    Trade(Trade),
    Deposit { who: usize, amount: u64 },
    Withdraw { who: usize, part: u8 },
    Request { who: usize, part: u8 },
    Fill { most: u64 },
    Cancel { which: usize },
    Claim { which: usize },
    Start { amount: u64, early: u64 },
    Receive { which: usize, part: u8, surplus: bool },
    Close { which: usize, tolerance: u64 },
    TakeBack { which: usize },
    Price { bps: i64 },
    Spread(Spread),
    Wait { seconds: i64 },
    Lose { asset: u64, usds: u64 },
}

impl Op {
    /// The low five bits choose the operation, the others how large the amount is.
    pub fn decode((kind, how, seed): RawOp) -> Self {
        let amount = (seed % (10 * MILLION)) >> (u32::from(kind >> 5) * 5);
        let (who, which) = (usize::from(how) % OWNERS, usize::from(how));
        match kind % 32 {
            0..=3 => Self::Trade(Trade::SellExactIn(amount)),
            4 => Self::Trade(Trade::SellExactOut(amount)),
            5 => Self::Trade(Trade::BuyExactIn(amount)),
            6..=8 => Self::Trade(Trade::BuyExactOut(amount)),
            9..=11 => Self::Deposit { who, amount },
            12 => Self::Withdraw { who, part: how },
            13 | 14 => Self::Request { who, part: how },
            15 => Self::Fill { most: amount },
            16 | 17 => Self::Fill { most: u64::MAX },
            18 => Self::Cancel { which },
            19 | 20 => Self::Claim { which },
            21 | 22 => Self::Start { amount, early: seed % 3 },
            23..=25 => Self::Receive { which, part: how, surplus: seed % 8 == 0 },
            26 => Self::Close { which, tolerance: seed % 100 },
            27 => Self::TakeBack { which },
            28 => Self::Price { bps: i64::from(how) - 128 },
            29 => Self::Spread(Spread { bid_bps: 5 + seed % 46, ask_bps: 5 + (seed >> 32) % 46 }),
            30 => Self::Wait { seconds: i64::from(how) * 1_000 },
            _ => Self::Lose { asset: amount >> 8, usds: amount >> 10 },
        }
    }
}

/// Of `whole`, as many 255ths as `part` says.
pub fn share_of(whole: u64, part: u8) -> u64 {
    let share = u128::from(whole) * u128::from(part) / 255;
    u64::try_from(share).expect("at most the whole")
}
