use anchor_lang::prelude::*;
use halo_math::Generation;

/// Those who wait together in a queue, at `["generation", queue, number]`. Created by its first member; stays until the
/// last one was credited.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct LctsGeneration {
    pub queue: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub totals: Generation,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 30],
}

impl LctsGeneration {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
