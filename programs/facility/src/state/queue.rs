use crate::error::FacilityError;
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::QueueTotals;

/// Totals of a facility's queue, at `["queue", facility]`. This address owns the queue's token account.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Queue {
    pub facility: Pubkey,
    /// Token account of the queue.
    pub token_account: Pubkey,
    /// Shares and base units of all positions. Stored, never read from the token account: a donation
    /// changes nothing.
    pub totals: QueueTotals,
    pub decimals: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 61],
}

impl Queue {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// The invariants after every change: nothing yields or costs inside the queue, so shares and base
    /// units are one to one for its whole life, and the token account holds at least what is owed.
    pub fn require_sound(&self, balance: u64) -> Result<()> {
        self.totals.check_one_to_one().explain::<FacilityError>()?;
        require_gte!(balance, self.totals.underlying, FacilityError::Insolvent);
        Ok(())
    }
}
