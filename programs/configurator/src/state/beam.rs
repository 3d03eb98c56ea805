//! A Beam: one holder's permissions over one target (a facility, a pool, a PAU) until a time.

use anchor_lang::prelude::*;

/// Permission bits of a [`Beam`].
pub mod permission {
    /// Claim a Prime's queued deposit for a deal.
    pub const CLAIM: u32 = 1 << 0;
    /// Mint the NFAT of a claim.
    pub const MINT: u32 = 1 << 1;
    /// Deploy a Book's money to an endpoint.
    pub const DEPLOY: u32 = 1 << 2;
    /// Fund redemptions and payments from a Book.
    pub const FUND: u32 = 1 << 3;
    /// Open Books and move them through their phases.
    pub const BOOK: u32 = 1 << 4;
    /// Post attestations. Never together with another permission.
    pub const ATTEST: u32 = 1 << 5;
    /// Halt, and nothing else: a halt is lifted by the administrator.
    pub const HALT: u32 = 1 << 6;
    /// Every bit that has a meaning.
    pub const ALL: u32 = CLAIM | MINT | DEPLOY | FUND | BOOK | ATTEST | HALT;
}

/// Permissions of `holder` over `target`, at `["beam", scope, target, holder]`.
#[account]
#[derive(InitSpace)]
pub struct Beam {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// The scope that granted it.
    pub scope: Pubkey,
    /// Account over which it gives rights.
    pub target: Pubkey,
    /// Key that must sign.
    pub holder: Pubkey,
    /// Bits of [`permission`].
    pub permissions: u32,
    /// Unix time in seconds from which it is void.
    pub expires_at: i64,
    /// Unix time in seconds of the grant: what an earlier Beam of the holder allowed is over.
    pub granted_at: i64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub reserved: [u8; 24],
}

/// Why a Beam does not give the right asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeamRefusal {
    /// Granted by another scope.
    Scope,
    /// Held by another key.
    Holder,
    /// Gives rights over another account.
    Target,
    /// Lacks bits.
    Permission { needed: u32, held: u32 },
    /// Void since `expires_at`.
    Expired { expires_at: i64, now: i64 },
}

impl core::fmt::Display for BeamRefusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Scope => write!(f, "the Beam was granted by another scope"),
            Self::Holder => write!(f, "the Beam is held by another key than the signer"),
            Self::Target => write!(f, "the Beam is for another target"),
            Self::Permission { needed, held } => {
                write!(f, "permission bits {needed:#b} needed, the Beam has {held:#b}")
            }
            Self::Expired { expires_at, now } => write!(f, "the Beam expired at {expires_at}, it is {now}"),
        }
    }
}

/// What a program asks of a Beam.
pub struct Need<'a> {
    pub scope: &'a Pubkey,
    pub target: &'a Pubkey,
    pub holder: &'a Pubkey,
    /// Bits that must all be held.
    pub permissions: u32,
}

impl Beam {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + Self::INIT_SPACE;

    /// Whether this Beam gives what is asked at `now`; valid while `now < expires_at`.
    pub fn check(&self, need: &Need, now: i64) -> core::result::Result<(), BeamRefusal> {
        if self.scope != *need.scope {
            return Err(BeamRefusal::Scope);
        }
        if self.target != *need.target {
            return Err(BeamRefusal::Target);
        }
        if self.holder != *need.holder {
            return Err(BeamRefusal::Holder);
        }
        if self.permissions & need.permissions != need.permissions {
            return Err(BeamRefusal::Permission { needed: need.permissions, held: self.permissions });
        }
        if now >= self.expires_at {
            return Err(BeamRefusal::Expired { expires_at: self.expires_at, now });
        }
        Ok(())
    }
}
