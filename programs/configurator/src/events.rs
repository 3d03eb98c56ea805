use anchor_lang::prelude::*;

/// A scope was created.
#[event]
pub struct ScopeInitialized {
    pub scope: Pubkey,
    pub council: Pubkey,
    pub sequence: u64,
}

/// A holder received permissions over a target.
#[event]
pub struct BeamGranted {
    pub scope: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub beam: Pubkey,
    pub target: Pubkey,
    pub holder: Pubkey,
    pub permissions: u32,
    pub expires_at: i64,
}

/// A holder lost its permissions over a target.
#[event]
pub struct BeamRevoked {
    pub scope: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub beam: Pubkey,
    pub target: Pubkey,
    pub holder: Pubkey,
    pub permissions: u32,
}
