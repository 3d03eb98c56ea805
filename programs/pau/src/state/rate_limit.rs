//! A limit's account: which movement it bounds, and the pure bucket of `halo_math` that bounds it.

use crate::error::PauError;
use anchor_lang::prelude::*;

/// What a limit bounds. The discriminant is part of the limit's address and of `Controller::kinds`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, InitSpace)]
#[repr(u8)]
pub enum LimitKind {
    /// From a Book to an endpoint. Target: the endpoint's token account.
    Transfer,
    /// Claims from a queue. Target: the facility.
    Claim,
    /// From Books into what is paid out to holders. Target: the facility.
    Withdraw,
}

impl LimitKind {
    /// Byte in the limit's address.
    pub const fn seed(self) -> u8 {
        self as u8
    }

    /// Bit in `Controller::kinds`.
    pub const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Bits of every kind.
    pub const ALL: u16 = Self::Transfer.bit() | Self::Claim.bit() | Self::Withdraw.bit();
}

/// One rate limit of a PAU, at `["limit", pau, kind, target, mint]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct RateLimit {
    pub pau: Pubkey,
    /// Endpoint, facility or program: see [`LimitKind`].
    pub target: Pubkey,
    /// Mint whose base units are counted.
    pub mint: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Largest amount that can be available, base units; `u64::MAX` means unlimited.
    pub max: u64,
    /// Refill in base units a day (86 400 s).
    pub slope: u64,
    /// Base units that may pass, as of `last_updated`.
    pub available: u64,
    /// Refill below one base unit, in base units x seconds a day; below 86 400.
    pub remainder: u64,
    /// Unix seconds of the last refill.
    pub last_updated: i64,
    /// Unix seconds of the last raise of `max` or `slope`.
    pub last_increased: i64,
    /// Base units charged and not restored.
    pub outstanding: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Discriminant of [`LimitKind`].
    pub kind: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 61],
}

impl RateLimit {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// The bucket that this account stores.
    pub fn bucket(&self) -> halo_math::RateLimit {
        halo_math::RateLimit {
            max: self.max,
            slope: self.slope,
            available: self.available,
            remainder: self.remainder,
            last_updated: self.last_updated,
            last_increased: self.last_increased,
            outstanding: self.outstanding,
        }
    }

    /// Stores a bucket.
    pub fn store(&mut self, bucket: halo_math::RateLimit) {
        self.max = bucket.max;
        self.slope = bucket.slope;
        self.available = bucket.available;
        self.remainder = bucket.remainder;
        self.last_updated = bucket.last_updated;
        self.last_increased = bucket.last_increased;
        self.outstanding = bucket.outstanding;
    }

    /// Whether this limit is the one of a movement of `kind` to `target` in `mint`.
    pub fn require_key(
        &self,
        kind: LimitKind,
        target: &Pubkey,
        mint: &Pubkey,
    ) -> core::result::Result<(), PauError> {
        if self.kind != kind.seed() || self.target != *target {
            return Err(PauError::WrongLimit);
        }
        if self.mint != *mint {
            return Err(PauError::WrongMint);
        }
        Ok(())
    }
}
