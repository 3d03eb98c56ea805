use anchor_lang::prelude::*;
use halo_math::amm::Stake;

/// Shares of one provider of capital in a pool, at `["position", pool, owner]`. Created by the first deposit.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PoolPosition {
    pub pool: Pubkey,
    pub owner: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Shares that are not in a withdrawal.
    pub shares: u64,
    /// When the last of them were bought, Unix seconds; nothing leaves for an hour from then on.
    pub deposited_at: i64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 22],
}

impl PoolPosition {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// What may leave of it, and when.
    pub fn stake(&self) -> Stake {
        Stake { shares: self.shares, deposited_at: self.deposited_at }
    }
}
