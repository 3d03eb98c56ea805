//! Consent: the bounds that a Prime attaches to its queued deposit, so that a beacon cannot choose them.

use crate::waterfall::RANKS;
use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// What a Prime agrees to. All-zero: nothing attached, the facility's buybox alone decides, and only on units of
/// the most senior rank.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct Consent {
    /// Hash of the terms agreed on.
    pub accord_hash: [u8; 32],
    /// Least amount of a claim, base units; 0 for no minimum.
    pub min_amount: u64,
    /// Most amount of a claim, base units.
    pub max_amount: u64,
    /// Unix seconds; the consent holds while `now < expires_at`.
    pub expires_at: i64,
    /// Most junior rank of a claim, below [`RANKS`]; 0 is the most senior.
    pub max_rank: u8,
    /// 1 when the unit may share a Book, and so its losses, with others.
    pub shared: u8,
    /// Must be 0.
    pub reserved: [u8; 6],
}

/// Why a consent is not valid, or what a claim violates of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ConsentError {
    #[error("consent: expected the hash of an accord, got an all-zero hash")]
    AccordMissing,
    #[error("consent: expected a maximum amount above 0, got 0")]
    ZeroMaximum,
    #[error("consent: expected the minimum amount {min} to be at most the maximum {max}")]
    AmountRange { min: u64, max: u64 },
    #[error("the consent expired at {expires_at}, it is {now}")]
    Expired { expires_at: i64, now: i64 },
    #[error("expected the terms consented to, {expected:02x?}, got {got:02x?}")]
    OtherTerms { expected: [u8; 32], got: [u8; 32] },
    #[error("expected an amount of at least {min}, as consented to, got {amount}")]
    AmountBelowMinimum { min: u64, amount: u64 },
    #[error("expected an amount of at most {max}, as consented to, got {amount}")]
    AmountAboveMaximum { max: u64, amount: u64 },
    #[error("consent: expected a most junior rank below {RANKS}, got {max_rank}")]
    UnknownRank { max_rank: u8 },
    #[error("consent: expected the reserved bytes to be 0, got {reserved:?}")]
    ReservedNotZero { reserved: [u8; 6] },
    #[error("consent: expected 0 or 1 for a shared Book, got {shared}")]
    UnknownSharing { shared: u8 },
    #[error("expected the Prime's consent to share a Book, it has not given it")]
    SharingWithoutConsent,
    #[error("expected the most senior rank 0 from a Prime that attached no consent, got rank {rank}")]
    RankWithoutConsent { rank: u8 },
    #[error("expected a rank of at most {max}, as consented to, got {rank}")]
    RankAboveMaximum { max: u8, rank: u8 },
}

impl Consent {
    /// Whether nothing is attached.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the consent, if any, could ever be met from `now` on.
    pub fn validate(&self, now: i64) -> Result<(), ConsentError> {
        if self.is_none() {
            return Ok(());
        }
        if self.accord_hash == [0; 32] {
            return Err(ConsentError::AccordMissing);
        }
        if self.max_amount == 0 {
            return Err(ConsentError::ZeroMaximum);
        }
        if self.min_amount > self.max_amount {
            return Err(ConsentError::AmountRange { min: self.min_amount, max: self.max_amount });
        }
        if usize::from(self.max_rank) >= RANKS {
            return Err(ConsentError::UnknownRank { max_rank: self.max_rank });
        }
        if self.shared > 1 {
            return Err(ConsentError::UnknownSharing { shared: self.shared });
        }
        if self.reserved != [0; 6] {
            return Err(ConsentError::ReservedNotZero { reserved: self.reserved });
        }
        self.check_live(now)
    }

    /// Whether a claim of `amount` base units under the terms of `terms_hash`, for a unit of `rank`, is consented
    /// to at `now`. Without consent attached every claim of the most senior rank passes and no other: losses
    /// that fall on a unit before the others' are never taken unasked.
    pub fn check(&self, terms_hash: &[u8; 32], amount: u64, rank: u8, now: i64) -> Result<(), ConsentError> {
        if self.is_none() {
            return if rank == 0 { Ok(()) } else { Err(ConsentError::RankWithoutConsent { rank }) };
        }
        self.check_live(now)?;
        if self.accord_hash != *terms_hash {
            return Err(ConsentError::OtherTerms { expected: self.accord_hash, got: *terms_hash });
        }
        if amount < self.min_amount {
            return Err(ConsentError::AmountBelowMinimum { min: self.min_amount, amount });
        }
        if amount > self.max_amount {
            return Err(ConsentError::AmountAboveMaximum { max: self.max_amount, amount });
        }
        if rank > self.max_rank {
            return Err(ConsentError::RankAboveMaximum { max: self.max_rank, rank });
        }
        Ok(())
    }

    /// Whether the unit may share a Book, when it is to: nobody gets there unasked.
    pub fn check_sharing(&self, share: bool) -> Result<(), ConsentError> {
        if share && self.shared == 0 {
            return Err(ConsentError::SharingWithoutConsent);
        }
        Ok(())
    }

    /// Half-open: the second `expires_at` is already too late.
    fn check_live(&self, now: i64) -> Result<(), ConsentError> {
        if now < self.expires_at {
            Ok(())
        } else {
            Err(ConsentError::Expired { expires_at: self.expires_at, now })
        }
    }
}
