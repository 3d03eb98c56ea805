//! A limit's account: which movement it bounds, and the pure bucket of `halo_math` that bounds it.

use crate::error::PauError;
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::Charge;

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
    /// Out of a Book by `call`. Target: the action's hash, as a key.
    Action,
    /// From Books into what yields. Target: the facility or the vault deposited into.
    Deposit,
    /// Into a Book by a swap. Target: the pool.
    SwapIn,
    /// Out of a Book by a swap. Target: the pool.
    SwapOut,
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
    pub const ALL: u16 = Self::Transfer.bit()
        | Self::Claim.bit()
        | Self::Withdraw.bit()
        | Self::Action.bit()
        | Self::Deposit.bit()
        | Self::SwapIn.bit()
        | Self::SwapOut.bit();
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
    /// 1 while paused: nothing may pass and nothing accrues, but every value is kept.
    pub paused: u8,
    pub reserved: [u8; 60],
}

impl RateLimit {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// The bucket that this account stores. While paused, the time up to `now` is skipped: it gives nothing.
    pub fn bucket_at(&self, now: i64) -> halo_math::RateLimit {
        let mut bucket = halo_math::RateLimit {
            max: self.max,
            slope: self.slope,
            available: self.available,
            remainder: self.remainder,
            last_updated: self.last_updated,
            last_increased: self.last_increased,
            outstanding: self.outstanding,
        };
        if self.paused != 0 {
            bucket.skip(now);
        }
        bucket
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

    /// What [`Self::charge`] would accept at `now`; `u64::MAX` when unlimited.
    pub fn available_at(&self, now: i64) -> u64 {
        match self.paused {
            0 => self.bucket_at(now).available_at(now),
            _ => 0,
        }
    }

    /// Takes `amount` out of what is available at `now`, or refuses.
    pub fn charge(&mut self, amount: u64, now: i64) -> Result<Charge> {
        require!(self.paused == 0, PauError::LimitPaused);
        let mut bucket = self.bucket_at(now);
        let charge = bucket.charge(amount, now).explain::<PauError>()?;
        self.store(bucket);
        Ok(charge)
    }

    /// Gives back what came home of earlier charges; also while paused.
    pub fn restore(&mut self, amount: u64, now: i64) -> Result<Charge> {
        let mut bucket = self.bucket_at(now);
        let restored = bucket.restore(amount, now).explain::<PauError>()?;
        self.store(bucket);
        Ok(restored)
    }

    /// Changes `max` and `slope` at `now`; a paused limit stays paused.
    pub fn set(&mut self, max: u64, slope: u64, now: i64) {
        let mut bucket = self.bucket_at(now);
        bucket.set(max, slope, now);
        self.store(bucket);
    }

    /// Stops the limit with what has accrued up to `now`.
    pub fn pause(&mut self, now: i64) -> core::result::Result<(), PauError> {
        if self.paused != 0 {
            return Err(PauError::LimitPaused);
        }
        let mut bucket = self.bucket_at(now);
        bucket.refill(now);
        self.store(bucket);
        self.paused = 1;
        Ok(())
    }

    /// Lets the limit go on from where it was paused.
    pub fn resume(&mut self, now: i64) -> core::result::Result<(), PauError> {
        if self.paused == 0 {
            return Err(PauError::LimitNotPaused);
        }
        let bucket = self.bucket_at(now);
        self.store(bucket);
        self.paused = 0;
        Ok(())
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
