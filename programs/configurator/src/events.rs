//! One event an instruction. `sequence` counts the events of the scope, without gaps. What an instruction
//! changes in a PAU is in that PAU's own event, in the same transaction.

use crate::state::Payload;
use anchor_lang::prelude::*;

/// A scope was created.
#[event]
pub struct ScopeInitialized {
    pub scope: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub mom: Pubkey,
    pub freezer: Pubkey,
    pub conserver: Pubkey,
}

/// An addition was scheduled.
#[event]
pub struct OperationScheduled {
    pub scope: Pubkey,
    pub sequence: u64,
    pub council: Pubkey,
    pub number: u64,
    pub predecessor: u64,
    pub eta: i64,
    pub payload: Payload,
}

/// An addition took effect.
#[event]
pub struct OperationExecuted {
    pub scope: Pubkey,
    pub sequence: u64,
    pub executor: Pubkey,
    pub number: u64,
    /// Account that now says so; the scope when it changed itself.
    pub record: Pubkey,
    pub config_version: u64,
}

/// An addition will not take effect.
#[event]
pub struct OperationCancelled {
    pub scope: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub number: u64,
}

/// A finished or expired operation gave its rent back.
#[event]
pub struct OperationClosed {
    pub scope: Pubkey,
    pub sequence: u64,
    pub number: u64,
}

/// The timelock was stopped, or goes on.
#[event]
pub struct PauseChanged {
    pub scope: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub paused: bool,
    /// Seconds of all pauses that have ended.
    pub paused_total: i64,
}

/// What was taken away at once.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Removed {
    Registration,
    Init,
    CBeam,
    /// Used up by what it permitted.
    Permit,
}

/// A record of this program was taken away.
#[event]
pub struct RecordRemoved {
    pub scope: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub what: Removed,
    pub record: Pubkey,
    /// PAU that it was for; the default key for all.
    pub pau: Pubkey,
}

/// What was done to a PAU.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Change {
    AddRateLimit,
    SetRateLimit,
    RemoveRateLimit,
    PauseRateLimit,
    ResumeRateLimit,
    SetRelayer,
    RemoveRelayer,
    SetFreezer,
    Freeze,
    Unfreeze,
    EnableAction,
    DisableAction,
    AddController,
    RemoveController,
    OpenVault,
    ReleaseVault,
    TakeOver,
    HandBack,
}

/// A PAU was configured.
#[event]
pub struct PauConfigured {
    pub scope: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub pau: Pubkey,
    pub change: Change,
    /// Limit, relayer, freezer, action, controller, vault; the PAU itself for the rest.
    pub subject: Pubkey,
}

/// A holder received permissions over a target.
#[event]
pub struct BeamGranted {
    pub scope: Pubkey,
    pub sequence: u64,
    pub granter: Pubkey,
    pub beam: Pubkey,
    pub target: Pubkey,
    pub holder: Pubkey,
    pub permissions: u32,
    pub expires_at: i64,
    pub pau: Pubkey,
    pub epoch: u64,
}

/// A holder lost its permissions over a target.
#[event]
pub struct BeamRevoked {
    pub scope: Pubkey,
    pub sequence: u64,
    pub actor: Pubkey,
    pub beam: Pubkey,
    pub target: Pubkey,
    pub holder: Pubkey,
    pub permissions: u32,
}
