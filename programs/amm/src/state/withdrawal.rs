use anchor_lang::prelude::*;
use halo_math::amm::Withdrawal;

/// Shares that wait for the pool to have free cash, and the cash that they came to, at `["withdrawal", pool, number]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PoolWithdrawal {
    pub pool: Pubkey,
    pub owner: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub ticket: Withdrawal,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 30],
}

impl PoolWithdrawal {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
