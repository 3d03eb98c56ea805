use crate::state::copied;
use anchor_lang::prelude::*;

/// That a PAU is governed through this scope, at `["registration", scope, pau]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PauRegistration {
    pub scope: Pubkey,
    pub pau: Pubkey,
    /// Number of the operation that registered it. A cBEAM scheduled earlier gives nothing.
    pub operation: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// 1 while the conserver stands in the place of the PAU's GovOps.
    pub conserved: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 29],
}

copied!(PauRegistration);

impl PauRegistration {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Whether the conserver has taken over.
    pub fn is_conserved(&self) -> bool {
        self.conserved != 0
    }
}
