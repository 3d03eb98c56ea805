use crate::state::copied;
use anchor_lang::prelude::*;

/// The cBEAM: it makes a GovOps accordant to one PAU, at `["cbeam", scope, pau, govops]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct CBeam {
    pub scope: Pubkey,
    pub pau: Pubkey,
    /// Key that must sign.
    pub govops: Pubkey,
    /// Number of the operation that granted it.
    pub operation: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 30],
}

copied!(CBeam);

impl CBeam {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();
}
