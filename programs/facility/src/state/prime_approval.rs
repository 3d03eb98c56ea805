use crate::error::FacilityError;
use anchor_lang::prelude::*;
use halo_math::RateLimit;
use pau::state::LimitKind;

/// That a Prime may deposit here, and how much may be claimed from it, at `["approval", facility, prime]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PrimeApproval {
    pub facility: Pubkey,
    pub prime: Pubkey,
    /// Limit on claims from this Prime, base units and base units a day.
    pub limit: RateLimit,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// 1 while approved.
    pub active: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 61],
}

impl PrimeApproval {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// What an init must approve for a Prime's limit: DEPOSIT into the facility. Kind as stored, target, mint.
    pub fn init_key(facility: Pubkey, mint: Pubkey) -> (u8, Pubkey, Pubkey) {
        (LimitKind::Deposit.seed(), facility, mint)
    }

    /// Refuses a Prime whose approval has ended. Never asked when it takes its own money back.
    pub fn require_active(&self) -> core::result::Result<(), FacilityError> {
        match self.active {
            0 => Err(FacilityError::PrimeNotApproved),
            _ => Ok(()),
        }
    }
}
