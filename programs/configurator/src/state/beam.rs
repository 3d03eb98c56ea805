//! A Beam: one holder's permissions over one target (a facility, a pool, a PAU) until a time.

use crate::state::copied;
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
    /// Halt, never together with another permission: a halt is lifted by the council.
    pub const HALT: u32 = 1 << 6;
    /// Admit receivers of NFATs, and switch a facility's whitelist mode.
    pub const WHITELIST: u32 = 1 << 7;
    /// Lock the queues of a unit for settlement.
    pub const LOCK: u32 = 1 << 8;
    /// Settle the locked queues of a unit.
    pub const SETTLE: u32 = 1 << 9;
    /// Set what the shares of a unit are worth.
    pub const RATE: u32 = 1 << 10;
    /// Move a pool's spread within its bounds, and stop its trading.
    pub const QUOTE: u32 = 1 << 11;
    /// Send a pool's inventory to its issuer, and close what does not come back.
    pub const REDEEM: u32 = 1 << 12;
    /// What a Halo's beacon may hold together. It ends with the epoch of the PAU under which it was granted.
    pub const OPERATIONS: u32 =
        CLAIM | MINT | DEPLOY | FUND | BOOK | WHITELIST | LOCK | SETTLE | RATE | QUOTE | REDEEM;
}

/// Permissions of `holder` over `target`, at `["beam", scope, target, holder]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Beam {
    /// The scope that granted it.
    pub scope: Pubkey,
    /// PAU under which it was granted; the default key for ATTEST and HALT, which no PAU's GovOps can grant.
    pub pau: Pubkey,
    /// `Pau::epoch` at the grant. Revoking a cBEAM of that PAU starts another, and this Beam is void.
    pub epoch: u64,
    /// Council, GovOps or conserver that granted it.
    pub granter: Pubkey,
    /// Account over which it gives rights.
    pub target: Pubkey,
    /// Key that must sign.
    pub holder: Pubkey,
    /// Unix time in seconds from which it is void.
    pub expires_at: i64,
    /// Unix time in seconds of the grant: what an earlier Beam of the holder allowed is over.
    pub granted_at: i64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Bits of [`permission`].
    pub permissions: u32,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 26],
}

copied!(Beam);

/// Why a Beam does not give the right asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeamRefusal {
    /// Granted by another scope.
    Scope,
    /// Held by another key.
    Holder,
    /// Gives rights over another account.
    Target,
    /// Granted under another PAU than the target's.
    Pau,
    /// Granted before a cBEAM of the PAU was revoked.
    Epoch { granted: u64, now: u64 },
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
            Self::Pau => write!(f, "the Beam was granted under another PAU than the target's"),
            Self::Epoch { granted, now } => {
                write!(f, "the Beam was granted in epoch {granted} of the PAU, it is in epoch {now}")
            }
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
    /// PAU of the target and its `Pau::epoch`.
    pub pau: (&'a Pubkey, u64),
}

impl Beam {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

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
        if self.permissions & permission::OPERATIONS != 0 {
            let (pau, epoch) = need.pau;
            if self.pau != *pau {
                return Err(BeamRefusal::Pau);
            }
            if self.epoch != epoch {
                return Err(BeamRefusal::Epoch { granted: self.epoch, now: epoch });
            }
        }
        if now >= self.expires_at {
            return Err(BeamRefusal::Expired { expires_at: self.expires_at, now });
        }
        Ok(())
    }
}
