//! Inits: what the council has approved and a GovOps may make real.

use crate::{error::ConfiguratorError, state::PauRegistration};
use anchor_lang::prelude::*;
use halo_math::LimitInit;
use pau::state::{ActionSpec, LimitKind};
use solana_sha256_hasher::hashv;

/// One thing that the council approves.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// A rate limit may be set to these values, and from there be raised step by step.
    RateLimit {
        kind: LimitKind,
        target: Pubkey,
        mint: Pubkey,
        /// Base units; `u64::MAX` allows unlimited.
        max: u64,
        /// Base units a day.
        slope: u64,
    },
    /// A relayer may be enabled to call this action.
    Action(ActionSpec),
    /// A program's signer may draw and charge.
    Controller {
        signer: Pubkey,
        /// The one Book it may touch; the default key for every Book.
        book: Pubkey,
        /// Bits of `LimitKind`.
        kinds: u16,
    },
    /// Another program's account may do once what the digest names; that program says how it is formed.
    Permit { target: Pubkey, digest: [u8; 32] },
}

impl Grant {
    /// Last part of the init's address: one init a thing.
    pub fn key(&self) -> [u8; 32] {
        match self {
            Self::RateLimit { kind, target, mint, .. } => limit_key(*kind, target, mint),
            Self::Action(spec) => action_key(&spec.hash()),
            Self::Controller { signer, .. } => controller_key(signer),
            Self::Permit { target, digest } => permit_key(target, digest),
        }
    }

    /// Refuses what could never be used, so that 14 days are not waited in vain.
    pub fn validate(&self, pau: &Pubkey) -> Result<()> {
        let global = *pau == Pubkey::default();
        match self {
            Self::RateLimit { .. } => {}
            Self::Action(spec) => {
                spec.validate()?;
                require!(!(global && spec.one_shot), ConfiguratorError::InvalidGrant);
            }
            // A controller draws on Books: approved for one PAU, never for all.
            Self::Controller { kinds, .. } => {
                let known = *kinds != 0 && *kinds & !LimitKind::ALL == 0;
                require!(known && !global, ConfiguratorError::InvalidGrant);
            }
            Self::Permit { .. } => require!(global, ConfiguratorError::InvalidGrant),
        }
        Ok(())
    }
}

/// Key of a rate limit's init.
pub fn limit_key(kind: LimitKind, target: &Pubkey, mint: &Pubkey) -> [u8; 32] {
    hashv(&[b"limit", &[kind.seed()], target.as_ref(), mint.as_ref()]).to_bytes()
}

/// Key of an action's init.
pub fn action_key(hash: &[u8; 32]) -> [u8; 32] {
    hashv(&[b"action", hash]).to_bytes()
}

/// Key of a controller's init.
pub fn controller_key(signer: &Pubkey) -> [u8; 32] {
    hashv(&[b"controller", signer.as_ref()]).to_bytes()
}

/// Key of a permit.
pub fn permit_key(target: &Pubkey, digest: &[u8; 32]) -> [u8; 32] {
    hashv(&[b"permit", target.as_ref(), digest]).to_bytes()
}

/// An approved grant, at `["init", scope, pau, key]`.
#[account]
pub struct Init {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub scope: Pubkey,
    /// The one PAU that may use it; the default key for every registered PAU, and for permits.
    pub pau: Pubkey,
    /// Number of the operation that approved it.
    pub operation: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    pub reserved: [u8; 32],
    pub grant: Grant,
}

impl Init {
    /// Bytes of the account before the grant, discriminator included.
    const HEAD: usize = Self::DISCRIMINATOR.len() + 1 + 1 + 32 + 32 + 8 + 32 + 32;

    /// Bytes of the account with its grant, discriminator included.
    pub fn space(grant: &Grant) -> usize {
        // Encoding into a counter cannot fail: no grant holds what borsh refuses.
        Self::HEAD.saturating_add(borsh::object_length(grant).unwrap_or(usize::MAX))
    }

    /// Refuses an init of another scope or of another PAU.
    pub fn require_for(&self, registration: &PauRegistration) -> core::result::Result<(), ConfiguratorError> {
        let open = self.pau == Pubkey::default() || self.pau == registration.pau;
        if self.scope == registration.scope && open {
            return Ok(());
        }
        Err(ConfiguratorError::WrongInit)
    }

    /// What it approves for the rate limit of this kind (as stored), target and mint.
    pub fn limit(
        &self,
        kind: u8,
        target: &Pubkey,
        mint: &Pubkey,
    ) -> core::result::Result<LimitInit, ConfiguratorError> {
        match &self.grant {
            Grant::RateLimit { kind: approved, target: to, mint: of, max, slope }
                if approved.seed() == kind && to == target && of == mint =>
            {
                Ok(LimitInit { max: *max, slope: *slope })
            }
            _ => Err(ConfiguratorError::WrongInit),
        }
    }

    /// Refuses a permit for another target or another digest.
    pub fn require_permit(
        &self,
        account: &Pubkey,
        what: &[u8; 32],
    ) -> core::result::Result<(), ConfiguratorError> {
        match &self.grant {
            Grant::Permit { target, digest } if target == account && digest == what => Ok(()),
            _ => Err(ConfiguratorError::WrongPermit),
        }
    }
}
