use anchor_lang::prelude::*;

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
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 30],
}

impl PoolPosition {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
