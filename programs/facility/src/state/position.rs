use anchor_lang::prelude::*;
use halo_math::Consent;

/// One Prime's share of a facility's queue, at `["position", facility, prime]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct QueuePosition {
    pub facility: Pubkey,
    pub prime: Pubkey,
    /// Not transferable.
    pub shares: u64,
    /// Number of the last event of this account; changes with every deposit, withdrawal and claim.
    pub sequence: u64,
    /// What the Prime agreed to; all zero for no condition.
    pub consent: Consent,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 54],
}

impl QueuePosition {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }
}
