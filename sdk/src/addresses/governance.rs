//! Scopes and what hangs on them: operations, registrations, inits, cBEAMs and Beams.

use super::derive;
use configurator::{
    state::{action_key, controller_key, limit_key, permit_key, Grant, Payload},
    ID,
};
use pau::state::{ActionSpec, LimitKind};
use solana_pubkey::Pubkey;

/// Scope created with `base`.
pub fn scope(base: &Pubkey) -> Pubkey {
    derive(&[configurator::SCOPE_SEED, base.as_ref()], &ID)
}

/// Beam of `holder` over `target`.
pub fn beam(scope: &Pubkey, target: &Pubkey, holder: &Pubkey) -> Pubkey {
    derive(&[configurator::BEAM_SEED, scope.as_ref(), target.as_ref(), holder.as_ref()], &ID)
}

/// Operation number `number` of `scope`; the first is 1.
pub fn operation(scope: &Pubkey, number: u64) -> Pubkey {
    derive(&[configurator::OPERATION_SEED, scope.as_ref(), &number.to_le_bytes()], &ID)
}

/// That `scope` governs `pau` through GovOps.
pub fn registration(scope: &Pubkey, pau: &Pubkey) -> Pubkey {
    derive(&[configurator::REGISTRATION_SEED, scope.as_ref(), pau.as_ref()], &ID)
}

/// cBEAM of `govops` for `pau`.
pub fn cbeam(scope: &Pubkey, pau: &Pubkey, govops: &Pubkey) -> Pubkey {
    derive(&[configurator::CBEAM_SEED, scope.as_ref(), pau.as_ref(), govops.as_ref()], &ID)
}

/// Approval of `grant` for `pau`; the default key as `pau` for every registered PAU, and for permits.
pub fn init(scope: &Pubkey, pau: &Pubkey, grant: &Grant) -> Pubkey {
    init_with_key(scope, pau, &grant.key())
}

fn init_with_key(scope: &Pubkey, pau: &Pubkey, key: &[u8; 32]) -> Pubkey {
    derive(&[configurator::INIT_SEED, scope.as_ref(), pau.as_ref(), key], &ID)
}

/// Approval of the action `spec` for `pau`; the default key as `pau` for every registered PAU.
pub fn action_init(scope: &Pubkey, pau: &Pubkey, spec: &ActionSpec) -> Pubkey {
    init_with_key(scope, pau, &action_key(&spec.hash()))
}

/// Approval of `signer` as a controller of `pau`.
pub fn controller_init(scope: &Pubkey, pau: &Pubkey, signer: &Pubkey) -> Pubkey {
    init_with_key(scope, pau, &controller_key(signer))
}

/// Permit for `target` to do once what `digest` names.
pub fn permit(scope: &Pubkey, target: &Pubkey, digest: &[u8; 32]) -> Pubkey {
    init_with_key(scope, &Pubkey::default(), &permit_key(target, digest))
}

/// What executing `payload` creates; the scope itself when that is what it changes.
pub fn record(scope: &Pubkey, payload: &Payload) -> Pubkey {
    match payload {
        Payload::RegisterPau { pau } => registration(scope, pau),
        Payload::AddInit { pau, grant } => init(scope, pau, grant),
        Payload::GrantCBeam { pau, govops } => cbeam(scope, pau, govops),
        Payload::SetParameters { .. } | Payload::SetRole { .. } => *scope,
    }
}

/// What tells the rate limits of a PAU apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitKey {
    /// What is limited.
    pub kind: LimitKind,
    /// Endpoint, facility, vault or action, as the kind says.
    pub target: Pubkey,
    /// Token that is counted.
    pub mint: Pubkey,
}

impl LimitKey {
    /// The limit itself.
    pub fn limit(&self, pau: &Pubkey) -> Pubkey {
        super::limit(pau, self.kind, &self.target, &self.mint)
    }

    /// Its approval for `pau`; the default key as `pau` for every registered PAU.
    pub fn init(&self, scope: &Pubkey, pau: &Pubkey) -> Pubkey {
        init_with_key(scope, pau, &limit_key(self.kind, &self.target, &self.mint))
    }
}
