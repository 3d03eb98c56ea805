use anchor_lang::prelude::*;
use halo_math::amm::Withdrawal;

/// Shares that wait for the pool to have free cash, and the cash that they came to, at `["withdrawal", pool, id]`. Its place in
/// the queue is the ticket's number, which nobody can know before it is there.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PoolWithdrawal {
    pub pool: Pubkey,
    pub owner: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub ticket: Withdrawal,
    /// Part of the address: whatever its owner chose.
    pub id: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 22],
}

impl PoolWithdrawal {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
