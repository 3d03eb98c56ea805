use anchor_lang::prelude::*;
use halo_math::Position;

/// The one position of an owner in a queue, at `["position", queue, owner]`. Created by the first entry.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct LctsPosition {
    pub queue: Pubkey,
    pub owner: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub held: Position,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 30],
}

impl LctsPosition {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
